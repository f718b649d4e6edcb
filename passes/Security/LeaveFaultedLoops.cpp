// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A forward dependence analysis to a fixpoint, then a test of dc.faulted in each loop concerned.
#include "passes/Security/LeaveFaultedLoops.h"

#include "dialects/Support/MLIR.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Builders.h"

#include "llvm/ADT/DenseSet.h"

namespace mlir::dc {

namespace {

/// Values (and arrays, by their contents) that depend on given ones.
class Dependence {
public:
  Dependence(KernelOp kernel, ArrayRef<Value> sources) : kernel(kernel) {
    dependent.insert(sources.begin(), sources.end());
    do {
      changed = false;
      kernel.walk([&](Operation *op) { visit(op); });
    } while (changed);
  }

  bool contains(Value value) const { return dependent.contains(value); }

private:
  void mark(Value value) { changed |= dependent.insert(value).second; }

  void markIf(bool condition, ValueRange values) {
    if (condition) {
      llvm::for_each(values, [&](Value value) { mark(value); });
    }
  }

  /// Position by position.
  void flow(ValueRange from, ValueRange to) {
    for (auto [source, target] : llvm::zip(from, to)) {
      if (contains(source)) {
        mark(target);
      }
    }
  }

  void visit(Operation *op) {
    if (auto branch = dyn_cast<scf::IfOp>(op)) {
      flowFromRegions(op, contains(branch.getCondition()));
    } else if (auto choice = dyn_cast<scf::IndexSwitchOp>(op)) {
      flowFromRegions(op, contains(choice.getArg()));
    } else if (auto loop = dyn_cast<scf::WhileOp>(op)) {
      scf::ConditionOp condition = loop.getConditionOp();
      flow(loop.getInits(), loop.getBeforeArguments());
      flow(loop.getYieldOp().getOperands(), loop.getBeforeArguments());
      flow(condition.getArgs(), loop.getAfterArguments());
      flow(condition.getArgs(), loop.getResults());
      // How often it runs decides what it carries.
      markIf(contains(condition.getCondition()), loop.getResults());
    } else if (auto loop = dyn_cast<scf::ForOp>(op)) {
      flow(loop.getInitArgs(), loop.getRegionIterArgs());
      flow(loop.getYieldedValues(), loop.getRegionIterArgs());
      flow(loop.getYieldedValues(), loop.getResults());
      flow(loop.getInitArgs(), loop.getResults());
      bool bounds = contains(loop.getLowerBound()) || contains(loop.getUpperBound()) ||
                    contains(loop.getStep());
      markIf(bounds, loop.getResults());
      markIf(bounds, loop.getInductionVar());
    } else if (auto store = dyn_cast<memref::StoreOp>(op)) {
      // Where to and whether are in it too: a store that a fault may skip changes what is read
      // later.
      bool depends = any_of(op->getOperands(), [&](Value operand) { return contains(operand); }) ||
                     isConditional(op);
      markIf(depends, store.getMemRef());
    } else if (isa<AtomicOp, AtomicCASOp, AtomicStoreOp>(op)) {
      // A store and, but for the last, a load. What other threads store is not looked at.
      bool depends = any_of(op->getOperands(), [&](Value operand) { return contains(operand); }) ||
                     isConditional(op);
      markIf(depends, op->getOperand(isa<AtomicStoreOp>(op) ? 1 : 0));
      markIf(depends, op->getResults());
    } else if (op->getNumRegions() == 0) {
      markIf(any_of(op->getOperands(), [&](Value operand) { return contains(operand); }),
             op->getResults());
    }
  }

  void flowFromRegions(Operation *op, bool isChoiceDependent) {
    for (Region &region : op->getRegions()) {
      if (!region.empty()) {
        flow(region.front().getTerminator()->getOperands(), op->getResults());
      }
    }
    markIf(isChoiceDependent, op->getResults());
  }

  /// Inside a branch that depends on the sources.
  bool isConditional(Operation *op) {
    for (Operation *parent = op->getParentOp(); parent != kernel; parent = parent->getParentOp()) {
      if (auto branch = dyn_cast<scf::IfOp>(parent); branch && contains(branch.getCondition())) {
        return true;
      }
    }
    return false;
  }

  KernelOp kernel;
  llvm::DenseSet<Value> dependent;
  bool changed = false;
};

bool hasBarrier(Operation *loop) {
  return loop
      ->walk([](Operation *op) {
        return isa<BarrierOp>(op) ? WalkResult::interrupt() : WalkResult::advance();
      })
      .wasInterrupted();
}

} // namespace

unsigned leaveFaultedLoops(KernelOp kernel, ArrayRef<Value> replaced) {
  if (replaced.empty()) {
    return 0;
  }
  Dependence dependence(kernel, replaced);
  SmallVector<scf::ConditionOp> conditions;
  kernel.walk([&](scf::ConditionOp condition) {
    if (dependence.contains(condition.getCondition()) && !hasBarrier(condition->getParentOp())) {
      conditions.push_back(condition);
    }
  });
  for (scf::ConditionOp condition : conditions) {
    OpBuilder builder(condition);
    Location loc = condition->getParentOp()->getLoc();
    Value hasFaulted = FaultedOp::create(builder, loc);
    Value one = arith::ConstantOp::create(builder, loc, builder.getBoolAttr(true));
    Value isAlive = arith::XOrIOp::create(builder, loc, hasFaulted, one);
    condition.getConditionMutable().assign(
        arith::AndIOp::create(builder, loc, condition.getCondition(), isAlive).getResult());
  }
  return conditions.size();
}

} // namespace mlir::dc
