// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A forward dependence analysis to a fixpoint, then a test of dc.faulted in each loop concerned.
#include "passes/Security/LeaveFaultedLoops.h"

#include "passes/Analysis/Divergence.h"

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

/// True where the value that `value` should have been is not there.
Value isReplaced(OpBuilder &builder, Value value) {
  Operation *def = value.getDefiningOp();
  Location loc = def->getLoc();
  if (auto access = dyn_cast<scf::IfOp>(def)) {
    Value one = arith::ConstantOp::create(builder, loc, builder.getBoolAttr(true));
    return arith::XOrIOp::create(builder, loc, access.getCondition(), one);
  }
  Value divisor = def->getOperand(1);
  Value zero = arith::ConstantOp::create(builder, loc, builder.getZeroAttr(divisor.getType()));
  return arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::eq, divisor, zero);
}

/// A flag that says whether all threads of a block have faulted at once: at a value that is the
/// same for all of them and that all of them compute. Null where there is no such value.
Value createBlockFlag(KernelOp kernel, ArrayRef<Value> replaced, const Divergence &divergence) {
  SmallVector<Value> common;
  llvm::copy_if(replaced, std::back_inserter(common), [&](Value value) {
    Operation *def = value.getDefiningOp();
    return def && divergence.isUniform(value) && divergence.isReachedTogether(def);
  });
  if (common.empty()) {
    return Value();
  }
  auto builder = OpBuilder::atBlockBegin(&kernel.getBody().front());
  Location loc = kernel.getLoc();
  Value flag = memref::AllocaOp::create(builder, loc, MemRefType::get({}, builder.getI1Type()));
  Value no = arith::ConstantOp::create(builder, loc, builder.getBoolAttr(false));
  memref::StoreOp::create(builder, loc, no, flag);
  for (Value value : common) {
    builder.setInsertionPoint(value.getDefiningOp());
    Location place = value.getLoc();
    auto branch =
        scf::IfOp::create(builder, place, isReplaced(builder, value), /*withElseRegion=*/false);
    builder.setInsertionPointToStart(branch.thenBlock());
    Value yes = arith::ConstantOp::create(builder, place, builder.getBoolAttr(true));
    memref::StoreOp::create(builder, place, yes, flag);
  }
  return flag;
}

} // namespace

unsigned leaveFaultedLoops(KernelOp kernel, ArrayRef<Value> replaced) {
  if (replaced.empty()) {
    return 0;
  }
  Dependence dependence(kernel, replaced);
  std::optional<Divergence> divergence;
  if (hasBlockWide(kernel)) {
    divergence.emplace(kernel);
  }
  SmallVector<scf::ConditionOp> conditions;
  SmallVector<scf::ConditionOp> together;
  kernel.walk([&](scf::ConditionOp condition) {
    if (!dependence.contains(condition.getCondition())) {
      return;
    }
    bool isCommon = divergence && divergence->isUniform(condition.getCondition()) &&
                    divergence->isReachedTogether(condition->getParentOp());
    (isCommon ? together : conditions).push_back(condition);
  });
  Value flag = together.empty() ? Value() : createBlockFlag(kernel, replaced, *divergence);
  if (!flag) { // those depend on nothing that may be replaced, the dependence being a coarse one
    together.clear();
  }
  llvm::append_range(conditions, together);
  for (scf::ConditionOp condition : conditions) {
    OpBuilder builder(condition);
    Location loc = condition->getParentOp()->getLoc();
    bool isCommon = llvm::is_contained(together, condition);
    Value hasFaulted = isCommon ? memref::LoadOp::create(builder, loc, flag).getResult()
                                : FaultedOp::create(builder, loc).getResult();
    Value one = arith::ConstantOp::create(builder, loc, builder.getBoolAttr(true));
    Value isAlive = arith::XOrIOp::create(builder, loc, hasFaulted, one);
    condition.getConditionMutable().assign(
        arith::AndIOp::create(builder, loc, condition.getCondition(), isAlive).getResult());
  }
  return conditions.size();
}

} // namespace mlir::dc
