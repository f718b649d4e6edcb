// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The transfer functions of the divergence analysis.
#include "passes/Analysis/Divergence.h"

#include "dialects/Support/MLIR.h"

#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

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

bool Divergence::isReadOnlyLoad(Operation *op) {
  auto load = dyn_cast<memref::LoadOp>(op);
  auto array = load ? dyn_cast<BlockArgument>(load.getMemRef()) : BlockArgument();
  auto function =
      array ? dyn_cast<FunctionOpInterface>(array.getOwner()->getParentOp()) : FunctionOpInterface();
  // No argument that is written overlaps one that is not: the launcher sees to it.
  return function && array.getOwner()->isEntryBlock() &&
         (function.getArgAttr(array.getArgNumber(), "dc.read_only") ||
          function.getArgAttr(array.getArgNumber(), "llvm.readonly"));
}

void Divergence::visitLeaf(Operation *op) {
  bool isSource = isa<ThreadIdOp, GlobalIdOp, FaultedOp, AtomicOp, AtomicCASOp, AtomicLoadOp>(op) ||
                  (isa<memref::LoadOp>(op) && !isReadOnlyLoad(op));
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
    flow(condition.getArgs(), loop.getResults());
    markAll(loop.getResults(), getSource(condition.getCondition()));
  } else if (op != root) {
    visitLeaf(op);
  }
}

} // namespace mlir::dc
