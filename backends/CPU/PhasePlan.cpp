// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Decides for each operation of a block kernel whether it runs once or in which phase.
#include "backends/CPU/PhasePlan.h"

#include "dialects/Support/MLIR.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Transforms/RegionUtils.h"

namespace mlir::dc {

PhasePlan::PhasePlan(BlocksOp blocks)
    : blocks(blocks), body(&blocks.getBody()), divergence(blocks) {
  // What a loop carries depends on itself: assume the best, and start over where that was wrong.
  while (!plan()) {
  }
}

bool PhasePlan::hasBarrier(Operation *op) {
  return op->walk([](BarrierOp) { return WalkResult::interrupt(); }).wasInterrupted();
}

bool PhasePlan::plan() {
  cut.clear();
  once.clear();
  scalars.clear();
  phases.clear();
  carried.clear();
  phase = 0;
  for (BlockArgument id : blocks.getBlockIds()) {
    scalars.insert(id);
  }
  planBlock(body->front());
  size_t before = notCarried.size();
  for (auto &[argument, sources] : carried) {
    if (!llvm::all_of(sources, [this](Value source) { return isScalar(source); })) {
      notCarried.insert(argument);
    }
  }
  return notCarried.size() == before;
}

bool PhasePlan::isScalar(Value value) const {
  return scalars.contains(value) || !body->isAncestor(value.getParentRegion());
}

/// Nothing that it does depends on when it is done, or on who does it.
bool PhasePlan::canRunOnce(Operation *op) const {
  if (op->getNumResults() == 0 || !divergence.isUniform(op->getResults())) {
    return false;
  }
  WalkResult changes = op->walk([](Operation *inner) {
    bool isSteady = isMemoryEffectFree(inner) ||
                    inner->hasTrait<OpTrait::HasRecursiveMemoryEffects>() ||
                    Divergence::isReadOnlyLoad(inner);
    return isSteady ? WalkResult::advance() : WalkResult::interrupt();
  });
  if (changes.wasInterrupted()) {
    return false;
  }
  llvm::SetVector<Value> captured;
  getUsedValuesDefinedAbove(op->getRegions(), captured);
  captured.insert_range(op->getOperands());
  return llvm::all_of(captured, [this](Value value) { return isScalar(value); });
}

void PhasePlan::planBlock(Block &block) {
  cut.insert(&block);
  for (Operation &op : block.without_terminator()) {
    if (isa<SharedOp>(op)) {
      scalars.insert(op.getResult(0));
    } else if (isa<BarrierOp>(op)) {
      ++phase;
    } else if (hasBarrier(&op)) {
      planStructured(&op);
    } else if (op.hasAttr(kOnceAttr) || canRunOnce(&op)) {
      once.insert(&op);
      scalars.insert_range(op.getResults());
    } else {
      phases[&op] = phase;
    }
  }
  // The terminator hands values on at the end of the last phase.
  phases[block.getTerminator()] = phase;
}

/// Where all that flows into it is a scalar, so is `argument`.
void PhasePlan::carry(Value argument, ValueRange sources) {
  if (divergence.isUniform(argument) && !notCarried.contains(argument)) {
    scalars.insert(argument);
    carried.push_back({argument, SmallVector<Value, 2>(sources)});
  }
}

void PhasePlan::planStructured(Operation *op) {
  phases[op] = phase++; // its operands are handed on at the end of the phase before it
  if (auto loop = dyn_cast<scf::ForOp>(op)) {
    scalars.insert(loop.getInductionVar());
    for (auto [argument, init, yielded] :
         llvm::zip(loop.getRegionIterArgs(), loop.getInitArgs(), loop.getYieldedValues())) {
      carry(argument, {init, yielded});
    }
  } else if (auto loop = dyn_cast<scf::WhileOp>(op)) {
    for (auto [argument, init, yielded] :
         llvm::zip(loop.getBeforeArguments(), loop.getInits(), loop.getYieldOp().getOperands())) {
      carry(argument, {init, yielded});
    }
    for (auto [argument, passed] :
         llvm::zip(loop.getAfterArguments(), loop.getConditionOp().getArgs())) {
      carry(argument, passed);
    }
  }
  for (Region &region : op->getRegions()) {
    if (!region.empty()) {
      planBlock(region.front());
      ++phase;
    }
  }
  if (auto branch = dyn_cast<scf::IfOp>(op)) {
    for (OpResult result : branch->getResults()) {
      unsigned number = result.getResultNumber();
      if (divergence.isUniform(result) && isScalar(branch.thenYield().getOperand(number)) &&
          isScalar(branch.elseYield().getOperand(number))) {
        scalars.insert(result);
      }
    }
    return;
  }
  ValueRange ends;
  if (auto loop = dyn_cast<scf::ForOp>(op)) {
    ends = ValueRange(loop.getRegionIterArgs());
  } else {
    ends = ValueRange(cast<scf::WhileOp>(op).getAfterArguments());
  }
  for (auto [result, argument] : llvm::zip(op->getResults(), ends)) {
    if (isScalar(argument)) {
      scalars.insert(result);
    }
  }
}

/// The operation around `user`, or itself, that stands in a block that is cut.
Operation *PhasePlan::findAnchor(Operation *user) const {
  while (!cut.contains(user->getBlock())) {
    user = user->getParentOp();
  }
  return user;
}

/// Read between phases, to decide which way the block goes.
static bool steersBlock(OpOperand &use, Operation *anchor) {
  Operation *user = use.getOwner();
  if (user != anchor) {
    return false;
  }
  if (isa<scf::ConditionOp>(user)) {
    return use.getOperandNumber() == 0;
  }
  if (!PhasePlan::hasBarrier(user)) {
    return false;
  }
  return isa<scf::IfOp>(user) || (isa<scf::ForOp>(user) && use.getOperandNumber() < 3);
}

/// More integer operations than these cost more than a slot's load and store.
static constexpr unsigned kMostOperations = 12;

bool PhasePlan::isCheap(Value value) const { return countOperations(value, 0) <= kMostOperations; }

/// The operations that compute `value` from scalars and thread ids, or more than kMostOperations. A
/// chain is followed that deep and no deeper, and what is known is not counted again: the operands
/// of a chain may be the same value twice.
unsigned PhasePlan::countOperations(Value value, unsigned depth) const {
  constexpr unsigned tooMany = kMostOperations + 1;
  if (isScalar(value)) {
    return 0;
  }
  Operation *def = value.getDefiningOp();
  if (!def) { // a thread id, or what a loop around phases carries
    return value.getParentBlock() == &body->front() ? 0 : tooMany;
  }
  if (auto known = costs.find(value); known != costs.end()) {
    return known->second;
  }
  bool isInteger =
      isa<IntegerType, IndexType>(value.getType()) && isa<arith::ArithDialect>(def->getDialect());
  if (!isInteger || !cut.contains(def->getBlock()) || depth == kMostOperations) {
    return tooMany;
  }
  unsigned count = 1;
  for (Value operand : def->getOperands()) {
    count += countOperations(operand, depth + 1);
    if (count > kMostOperations) {
      // Further up the chain it may be few enough, so that is not noted.
      return depth == 0 ? costs[value] = tooMany : tooMany;
    }
  }
  return costs[value] = count;
}

bool PhasePlan::needsSlot(Value value) const {
  Operation *def = value.getDefiningOp();
  if (isScalar(value)) {
    return false;
  }
  if (!def || hasBarrier(def)) {
    return value.getParentBlock() != &body->front() || def;
  }
  unsigned home = phases.lookup(def);
  bool cheap = isCheap(value);
  for (OpOperand &use : value.getUses()) {
    Operation *anchor = findAnchor(use.getOwner());
    if (steersBlock(use, anchor) || (!cheap && phases.lookup(anchor) != home)) {
      return true;
    }
  }
  return false;
}

} // namespace mlir::dc
