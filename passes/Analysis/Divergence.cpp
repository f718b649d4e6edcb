// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The transfer functions of the divergence analysis.
#include "passes/Analysis/Divergence.h"

#include "dialects/Support/MLIR.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Interfaces/ViewLikeInterface.h"

#include "llvm/ADT/SetVector.h"

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

bool Divergence::isReachedTogether(Operation *op) const {
  for (Operation *parent = op->getParentOp(); parent && parent != root;
       parent = parent->getParentOp()) {
    std::optional<SmallVector<Value, 3>> conditions = getConditions(parent);
    if (!conditions || !isUniform(ValueRange(*conditions))) {
      return false;
    }
  }
  return true;
}

bool Divergence::isReadOnlyLoad(Operation *op) {
  auto load = dyn_cast<memref::LoadOp>(op);
  Value memory = load ? load.getMemRef() : Value();
  // A part of an array is where its operands say, and the load has the part as its operand.
  while (memory) {
    auto part = memory.getDefiningOp<ViewLikeOpInterface>();
    if (!part) {
      break;
    }
    memory = part.getViewSource();
  }
  auto array = dyn_cast_or_null<BlockArgument>(memory);
  auto function = array ? dyn_cast<FunctionOpInterface>(array.getOwner()->getParentOp())
                        : FunctionOpInterface();
  // No argument that is written overlaps one that is not: the launcher sees to it.
  return function && array.getOwner()->isEntryBlock() &&
         (function.getArgAttr(array.getArgNumber(), "dc.read_only") ||
          function.getArgAttr(array.getArgNumber(), "llvm.readonly"));
}

/// `value` is known where `condition` is: it is the condition, its opposite, or a wider form of one
/// of these.
static bool followsFrom(Value value, Value condition) {
  Operation *def = value.getDefiningOp();
  if (isa_and_nonnull<arith::ExtUIOp, arith::ExtSIOp>(def)) {
    return followsFrom(def->getOperand(0), condition);
  }
  if (value == condition) {
    return true;
  }
  if (auto flip = dyn_cast_or_null<arith::XOrIOp>(def)) {
    return flip.getLhs() == condition && matchPattern(flip.getRhs(), m_Constant());
  }
  auto one = dyn_cast_or_null<arith::CmpIOp>(def);
  auto other = condition.getDefiningOp<arith::CmpIOp>();
  return one && other && one.getLhs() == other.getLhs() && one.getRhs() == other.getRhs() &&
         one.getPredicate() == arith::invertPredicate(other.getPredicate());
}

/// Adds to `left` what `passed` may be where `condition` does not hold; null stands for a constant
/// that follows from that. Lifting hands the values that are needed behind a loop through it, as
/// selects by the loop's condition and as results of the branch that yields it.
static void collectOnLeaving(Value condition, Value passed, llvm::SmallSetVector<Value, 4> &left) {
  if (matchPattern(condition, m_One())) {
    return; // never leaves there
  }
  auto select = passed.getDefiningOp<arith::SelectOp>();
  auto branch = condition.getDefiningOp<scf::IfOp>();
  if (select && select.getCondition() == condition) {
    left.insert(select.getFalseValue());
  } else if (followsFrom(passed, condition)) {
    left.insert(Value());
  } else if (!branch) {
    left.insert(passed);
  } else {
    for (scf::YieldOp yield : {branch.thenYield(), branch.elseYield()}) {
      auto in = [&](Value value) {
        return value.getDefiningOp() == branch
                   ? yield.getOperand(cast<OpResult>(value).getResultNumber())
                   : value;
      };
      collectOnLeaving(in(condition), in(passed), left);
    }
  }
}

/// The value from outside the loop that `passed` always is when the loop ends, null for a constant;
/// nothing where there is none.
static std::optional<Value> findOnLeaving(scf::ConditionOp condition, Value passed) {
  llvm::SmallSetVector<Value, 4> left;
  collectOnLeaving(condition.getCondition(), passed, left);
  if (left.size() != 1) {
    return std::nullopt;
  }
  Value only = left.front();
  bool isInside =
      only && condition->getParentOp()->isAncestor(only.getParentRegion()->getParentOp());
  return isInside ? std::nullopt : std::optional(only);
}

void Divergence::visitLeaf(Operation *op) {
  if (auto shuffle = dyn_cast<ShuffleOp>(op)) { // whichever lane it is of
    return markAll(op->getResults(), getSource(shuffle.getValue()));
  }
  // The last subgroup may be smaller than the others, so even equal values add up to different
  // ones.
  bool isSource = isa<ThreadIdOp, GlobalIdOp, LaneIdOp, SubgroupIdOp, FaultedOp, AtomicOp,
                      AtomicCASOp, AtomicLoadOp>(op) ||
                  isExchange(op) || (isa<memref::LoadOp>(op) && !isReadOnlyLoad(op));
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
      if (std::optional<Value> same =
              findOnLeaving(condition, passed)) { // when a thread leaves does not matter
        if (*same) {
          flow(*same, result);
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
