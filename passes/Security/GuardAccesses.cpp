// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Decides for every access whether it is safe, a contract or guarded, and has it written down.
#include "passes/Security/Passes.h"

#include "passes/Analysis/KnownFacts.h"
#include "passes/Security/FaultSites.h"
#include "passes/Security/GuardEmitter.h"
#include "passes/Security/LeaveFaultedLoops.h"

#include "dialects/Support/Diagnostics.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Interfaces/LoopLikeInterface.h"

namespace mlir::dc {

#define GEN_PASS_DEF_GUARDACCESSESPASS
#include "passes/Security/Passes.h.inc"

namespace {

class GuardAccesses : public impl::GuardAccessesPassBase<GuardAccesses> {
public:
  using GuardAccessesPassBase::GuardAccessesPassBase;

  void runOnOperation() override {
    KernelOp kernel = getOperation();
    if (policy == AccessPolicy::Strict) {
      emitDiagnostic(kernel.getLoc(), Diag::PolicyStrictUnavailable);
      return signalPassFailure();
    }
    if (failed(verifyGuardable(kernel))) {
      return signalPassFailure();
    }
    isBlockKernel = kernel.isBlockKernel();
    GuardEmitter emitter(kernel);
    SmallVector<Operation *> program;
    kernel.walk<WalkOrder::PreOrder>([&](Operation *op) { program.push_back(op); });
    size_t firstAfterAssert = findFirstAfterAssert(program);
    SmallVector<Value> replaced;
    for (auto [position, op] : llvm::enumerate(program)) {
      bool mayFollowAssert = position >= firstAfterAssert;
      if (auto test = dyn_cast<GuardOp>(op)) {
        visitGuard(test, mayFollowAssert, emitter);
      } else if (auto assertion = dyn_cast<AssertOp>(op)) {
        emitter.expandAssert(assertion);
      } else if (isa<DivSIOp, DivUIOp, RemSIOp, RemUIOp>(op)) {
        visitDivision(op, emitter, replaced);
      } else if (std::optional<Access> access = Access::get(op)) {
        visitAccess(*access, mayFollowAssert, emitter, replaced);
      }
    }
    numLoops += leaveFaultedLoops(kernel, replaced);
    silenceFaulted(kernel, emitter);
    numberFaultSites(kernel);
    numberPrintSites(kernel);
  }

private:
  /// The first position that may run after an assertion: the assertion's own, or that of the
  /// outermost loop around it, whose next iteration comes after.
  static size_t findFirstAfterAssert(ArrayRef<Operation *> program) {
    for (auto [position, op] : llvm::enumerate(program)) {
      auto loop = dyn_cast<LoopLikeOpInterface>(op);
      bool hasAssert =
          loop && loop->walk([](AssertOp) { return WalkResult::interrupt(); }).wasInterrupted();
      if (isa<AssertOp>(op) || hasAssert) {
        return position;
      }
    }
    return program.size();
  }

  /// A test that came with the kernel, as of `v.row(i)`: like the accesses that follow it, it may be a contract, and is not
  /// there where guards are left out.
  void visitGuard(GuardOp test, bool mayFollowAssert, GuardEmitter &emitter) {
    bool isKnown = policy == AccessPolicy::Audit;
    numUnguarded += isKnown;
    if (!isKnown && !mayFollowAssert && isa<KernelOp>(test->getParentOp()) && emitter.requireInRange(test)) {
      ++numContracts;
      isKnown = true;
    }
    if (isKnown) {
      OpBuilder builder(test);
      Value holds = arith::ConstantOp::create(builder, test.getLoc(), builder.getBoolAttr(true));
      test.replaceAllUsesWith(holds);
      test.erase();
    } else {
      ++numGuards;
    }
  }

  void visitDivision(Operation *op, GuardEmitter &emitter, SmallVectorImpl<Value> &replaced) {
    if (KnownFacts(op).provesNonZero(op->getOperand(1))) {
      return;
    }
    emitter.faultOnZeroDivisor(op);
    ++numDivisions;
    replaced.push_back(op->getResult(0));
  }

  void visitAccess(const Access &access, bool mayFollowAssert, GuardEmitter &emitter,
                   SmallVectorImpl<Value> &replaced) {
    ++numAccesses;
    // Stores that others can see stop after a failed assertion.
    bool mustSkip = mayFollowAssert && access.isStore() && !access.isPrivate();
    if (access.isInRange()) {
      if (mustSkip) {
        emitter.skipAfterFault(access);
      }
      return;
    }
    if (!mayFollowAssert && isExecutedByAll(access) && access.getArgument()) {
      SmallVector<Operation *> ids = access.getIds();
      if (!ids.empty()) {
        numContracts += emitter.requireExtents(access, ids);
        return;
      }
    }
    if (policy == AccessPolicy::Audit) {
      ++numUnguarded;
      if (mustSkip) {
        emitter.skipAfterFault(access);
      }
      return;
    }
    ++numGuards;
    // Loads of block kernels may decide whether a barrier is reached, which a fault does not change.
    bool isFree = access.isPrivate() || (!access.isStore() && isBlockKernel);
    if (Value result = emitter.guard(access, mayFollowAssert && !isFree)) {
      replaced.push_back(result);
    }
  }

  /// A thread that has faulted prints nothing more: it goes on with values that nobody computed.
  static void silenceFaulted(KernelOp kernel, GuardEmitter &emitter) {
    if (!kernel.walk([](FaultOp) { return WalkResult::interrupt(); }).wasInterrupted()) {
      return;
    }
    SmallVector<PrintOp> prints;
    kernel.walk([&](PrintOp print) { prints.push_back(print); });
    for (PrintOp print : prints) {
      emitter.skipAfterFault(print);
    }
  }

  /// Directly in the kernel's block. There is no way out of the middle of it: an early return is an
  /// scf.if around the rest.
  static bool isExecutedByAll(const Access &access) {
    return isa<KernelOp>(access.getOperation()->getParentOp());
  }

  bool isBlockKernel = false;
};

} // namespace

} // namespace mlir::dc
