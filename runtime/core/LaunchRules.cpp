// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Domains, contracts and variant predicates: what the artifact's expression table says about a
// launch.
#include <algorithm>
#include <cstdio>

#include "runtime/base/Errors.h"
#include "runtime/core/ArgumentChecks.h"
#include "runtime/core/DataType.h"

namespace dc::rt::core {

using artifact::ArgOperand;
using artifact::ExprNode;
using artifact::ExprOp;

static artifact::ExprInputs inputs(const KernelState &kernel, std::span<const int64_t> domain,
                                   std::span<const ArgOperand> operands) {
  const DeviceLimits &limits = kernel.device().limits();
  artifact::ExprInputs in;
  in.args = operands;
  in.domain = domain;
  in.facts = {int64_t(limits.subgroup_size), int64_t(limits.max_block_threads),
              int64_t(limits.shared_bytes)};
  return in;
}

static std::string describeDomain(const int64_t *extents, uint32_t rank) {
  std::string text = "(";
  for (uint32_t d = 0; d < rank; ++d) {
    text += (d ? ", " : "") + std::to_string(extents[d]);
  }
  return text + ")";
}

static Status checkWanted(const KernelState &kernel, const Domain &wanted) {
  const bool blockKernel = !kernel.info().block.empty();
  const auto name = [](bool blocks, uint32_t rank) {
    return std::string(blocks ? "blocks(...)" : "threads(...)") + " of " + std::to_string(rank) +
           (rank == 1 ? " dimension" : " dimensions");
  };
  const bool blocks = wanted.unit == Domain::Unit::Blocks;
  if (blocks != blockKernel || wanted.rank != kernel.info().rank) {
    return fail(Error::DomainUnit, kernel.title(), name(blockKernel, kernel.info().rank),
                name(blocks, wanted.rank));
  }
  return {};
}

int64_t mostThreadsOf(const Device &device) {
  const int64_t limit = device.limits().max_threads; // 0: none
  return limit > 0 && limit < kMostThreads ? limit : kMostThreads;
}

Result<LaunchDomain> checkDomain(const KernelState &kernel, const Domain *wanted,
                                 std::span<const ArgOperand> operands) {
  const artifact::KernelInfo &info = kernel.info();
  const char *unit = info.block.empty() ? "threads" : "blocks";
  LaunchDomain domain;
  if (wanted) {
    DC_TRY(checkWanted(kernel, *wanted));
    std::copy_n(wanted->extents, info.rank, domain.extents);
  } else if (info.domain.empty()) {
    return fail(Error::DomainMissing, kernel.title(), std::string(unit) + "(...)");
  } else {
    const artifact::ExprInputs in = inputs(kernel, {}, operands);
    for (uint32_t d = 0; d < info.rank; ++d) {
      const artifact::ExprOutcome outcome = artifact::evaluate_fast(info.exprs, info.domain[d], in);
      if (outcome.error != artifact::ExprError::None) {
        return artifact::evaluate(info.exprs, info.domain[d], in, info.args)
            .with_context("while computing the domain of " + kernel.title())
            .status();
      }
      domain.extents[d] = outcome.value.i;
    }
  }

  const int64_t limit = mostThreadsOf(kernel.device());
  bool empty = false;
  for (uint32_t d = 0; d < info.rank; ++d) {
    if (domain.extents[d] < 0) {
      return fail(Error::DomainNegative, kernel.title(), describeDomain(domain.extents, info.rank));
    }
    empty = empty || domain.extents[d] == 0;
  }
  domain.units = empty ? 0 : 1;
  int64_t threads = domain.units;
  bool fits = true;
  for (uint32_t d = 0; d < info.rank && !empty; ++d) {
    const int64_t block = info.block.empty() ? 1 : info.block[d];
    fits = fits && !__builtin_mul_overflow(domain.units, domain.extents[d], &domain.units) &&
           !__builtin_mul_overflow(threads, domain.extents[d], &threads) &&
           !__builtin_mul_overflow(threads, block, &threads);
  }
  if (!fits || threads > limit) {
    return fail(Error::DomainOverflow, kernel.title(), limit, "threads",
                std::string(unit) + describeDomain(domain.extents, info.rank));
  }
  return domain;
}

static std::string showValue(const artifact::ExprValue &value) {
  if (!value.isFloat) {
    return std::to_string(value.i);
  }
  char text[32];
  std::snprintf(text, sizeof text, "%.9g", value.f);
  return text;
}

/// The values that a contract read: "x.size() = 3, domain(0) = 5".
static std::string showOperands(const KernelState &kernel, uint32_t root,
                                const artifact::ExprInputs &in) {
  const std::vector<ExprNode> &table = kernel.info().exprs;
  std::vector<bool> used(root + 1, false);
  used[root] = true;
  std::string text;
  for (uint32_t n = root + 1; n-- > 0;) {
    if (!used[n]) {
      continue;
    }
    const ExprNode &node = table[n];
    switch (node.op) {
    case ExprOp::ConstInt:
    case ExprOp::ConstFloat:
      break;
    case ExprOp::Extent:
    case ExprOp::Stride:
    case ExprOp::ByteSize:
    case ExprOp::Alignment:
    case ExprOp::Scalar:
    case ExprOp::Domain:
    case ExprOp::DeviceFact: {
      const artifact::ExprOutcome leaf = artifact::evaluate_fast(table, n, in);
      const std::string item =
          artifact::to_text(table, n, kernel.info().args) + " = " + showValue(leaf.value);
      if (leaf.error == artifact::ExprError::None && text.find(item) == std::string::npos) {
        text = text.empty() ? item : item + ", " + text;
      }
      break;
    }
    default:
      // Operands that an operation does not use are 0; counting node 0 too many only shows one
      // value more.
      for (const uint32_t operand : {node.a, node.b, node.c}) {
        if (operand < n) {
          used[operand] = true;
        }
      }
      break;
    }
  }
  return text.empty() ? "it is false" : text;
}

static Status checkContract(const KernelState &kernel, const artifact::Contract &contract,
                            const artifact::ExprInputs &in) {
  const artifact::KernelInfo &info = kernel.info();
  const artifact::ExprOutcome outcome = artifact::evaluate_fast(info.exprs, contract.expr, in);
  if (outcome.error == artifact::ExprError::None && outcome.value.truthy()) {
    return {};
  }
  std::string why = showOperands(kernel, contract.expr, in);
  if (outcome.error != artifact::ExprError::None) {
    why = std::string(
              artifact::evaluate(info.exprs, contract.expr, in, info.args).status().message()) +
          " with " + why;
  }
  const std::string at = describe(contract.loc);
  return fail(Error::ContractBroken, kernel.title(),
              contract.origin == artifact::Origin::Written ? "written" : "inferred", contract.text,
              at.empty() ? at : " at " + at, why);
}

Status checkContracts(const KernelState &kernel, const LaunchDomain &domain,
                      std::span<const ArgOperand> operands) {
  const artifact::KernelInfo &info = kernel.info();
  const artifact::ExprInputs in = inputs(kernel, {domain.extents, info.rank}, operands);
  for (const artifact::Contract &contract : info.contracts) {
    DC_TRY(checkContract(kernel, contract, in));
  }
  return {};
}

Status checkContracts(const KernelState &kernel, const LaunchDomain &domain,
                      std::span<const ArgOperand> operands, std::span<const uint32_t> which) {
  const artifact::KernelInfo &info = kernel.info();
  const artifact::ExprInputs in = inputs(kernel, {domain.extents, info.rank}, operands);
  for (const uint32_t index : which) {
    DC_TRY(checkContract(kernel, info.contracts[index], in));
  }
  return {};
}

Result<const KernelVariant *> chooseVariant(const KernelState &kernel, const LaunchDomain &domain,
                                            std::span<const ArgOperand> operands,
                                            bool sharesMemory) {
  const artifact::KernelInfo &info = kernel.info();
  for (const KernelVariant &variant : kernel.variants()) {
    if (sharesMemory && variant.entry->disjoint) {
      continue;
    }
    if (variant.entry->predicate == artifact::kNoExpr) {
      return &variant;
    }
    const artifact::ExprOutcome outcome =
        artifact::evaluate_fast(info.exprs, variant.entry->predicate,
                                inputs(kernel, {domain.extents, info.rank}, operands));
    if (outcome.error == artifact::ExprError::None && outcome.value.truthy()) {
      return &variant;
    }
  }
  return fail(Error::NoPredicate, kernel.title());
}

} // namespace dc::rt::core
