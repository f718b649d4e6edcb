// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Removes guards that are known to hold, and faults that are known to be recorded.
#include "passes/Security/Passes.h"

#include "passes/Analysis/KnownFacts.h"
#include "passes/Security/FaultSites.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Dominance.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace mlir::dc {

#define GEN_PASS_DEF_FOLDGUARDSPASS
#include "passes/Security/Passes.h.inc"

namespace {

class FoldGuards : public impl::FoldGuardsPassBase<FoldGuards> {
public:
  void runOnOperation() override {
    KernelOp kernel = getOperation();
    // All proofs come first: each uses the guards around it as facts, folded or not.
    SmallVector<GuardOp> known;
    kernel.walk([&](GuardOp guard) {
      if (KnownFacts(guard).provesInRange(guard.getIndex(), guard.getExtent())) {
        known.push_back(guard);
      }
    });
    numFolded += known.size();
    for (GuardOp guard : known) {
      replaceByBool(guard, true);
    }
    mergeFaults(kernel);
    if (failed(simplify(kernel))) {
      return signalPassFailure();
    }
    bool hasFaults = kernel.walk([](FaultOp) { return WalkResult::interrupt(); }).wasInterrupted();
    if (!hasFaults) {
      kernel.walk([](FaultedOp op) { replaceByBool(op, false); });
    }
    if (failed(simplify(kernel))) {
      return signalPassFailure();
    }
    numberFaultSites(kernel);
  }

private:
  static void replaceByBool(Operation *op, bool value) {
    OpBuilder builder(op);
    Value constant = arith::ConstantOp::create(builder, op->getLoc(), builder.getBoolAttr(value));
    op->getResult(0).replaceAllUsesWith(constant);
    op->erase();
  }

  /// The first fault of a thread stays; a second one on the same condition adds nothing.
  void mergeFaults(KernelOp kernel) {
    DominanceInfo dominance(kernel);
    llvm::DenseMap<Value, SmallVector<FaultOp>> recorded;
    SmallVector<FaultOp> repeated;
    kernel.walk<WalkOrder::PreOrder>([&](FaultOp fault) {
      SmallVector<FaultOp> &earlier = recorded[fault.getCondition()];
      bool isRepeated = llvm::any_of(
          earlier, [&](FaultOp other) { return dominance.properlyDominates(other, fault); });
      if (isRepeated) {
        repeated.push_back(fault);
      } else {
        earlier.push_back(fault);
      }
    });
    numMerged += repeated.size();
    for (FaultOp fault : repeated) {
      fault.erase();
    }
  }

  /// What a guard of `true` leaves: a fault of `false`, a branch that is always taken.
  LogicalResult simplify(KernelOp kernel) {
    RewritePatternSet patterns(&getContext());
    FaultOp::getCanonicalizationPatterns(patterns, &getContext());
    scf::IfOp::getCanonicalizationPatterns(patterns, &getContext());
    return applyPatternsGreedily(kernel, std::move(patterns));
  }
};

} // namespace

} // namespace mlir::dc
