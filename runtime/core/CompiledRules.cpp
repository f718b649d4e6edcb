// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Turns the simple expressions of a kernel's table into comparisons of values in place.
#include <algorithm>
#include <cstddef>
#include <iterator>

#include "runtime/artifact/Version.h"
#include "runtime/core/DataType.h"
#include "runtime/core/LaunchPlan.h"

namespace dc::rt::core {

using artifact::ArgInfo;
using artifact::ArgKind;
using artifact::ExprNode;
using artifact::ExprOp;

namespace {

/// A contract of more comparisons, or of deeper nesting, is left to the evaluator: shared
/// subexpressions could make either exponential.
constexpr size_t kMostComparisons = 64;
constexpr int kMostDepth = 16;

constexpr uint64_t kSignBit = uint64_t(1) << 63;

const ExprNode *nodeAt(const artifact::KernelInfo &kernel, uint32_t index) {
  return index < kernel.exprs.size() && index < artifact::kMaxExprNodes ? &kernel.exprs[index]
                                                                        : nullptr;
}

uint32_t allowedBy(ExprOp op) {
  switch (op) {
  case ExprOp::Eq:
    return 2;
  case ExprOp::Ne:
    return 1 | 4;
  case ExprOp::Lt:
  case ExprOp::ULt:
    return 1;
  case ExprOp::Le:
  case ExprOp::ULe:
    return 1 | 2;
  case ExprOp::Gt:
    return 4;
  case ExprOp::Ge:
    return 2 | 4;
  default:
    return 0;
  }
}

} // namespace

std::optional<Term> CompiledRules::term(const artifact::KernelInfo &kernel, uint32_t index,
                                        bool domainKnown) {
  const ExprNode *node = nodeAt(kernel, index);
  if (!node) {
    return std::nullopt;
  }
  Term term;
  switch (node->op) {
  case ExprOp::ConstInt:
    term.base = Term::Base::Constants;
    term.offset = uint32_t(constants.size() * sizeof(int64_t));
    constants.push_back(node->imm);
    return term;
  case ExprOp::Domain:
    if (!domainKnown || node->a >= kernel.rank) {
      return std::nullopt;
    }
    term.base = Term::Base::Domain;
    term.offset = node->a * sizeof(int64_t);
    return term;
  case ExprOp::Extent:
  case ExprOp::Scalar:
    break;
  default:
    return std::nullopt;
  }
  if (node->a >= kernel.args.size() || node->a >= LaunchPlan::kMostArguments) {
    return std::nullopt;
  }
  const ArgInfo &arg = kernel.args[node->a];
  term.base = Term::Base::Arguments;
  term.offset = uint32_t(node->a * sizeof(Argument));
  if (node->op == ExprOp::Extent) {
    if (arg.kind != ArgKind::Array || node->b >= arg.rank) {
      return std::nullopt;
    }
    term.offset += uint32_t(offsetof(Argument, extents) + node->b * sizeof(int64_t));
    return term;
  }
  term.type = dataType(arg.type);
  if (arg.kind != ArgKind::Scalar || term.type > DataType::U64) {
    return std::nullopt; // floats
  }
  term.offset += uint32_t(offsetof(Argument, bits));
  term.narrow = size_of(term.type) < sizeof(int64_t);
  return term;
}

std::optional<Term> CompiledRules::compileExtent(const artifact::KernelInfo &kernel,
                                                 uint32_t root) {
  return term(kernel, root, /*domainKnown=*/false);
}

void CompiledRules::addCover(uint32_t extent, uint32_t domain) {
  const size_t d = domain / sizeof(int64_t);
  covers[d].push_back(extent);
  coveredDims = std::max(coveredDims, d + 1);
}

bool CompiledRules::takeCover(uint32_t extent) { return std::erase(covers[0], extent) != 0; }

bool CompiledRules::add(const artifact::KernelInfo &kernel, uint32_t root, int depth) {
  const ExprNode *node = nodeAt(kernel, root);
  if (!node || node->a >= root || node->b >= root || depth > kMostDepth) {
    return false; // the evaluator takes no operand from behind its node
  }
  if (node->op == ExprOp::And) {
    // Bitwise: of two comparisons, which are 0 or 1, that is the logical one.
    return add(kernel, node->a, depth + 1) && add(kernel, node->b, depth + 1);
  }
  const uint32_t allowed = allowedBy(node->op);
  if (allowed == 0 || ++added > kMostComparisons) {
    return false;
  }
  const std::optional<Term> a = term(kernel, node->a, /*domainKnown=*/true);
  const std::optional<Term> b = term(kernel, node->b, /*domainKnown=*/true);
  if (!a || !b) {
    return false;
  }
  const bool isUnsigned = node->op == ExprOp::ULt || node->op == ExprOp::ULe;
  const auto covers64 = [](const Term &extent, const Term &domain) {
    return extent.base == Term::Base::Arguments && !extent.narrow &&
           domain.base == Term::Base::Domain;
  };
  if (node->op == ExprOp::Ge && covers64(*a, *b)) {
    addCover(a->offset, b->offset);
  } else if (node->op == ExprOp::Le && covers64(*b, *a)) {
    addCover(b->offset, a->offset);
  } else {
    comparisons.push_back({*a, *b, isUnsigned ? kSignBit : 0, allowed});
  }
  return true;
}

bool CompiledRules::compileCondition(const artifact::KernelInfo &kernel, uint32_t root) {
  const size_t coversBefore[] = {covers[0].size(), covers[1].size(), covers[2].size()};
  const size_t comparisonsBefore = comparisons.size();
  added = 0;
  if (add(kernel, root, 0)) {
    return true;
  }
  for (size_t d = 0; d < std::size(covers); ++d) {
    covers[d].resize(coversBefore[d]);
  }
  comparisons.resize(comparisonsBefore);
  return false;
}

} // namespace dc::rt::core
