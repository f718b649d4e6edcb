// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions of namespace dc that the compiler knows, and the members of dc::span and dc::view.
#include "compiler/frontend/cxx/KernelEmitter.h"

#include "llvm/ADT/StringSwitch.h"

using mlir::Value;

namespace dc::compiler {

Value KernelEmitter::spanSize(mlir::Location loc, const Place &span) {
  return span.size ? span.size : build.extent(loc, span.value, 0);
}

Place KernelEmitter::spanMember(const clang::CXXMemberCallExpr *call) {
  Place span = object(call->getImplicitObjectArgument());
  mlir::Location loc = locate(call);
  ScalarType index = ScalarType::index();
  const clang::CXXMethodDecl *method = call->getMethodDecl();
  if (span.kind != Place::Kind::Span) {
    return {};
  }
  if (method->getOverloadedOperator() == clang::OO_Subscript) {
    return subscript(call, span, indexValue(call->getArg(0)));
  }
  if (method->getOverloadedOperator() == clang::OO_Call) {
    llvm::SmallVector<const clang::Expr *> indices(call->arguments());
    return viewElement(call, span, indices);
  }
  llvm::StringRef name = method->getIdentifier() ? method->getName() : "";
  if (name == "rank") {
    return Place::ofValue(constant(call), typeOf(call));
  }
  if (name == "extent" || name == "stride") {
    unsigned dim = dimension(call->getArg(0));
    unsigned viewRank = getSpanRank(call->getObjectType());
    if (dim >= viewRank) {
      reporter.report(Diag::ViewDimension, call->getArg(0)->getSourceRange(),
                      {std::to_string(dim), std::to_string(viewRank), countDimensions(viewRank)});
      dim = 0;
    }
    if (name == "stride") {
      return Place::ofValue(build.stride(loc, span.value, dim), index);
    }
    return Place::ofValue(viewRank == 1 ? spanSize(loc, span) : build.extent(loc, span.value, dim), index);
  }
  if (name == "size") {
    return Place::ofValue(spanSize(loc, span), index);
  }
  if (name == "empty") {
    Value none = build.compare(loc, Compare::Eq, spanSize(loc, span), build.zero(loc, index), index);
    return Place::ofValue(none, ScalarType::boolean());
  }
  if (name == "subspan") {
    return subspan(call, span);
  }
  return unsupportedPlace(call);
}

Place KernelEmitter::viewElement(const clang::CallExpr *call, const Place &view,
                                 llvm::ArrayRef<const clang::Expr *> indices) {
  if (view.kind != Place::Kind::Span) {
    return {};
  }
  llvm::SmallVector<Value, 3> values;
  for (const clang::Expr *index : indices) {
    values.push_back(indexValue(index));
  }
  bool isSpan = values.size() == 1; // it may have been a part of a span before
  return isSpan ? subscript(call, view, values.front()) : elementOf(call, view, values);
}

/// The constant that names a dimension.
unsigned KernelEmitter::dimension(const clang::Expr *expr) {
  clang::Expr::EvalResult result;
  if (!expr->EvaluateAsInt(result, ast) || result.Val.getInt().getExtValue() < 0 ||
      result.Val.getInt().getExtValue() > 2) {
    reporter.report(Diag::ConstantDimension, expr->getSourceRange());
    return 0;
  }
  return static_cast<unsigned>(result.Val.getInt().getExtValue());
}

/// s.subspan(begin, count): the part is checked where it is made, its elements where they are used.
Place KernelEmitter::subspan(const clang::CXXMemberCallExpr *call, const Place &span) {
  mlir::Location loc = locate(call);
  ScalarType index = ScalarType::index();
  ScalarType unsignedIndex{ScalarType::Kind::Unsigned, 64};
  Value begin = indexValue(call->getArg(0));
  Value count = indexValue(call->getArg(1));
  Value size = spanSize(loc, span);
  Value left = build.arith(loc, Arith::Sub, size, begin, index, false, {});
  Value beginFits = build.compare(loc, Compare::Le, begin, size, unsignedIndex);
  Value countFits = build.compare(loc, Compare::Le, count, left, unsignedIndex);
  Value fits = build.arith(loc, Arith::And, beginFits, countFits, ScalarType::boolean(), false, {});
  build.assertion(loc, fits, sourceText(call));
  Place part = span;
  // A part that does not fit is empty, so that none of its elements is touched after the fault.
  part.size = build.select(loc, fits, count, build.zero(loc, index));
  part.offset = span.offset ? build.arith(loc, Arith::Add, span.offset, begin, index, false, {}) : begin;
  return part;
}

namespace {
enum class Builtin {
  Unknown,
  Id,
  LinearThreadId,
  DomainSize,
  Barrier,
  Assert,
  LoopBound,
  Min,
  Max,
  Abs,
};
} // namespace

static Builtin findBuiltin(llvm::StringRef name) {
  return llvm::StringSwitch<Builtin>(name)
      .Cases({"global_id", "thread_id", "block_id", "block_dim", "grid_dim"}, Builtin::Id)
      .Case("linear_thread_id", Builtin::LinearThreadId)
      .Case("barrier", Builtin::Barrier)
      .Case("domain", Builtin::DomainSize)
      .Case("check", Builtin::Assert)
      .Case("loop_bound", Builtin::LoopBound)
      .Case("min", Builtin::Min)
      .Case("max", Builtin::Max)
      .Case("abs", Builtin::Abs)
      .Default(Builtin::Unknown);
}

Place KernelEmitter::builtin(const clang::CallExpr *call, const clang::FunctionDecl *callee) {
  if (Place result = smallFloatCall(call, callee)) {
    return result;
  }
  llvm::StringRef name = callee->getIdentifier() ? callee->getName() : "";
  if (name.starts_with("atomic_")) {
    return atomic(call, name);
  }
  if (Place result = subgroup(call, name)) {
    return result;
  }
  if (Place result = maths(call, name)) {
    return result;
  }
  mlir::Location loc = locate(call->getBeginLoc());
  ScalarType type = typeOf(call);
  switch (findBuiltin(name)) {
  case Builtin::Id:
    return id(call, callee);
  case Builtin::LinearThreadId:
    return linearThreadId(call);
  case Builtin::Barrier:
    if (!needsBlock(call, name)) {
      build.barrier(loc);
    }
    return {};
  case Builtin::DomainSize:
    return Place::ofValue(build.domainSize(loc, domainDimension(call->getArg(0))), type);
  case Builtin::Assert:
    build.assertion(loc, scalar(call->getArg(0)), getText(call->getArg(1)));
    return {};
  case Builtin::LoopBound:
    loopBound(call);
    return {};
  case Builtin::Min:
  case Builtin::Max: {
    Value lhs = scalar(call->getArg(0));
    Value rhs = scalar(call->getArg(1));
    return Place::ofValue(build.minMax(loc, name == "max", lhs, rhs, type), type);
  }
  case Builtin::Abs: {
    Value value = scalar(call->getArg(0));
    if (type.isFloat()) {
      return Place::ofValue(build.operation(loc, "math.absf", value), type);
    }
    if (!type.isSigned()) {
      return Place::ofValue(value, type);
    }
    Value negative = build.compare(loc, Compare::Lt, value, build.zero(loc, type), type);
    return Place::ofValue(build.select(loc, negative, build.negate(loc, value, type), value), type);
  }
  case Builtin::Unknown:
    break;
  }
  return unsupportedPlace(call);
}

} // namespace dc::compiler
