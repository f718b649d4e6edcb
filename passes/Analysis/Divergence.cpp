// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The transfer functions of the divergence analysis.
#include "passes/Analysis/Divergence.h"

#include "passes/Analysis/KnownWhere.h"

#include "dialects/Support/MLIR.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Interfaces/ViewLikeInterface.h"

namespace mlir::dc {

Divergence::Divergence(Operation *root) : root(root) {
  do {
    changed = false;
    root->walk<WalkOrder::PreOrder>([&](Operation *op) { visit(op); });
  } while (changed);
}

void Divergence::mark(Value value, Operation *source) {
  changed |= sources.try_emplace(value, source).second;
}

void Divergence::markAll(ValueRange values, Operation *source) {
  if (source) {
    llvm::for_each(values, [&](Value value) { mark(value, source); });
  }
}

Operation *Divergence::findSource(ValueRange values) const {
  for (Value value : values) {
    if (Operation *source = getSource(value)) {
      return source;
    }
  }
  return nullptr;
}

/// Position by position.
void Divergence::flow(ValueRange from, ValueRange to) {
  for (auto [source, target] : llvm::zip(from, to)) {
    if (Operation *why = getSource(source)) {
      mark(target, why);
    }
  }
}

std::optional<SmallVector<Value, 3>> Divergence::getConditions(Operation *op) {
  using Conditions = SmallVector<Value, 3>;
  if (auto branch = dyn_cast<scf::IfOp>(op)) {
    return Conditions{branch.getCondition()};
  }
  if (auto choice = dyn_cast<scf::IndexSwitchOp>(op)) {
    return Conditions{choice.getArg()};
  }
  if (auto loop = dyn_cast<scf::ForOp>(op)) {
    return Conditions{loop.getLowerBound(), loop.getUpperBound(), loop.getStep()};
  }
  if (auto loop = dyn_cast<scf::WhileOp>(op)) {
    return Conditions{loop.getConditionOp().getCondition()};
  }
  return std::nullopt;
}

bool Divergence::isReachedTogether(Operation *op) const { return !findDifference(op); }

/// The array that a part of a part of it belongs to.
static Value wholeOf(Value memory) {
  while (auto part = memory.getDefiningOp<ViewLikeOpInterface>()) {
    memory = part.getViewSource();
  }
  return memory;
}

bool Divergence::isReadOnlyLoad(Operation *op) {
  auto load = dyn_cast<memref::LoadOp>(op);
  // A part of an array is where its operands say, and the load has the part as its operand.
  auto array = load ? dyn_cast<BlockArgument>(wholeOf(load.getMemRef())) : BlockArgument();
  auto function = array ? dyn_cast<FunctionOpInterface>(array.getOwner()->getParentOp())
                        : FunctionOpInterface();
  // No argument that is written overlaps one that is not: the launcher sees to it.
  return function && array.getOwner()->isEntryBlock() &&
         (function.getArgAttr(array.getArgNumber(), "dc.read_only") ||
          function.getArgAttr(array.getArgNumber(), "llvm.readonly"));
}

/// What `passed` always is when the loop ends, if that is a constant or a value from outside the
/// loop; null otherwise. Lifting hands the values that are needed behind a loop through it.
static OpFoldResult findOnLeaving(scf::ConditionOp condition, Value passed) {
  OpFoldResult left = findWhere(condition.getCondition(), false, passed);
  auto value = llvm::dyn_cast_if_present<Value>(left);
  bool isInside =
      value && condition->getParentOp()->isAncestor(value.getParentRegion()->getParentOp());
  return isInside ? OpFoldResult() : left;
}

/// A private array is the same for all threads where each of them fills it in the same way.
void Divergence::visitPrivate(memref::AllocaOp array) {
  SmallVector<Value> names{array.getResult()};
  bool isFilled = false;
  while (!names.empty()) {
    for (Operation *user : names.pop_back_val().getUsers()) {
      if (auto store = dyn_cast<memref::StoreOp>(user)) {
        isFilled = true;
        Operation *why = findSource(store->getOperands());
        markAll(array.getResult(), why ? why : findDifference(user));
      } else if (isa<ViewLikeOpInterface>(user)) {
        names.append(user->result_begin(), user->result_end());
        markAll(array.getResult(), findSource(user->getOperands()));
      } else if (!isa<memref::LoadOp>(user)) {
        mark(array.getResult(), user);
      }
    }
  }
  if (!isFilled) {
    mark(array.getResult(), array); // with what was in memory before
  }
}

/// What makes a condition around `op` differ; null where all threads come by it equally often.
Operation *Divergence::findDifference(Operation *op) const {
  for (Operation *parent = op->getParentOp(); parent && parent != root;
       parent = parent->getParentOp()) {
    std::optional<SmallVector<Value, 3>> conditions = getConditions(parent);
    if (!conditions) {
      return parent;
    }
    if (Operation *why = findSource(ValueRange(*conditions))) {
      return why;
    }
  }
  return nullptr;
}

/// Of an element of an array that only this thread has: visitPrivate says what is in it.
static bool isPrivateLoad(Operation *op) {
  auto load = dyn_cast<memref::LoadOp>(op);
  return load && wholeOf(load.getMemRef()).getDefiningOp<memref::AllocaOp>();
}

void Divergence::visitLeaf(Operation *op) {
  if (auto array = dyn_cast<memref::AllocaOp>(op)) {
    return visitPrivate(array);
  }
  if (auto shuffle = dyn_cast<ShuffleOp>(op)) { // whichever lane it is of
    return markAll(op->getResults(), getSource(shuffle.getValue()));
  }
  // The last subgroup may be smaller than the others, so even equal values add up to different
  // ones.
  bool isSource = isa<ThreadIdOp, GlobalIdOp, LaneIdOp, SubgroupIdOp, FaultedOp, AtomicOp,
                      AtomicCASOp, AtomicLoadOp>(op) ||
                  isExchange(op) ||
                  (isa<memref::LoadOp>(op) && !isReadOnlyLoad(op) && !isPrivateLoad(op));
  markAll(op->getResults(), isSource ? op : findSource(op->getOperands()));
}

void Divergence::visit(Operation *op) {
  if (auto blocks = dyn_cast<BlocksOp>(op)) {
    markAll(ValueRange(ArrayRef<BlockArgument>(blocks.getThreadIds())), op);
  } else if (auto threads = dyn_cast<ThreadsOp>(op)) {
    markAll(ValueRange(ArrayRef<BlockArgument>(threads.getBody().getArguments())), op);
  } else if (auto branch = dyn_cast<scf::IfOp>(op)) {
    if (branch.getNumResults() == 0) {
      return;
    }
    flow(branch.thenYield().getOperands(), branch.getResults());
    flow(branch.elseYield().getOperands(), branch.getResults());
    Operation *why = getSource(branch.getCondition());
    for (auto [result, yes, no] : llvm::zip(branch.getResults(), branch.thenYield().getOperands(),
                                            branch.elseYield().getOperands())) {
      if (why && yes != no) {
        mark(result, why);
      }
    }
  } else if (auto choice = dyn_cast<scf::IndexSwitchOp>(op)) {
    for (Region &region : choice->getRegions()) {
      flow(region.front().getTerminator()->getOperands(), choice.getResults());
    }
    markAll(choice.getResults(), getSource(choice.getArg()));
  } else if (auto loop = dyn_cast<scf::ForOp>(op)) {
    Operation *why = findSource({loop.getLowerBound(), loop.getUpperBound(), loop.getStep()});
    markAll(loop.getInductionVar(), why);
    flow(loop.getInitArgs(), loop.getRegionIterArgs());
    flow(loop.getYieldedValues(), loop.getRegionIterArgs());
    flow(loop.getRegionIterArgs(), loop.getResults());
    markAll(loop.getResults(), why);
  } else if (auto loop = dyn_cast<scf::WhileOp>(op)) {
    scf::ConditionOp condition = loop.getConditionOp();
    flow(loop.getInits(), loop.getBeforeArguments());
    flow(loop.getYieldOp().getOperands(), loop.getBeforeArguments());
    flow(condition.getArgs(), loop.getAfterArguments());
    Operation *why = getSource(condition.getCondition());
    for (auto [passed, result] : llvm::zip(condition.getArgs(), loop.getResults())) {
      OpFoldResult same = findOnLeaving(condition, passed);
      if (same) { // when a thread leaves does not matter
        if (auto value = llvm::dyn_cast_if_present<Value>(same)) {
          flow(value, result);
        }
      } else {
        flow(passed, result);
        markAll(result, why);
      }
    }
  } else if (op != root && op->getNumRegions() == 0) {
    visitLeaf(op);
  } else if (op != root) { // how its regions run is not known here
    markAll(op->getResults(), op);
    for (Region &region : op->getRegions()) {
      for (Block &block : region) {
        markAll(ValueRange(ArrayRef<BlockArgument>(block.getArguments())), op);
      }
    }
  }
}

} // namespace mlir::dc
