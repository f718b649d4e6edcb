// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reports barriers and exchanges between threads of a subgroup that some threads of a block may
// miss.
#include "passes/Security/Passes.h"

#include "passes/Analysis/Divergence.h"

#include "dialects/Support/Diagnostics.h"
#include "dialects/Support/MLIR.h"

#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

namespace mlir::dc {

#define GEN_PASS_DEF_CHECKBARRIERSPASS
#include "passes/Security/Passes.h.inc"

namespace {

/// What to call that which decides whether and how often the regions of an operation run.
StringRef describe(Operation *op) {
  if (isa<scf::IfOp>(op)) {
    return "the condition around it, or of a return before it,";
  }
  return isa<scf::IndexSwitchOp>(op) ? "the switch around it" : "how often the loop around it runs";
}

StringRef reasonOf(Operation *source) {
  if (isa<ThreadIdOp>(source)) {
    return "each thread of a block has a thread id of its own";
  }
  if (isa<GlobalIdOp>(source)) {
    return "each thread has a global id of its own";
  }
  if (isa<LaneIdOp, SubgroupIdOp>(source)) {
    return "threads differ in their place in a subgroup, or in their subgroup";
  }
  if (isExchange(source)) {
    return "lanes or subgroups may get different results here";
  }
  if (isa<memref::LoadOp>(source)) {
    return "threads may read different values here: only elements of arrays of const elements, at "
           "an index that is the same for all, are known to be equal";
  }
  return "threads may get different values here";
}

class CheckBarriers : public impl::CheckBarriersPassBase<CheckBarriers> {
public:
  void runOnOperation() override {
    SmallVector<Operation *> barriers;
    getOperation().walk([&](Operation *op) {
      if (isBlockWide(op)) {
        barriers.push_back(op);
        ++(isExchange(op) ? numExchanges : numBarriers);
      }
    });
    markAllAnalysesPreserved();
    if (barriers.empty()) {
      return;
    }
    Divergence divergence(getOperation());
    bool allReached = true;
    for (Operation *barrier : barriers) {
      allReached &= check(barrier, divergence);
    }
    if (!allReached) {
      signalPassFailure();
    }
  }

private:
  /// The innermost branch or loop that differs between threads is the one to report.
  bool check(Operation *barrier, const Divergence &divergence) {
    Diag diag = isExchange(barrier) ? Diag::SubgroupDivergent : Diag::BarrierDivergent;
    for (Operation *op = barrier->getParentOp(); !isa<KernelOp>(op); op = op->getParentOp()) {
      std::optional<SmallVector<Value, 3>> conditions = Divergence::getConditions(op);
      if (!conditions) {
        emitDiagnostic(barrier->getLoc(), diag,
                       ("how '" + op->getName().getStringRef() + "' around it runs").str());
        return false;
      }
      for (Value condition : *conditions) {
        if (divergence.isUniform(condition)) {
          continue;
        }
        InFlightDiagnostic error = emitDiagnostic(barrier->getLoc(), diag, describe(op));
        error.attachNote(condition.getLoc()) << "this differs between threads of a block";
        Operation *source = divergence.getSource(condition);
        error.attachNote(source->getLoc()) << "because " << reasonOf(source);
        return false;
      }
    }
    return true;
  }
};

} // namespace

} // namespace mlir::dc
