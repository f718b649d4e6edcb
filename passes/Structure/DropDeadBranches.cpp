// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Takes away control flow that constants rule out.
#include "passes/Structure/Passes.h"

#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Transforms/RegionUtils.h"

namespace mlir::dc {

#define GEN_PASS_DEF_DROPDEADBRANCHESPASS
#include "passes/Structure/Passes.h.inc"

namespace {

/// The way that `branch` always goes and what it hands over there.
std::optional<std::pair<Block *, SmallVector<Value>>> findOnlyWay(Operation *branch) {
  APInt value;
  if (auto choice = dyn_cast<cf::CondBranchOp>(branch)) {
    if (!matchPattern(choice.getCondition(), m_ConstantInt(&value))) {
      return std::nullopt;
    }
    return value.isZero() ? std::pair(choice.getFalseDest(),
                                      llvm::to_vector_of<Value>(choice.getFalseDestOperands()))
                          : std::pair(choice.getTrueDest(),
                                      llvm::to_vector_of<Value>(choice.getTrueDestOperands()));
  }
  auto choice = dyn_cast<cf::SwitchOp>(branch);
  if (!choice || !matchPattern(choice.getFlag(), m_ConstantInt(&value))) {
    return std::nullopt;
  }
  if (std::optional<DenseIntElementsAttr> labels = choice.getCaseValues()) {
    for (auto [number, label] : llvm::enumerate(labels->getValues<APInt>())) {
      if (label == value) {
        return std::pair(choice.getCaseDestinations()[number],
                         llvm::to_vector_of<Value>(choice.getCaseOperands(number)));
      }
    }
  }
  return std::pair(choice.getDefaultDestination(),
                   llvm::to_vector_of<Value>(choice.getDefaultOperands()));
}

class DropDeadBranches : public impl::DropDeadBranchesPassBase<DropDeadBranches> {
public:
  void runOnOperation() override {
    SmallVector<Operation *> branches;
    getOperation()->walk([&](Operation *op) {
      if (isa<cf::CondBranchOp, cf::SwitchOp>(op)) {
        branches.push_back(op);
      }
    });
    bool changed = false;
    IRRewriter rewriter(&getContext());
    for (Operation *branch : branches) {
      if (auto way = findOnlyWay(branch)) {
        rewriter.setInsertionPoint(branch);
        rewriter.replaceOpWithNewOp<cf::BranchOp>(branch, way->first, way->second);
        ++numBranches;
        changed = true;
      }
    }
    if (changed) {
      (void)eraseUnreachableBlocks(rewriter, getOperation()->getRegions());
    }
  }
};

} // namespace

} // namespace mlir::dc
