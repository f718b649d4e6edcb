// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Where a thread is: ids and sizes of the domain, of blocks and of the grid.
#include "compiler/frontend/cxx/KernelEmitter.h"

using mlir::Value;

namespace dc::compiler {

/// The rank may be known only once the whole kernel has been seen.
unsigned KernelEmitter::domainDimension(const clang::Expr *expr) {
  unsigned dim = dimension(expr);
  domainDimensions.push_back({expr, dim});
  return dim;
}

void KernelEmitter::checkDomainDimensions() {
  for (auto [expr, dim] : domainDimensions) {
    if (dim >= rank) {
      reporter.report(Diag::IdRank, expr->getSourceRange(),
                      {std::to_string(dim), countDimensions(rank),
                       block.empty() ? "domain" : "block",
                       block.empty() ? "DC_DOMAIN" : "DC_BLOCK"});
    }
  }
}

/// True after reporting that the kernel has no DC_BLOCK.
bool KernelEmitter::needsBlock(const clang::CallExpr *call, llvm::StringRef name) {
  if (!block.empty()) {
    return false;
  }
  reporter.report(Diag::BlockNeeded, call->getSourceRange(), {("dc::" + name + "()").str()});
  return true;
}

Value KernelEmitter::idInDimension(mlir::Location loc, llvm::StringRef name, unsigned dim) {
  if (name == "global_id") {
    return build.globalId(loc, dim);
  }
  if (name == "thread_id") {
    return build.threadId(loc, dim);
  }
  if (name == "block_id") {
    return build.blockId(loc, dim);
  }
  return name == "grid_dim" ? build.gridSize(loc, dim)
                            : build.integer(loc, ScalarType::index(), block[dim]);
}

/// dc::global_id() and the like, in its three forms: bare, with a rank and with a dimension. The
/// first two have as many dimensions as the kernel.
Place KernelEmitter::id(const clang::CallExpr *call, const clang::FunctionDecl *callee) {
  static constexpr llvm::StringLiteral bindings[] = {
      "auto i = dc::", "auto [r, c] = dc::", "auto [p, r, c] = dc::"};
  static constexpr llvm::StringLiteral ends[] = {"()", "<2>()", "<3>()"};
  mlir::Location loc = locate(call->getBeginLoc());
  ScalarType index = ScalarType::index();
  llvm::StringRef name = callee->getName();
  if (name != "global_id" && needsBlock(call, name)) {
    return Place::ofValue(build.zero(loc, index), index);
  }
  if (call->getNumArgs() == 1) {
    unsigned dim = domainDimension(call->getArg(0));
    return Place::ofValue(idInDimension(loc, name, std::min<unsigned>(dim, block.size() - 1)),
                          index);
  }
  const clang::TemplateArgumentList *arguments = callee->getTemplateSpecializationArgs();
  unsigned used =
      arguments ? static_cast<unsigned>(arguments->get(0).getAsIntegral().getExtValue()) : 1;
  if (rank == 0) {
    rank = used;
  }
  if (used != rank) {
    std::string form = (bindings[rank - 1] + name + ends[rank - 1]).str();
    reporter.report(arguments ? Diag::IdOtherRank : Diag::IdBare, call->getSourceRange(),
                    {countDimensions(rank), form, std::to_string(used), countDimensions(used),
                     name.str(), block.empty() ? "DC_DOMAIN" : "DC_BLOCK"});
    used = std::min(used, rank);
  }
  if (!arguments) {
    return Place::ofValue(idInDimension(loc, name, 0), index);
  }
  Place position = allocate(loc, call->getType());
  for (auto [dim, part] : llvm::enumerate(position.parts)) {
    store(loc, idInDimension(loc, name, std::min<unsigned>(dim, used - 1)), part);
  }
  return position;
}

/// The thread's number in its block, last dimension fastest.
Place KernelEmitter::linearThreadId(const clang::CallExpr *call) {
  mlir::Location loc = locate(call->getBeginLoc());
  ScalarType index = ScalarType::index();
  if (needsBlock(call, "linear_thread_id")) {
    return Place::ofValue(build.zero(loc, index), index);
  }
  Value linear = build.threadId(loc, 0);
  for (unsigned dim = 1; dim < block.size(); ++dim) {
    Value size = build.integer(loc, index, block[dim]);
    linear = build.arith(loc, Arith::Mul, linear, size, index, false, {});
    linear = build.arith(loc, Arith::Add, linear, build.threadId(loc, dim), index, false, {});
  }
  return Place::ofValue(linear, index);
}

} // namespace dc::compiler
