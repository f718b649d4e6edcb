// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Gathers facts around an operation and closes them under the rules.
#include "passes/Analysis/KnownFacts.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Matchers.h"

#include "llvm/ADT/TypeSwitch.h"

#include <algorithm>

namespace mlir::dc {

unsigned numberBits(Type type) {
  if (type.isIndex()) {
    return 64;
  }
  auto integer = dyn_cast<IntegerType>(type);
  if (!integer || integer.getWidth() < 2 || integer.getWidth() > 64) {
    return 0;
  }
  return integer.getWidth();
}

IntRange rangeOfBits(unsigned bits) {
  WideInt half = WideInt(1) << (bits - 1);
  return {-half, half - 1};
}

std::optional<WideInt> constantNumber(Value value) {
  APInt constant;
  if (numberBits(value.getType()) == 0 || !matchPattern(value, m_ConstantInt(&constant))) {
    return std::nullopt;
  }
  return constant.getSExtValue();
}

/// The value itself or one of equal signed value that a cast took it from.
static Value lookThroughCasts(Value value) {
  while (Operation *def = value.getDefiningOp()) {
    bool widens = false;
    if (isa<arith::IndexCastOp, arith::IndexCastUIOp, arith::ExtSIOp>(def)) {
      unsigned from = numberBits(def->getOperand(0).getType());
      unsigned to = numberBits(value.getType());
      widens = from != 0 && (isa<arith::IndexCastUIOp>(def) ? from == to : from <= to);
    }
    if (!widens) {
      return value;
    }
    value = def->getOperand(0);
  }
  // The arguments of a loop's body are what its condition has just forwarded.
  auto argument = dyn_cast<BlockArgument>(value);
  auto loop =
      dyn_cast_or_null<scf::WhileOp>(argument ? argument.getOwner()->getParentOp() : nullptr);
  if (loop && argument.getOwner() == loop.getAfterBody()) {
    return lookThroughCasts(loop.getConditionOp().getArgs()[argument.getArgNumber()]);
  }
  return value;
}

static WideInt largestExtent(Value array) {
  auto type = dyn_cast<MemRefType>(array.getType());
  auto argument = dyn_cast<BlockArgument>(array);
  bool isArgument = type && argument && isa<KernelOp>(argument.getOwner()->getParentOp());
  return isArgument ? WideInt(kMaxSpanExtent) : rangeOfBits(64).high;
}

KnownFacts::KnownFacts(Operation *place) {
  for (Operation *inner = place; !isa<KernelOp>(inner) && inner->getParentOp();
       inner = inner->getParentOp()) {
    Operation *parent = inner->getParentOp();
    Region *region = inner->getParentRegion();
    if (auto branch = dyn_cast<scf::IfOp>(parent)) {
      assume(branch.getCondition(), region == &branch.getThenRegion());
    } else if (auto loop = dyn_cast<scf::WhileOp>(parent)) {
      if (region == &loop.getAfter()) {
        assume(loop.getConditionOp().getCondition(), true);
      }
    }
    if (auto kernel = dyn_cast<KernelOp>(parent)) {
      for (int64_t size : kernel.getBlock().value_or(ArrayRef<int64_t>())) {
        mostBlocks /= size;
      }
      for (RequiresOp contract : kernel.getBody().getOps<RequiresOp>()) {
        assume(contract.getCondition(), true);
      }
    }
  }
  close();
}

bool KnownFacts::provesInRange(Value index, Value extent) {
  Term i = term(index);
  Term n = term(extent);
  close();
  Term zero{DifferenceGraph::kZero, 0};
  return knows(zero, i, 0) && knows(i, n, -1);
}

bool KnownFacts::provesNonZero(Value value) {
  IntRange known = range(value);
  return known.low > 0 || known.high < 0 || llvm::is_contained(nonZero, term(value));
}

void KnownFacts::noteNonZero(Term term) {
  if (!llvm::is_contained(nonZero, term)) {
    nonZero.push_back(term);
  }
}

IntRange KnownFacts::range(Value value) {
  Term known = term(value);
  close();
  return range(known);
}

/// Of a place or size of subgroups, a key of its own and its range for every size that there is.
static std::optional<std::pair<char, IntRange>> subgroupNumber(Value value) {
  Operation *def = value.getDefiningOp();
  auto kernel = def ? def->getParentOfType<KernelOp>() : KernelOp();
  if (!kernel || !kernel.isBlockKernel()) {
    return std::nullopt;
  }
  int64_t threads = 1;
  ArrayRef<int64_t> sizes = *kernel.getBlock();
  for (int64_t size : sizes) {
    threads *= size;
  }
  int64_t most = llvm::divideCeil(threads, kMinSubgroupSize);
  int64_t least = llvm::divideCeil(threads, kMaxSubgroupSize);
  using Known = std::pair<char, IntRange>;
  return llvm::TypeSwitch<Operation *, std::optional<Known>>(def)
      .Case([&](LaneIdOp) { return Known{'l', {0, std::min(kMaxSubgroupSize, threads) - 1}}; })
      .Case([&](SubgroupIdOp) { return Known{'s', {0, most - 1}}; })
      .Case([&](SubgroupSizeOp) { return Known{'z', {kMinSubgroupSize, kMaxSubgroupSize}}; })
      .Case([&](NumSubgroupsOp) { return Known{'n', {least, most}}; })
      .Default([](Operation *) { return std::nullopt; });
}

KnownFacts::Term KnownFacts::term(Value value) {
  value = lookThroughCasts(value);
  if (std::optional<WideInt> constant = constantNumber(value)) {
    return {DifferenceGraph::kZero, *constant};
  }
  if (auto known = terms.find(value); known != terms.end()) {
    return known->second;
  }
  if (auto domain = value.getDefiningOp<DomainSizeOp>()) {
    return terms[value] = domainExtent(domain.getDim());
  }
  if (auto grid = value.getDefiningOp<GridSizeOp>()) {
    return terms[value] = gridExtent(grid.getDim());
  }
  IntRange whole = rangeOfBits(numberBits(value.getType()));
  if (auto id = value.getDefiningOp<GlobalIdOp>()) {
    Term known = sharedTerm({'i', nullptr, static_cast<int64_t>(id.getDim())},
                            {0, kMaxDomainThreads - 1});
    add(known, domainExtent(id.getDim()), -1);
    return terms[value] = known;
  }
  if (auto id = value.getDefiningOp<ThreadIdOp>()) {
    if (auto kernel = id->getParentOfType<KernelOp>()) {
      return terms[value] = sharedTerm({'t', nullptr, static_cast<int64_t>(id.getDim())},
                                       {0, (*kernel.getBlock())[id.getDim()] - 1});
    }
  }
  if (std::optional<std::pair<char, IntRange>> known = subgroupNumber(value)) {
    return terms[value] = sharedTerm({known->first, nullptr, 0}, known->second);
  }
  if (auto id = value.getDefiningOp<BlockIdOp>()) {
    Term known = sharedTerm({'b', nullptr, static_cast<int64_t>(id.getDim())}, {0, mostBlocks - 1});
    add(known, gridExtent(id.getDim()), -1);
    return terms[value] = known;
  }
  if (auto dim = value.getDefiningOp<memref::DimOp>()) {
    if (std::optional<int64_t> index = dim.getConstantIndex()) {
      return terms[value] = sharedTerm({'e', dim.getSource().getAsOpaquePointer(), *index},
                                       {0, largestExtent(dim.getSource())});
    }
  }
  Term fresh{graph.addNode(), 0};
  terms[value] = fresh;
  addRange(fresh, whole);
  defined.push_back(value);
  return fresh;
}

KnownFacts::Term KnownFacts::sharedTerm(SharedKey key, IntRange range) {
  auto [known, isNew] = shared.try_emplace(key);
  if (isNew) {
    known->second = {graph.addNode(), 0};
    addRange(known->second, range);
  }
  return known->second;
}

KnownFacts::Term KnownFacts::domainExtent(int64_t dim) {
  // A thread runs, so the domain is not empty.
  return sharedTerm({'d', nullptr, dim}, {1, kMaxDomainThreads});
}

KnownFacts::Term KnownFacts::gridExtent(int64_t dim) {
  return sharedTerm({'g', nullptr, dim}, {1, mostBlocks});
}

IntRange KnownFacts::range(Term known) const {
  std::optional<WideInt> high = graph.bound(known.node, DifferenceGraph::kZero);
  std::optional<WideInt> low = graph.bound(DifferenceGraph::kZero, known.node);
  // Contradicting facts know no bounds; their numbers must stay small enough to multiply.
  IntRange whole = rangeOfBits(64);
  auto clamp = [&](WideInt value) { return std::clamp(value, whole.low, whole.high); };
  return {low ? clamp(-*low + known.offset) : whole.low,
          high ? clamp(*high + known.offset) : whole.high};
}

bool KnownFacts::knows(Term a, Term b, WideInt c) const {
  std::optional<WideInt> bound = graph.bound(a.node, b.node);
  return bound && *bound + a.offset - b.offset <= c;
}

std::optional<WideInt> KnownFacts::bound(Term a, Term b) const {
  std::optional<WideInt> known = graph.bound(a.node, b.node);
  return known ? std::optional(*known + a.offset - b.offset) : std::nullopt;
}

void KnownFacts::note(Difference difference) {
  if (!llvm::is_contained(differences, difference)) {
    differences.push_back(difference);
    changed = true;
  }
}

void KnownFacts::add(Term a, Term b, WideInt c) {
  changed |= graph.add(a.node, b.node, c - a.offset + b.offset);
}

void KnownFacts::addRange(Term a, IntRange range) {
  Term zero{DifferenceGraph::kZero, 0};
  add(a, zero, range.high);
  add(zero, a, -range.low);
}

void KnownFacts::assume(Value condition, bool holds) {
  assumptions.push_back({condition, holds});
  changed = true;
}

void KnownFacts::close() {
  // Rules only ever tighten bounds; the limit ends chains that tighten by one step a round.
  for (unsigned round = 0; changed && round < 16; ++round) {
    changed = false;
    for (unsigned index = 0; index < assumptions.size(); ++index) {
      Assumption known = assumptions[index];
      applyCondition(*this, known.condition, known.holds);
    }
    for (unsigned index = 0; index < defined.size(); ++index) {
      applyValueRule(*this, defined[index]);
    }
  }
  changed = false;
}

} // namespace mlir::dc
