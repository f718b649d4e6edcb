// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loop-invariant code motion that leaves divisions alone.
#include "passes/Structure/Passes.h"

#include "dialects/DC/DC.h"

#include "mlir/Interfaces/LoopLikeInterface.h"
#include "mlir/Transforms/LoopInvariantCodeMotionUtils.h"

namespace mlir::dc {

#define GEN_PASS_DEF_HOISTINVARIANTSPASS
#include "passes/Structure/Passes.h.inc"

namespace {

bool mayFault(Operation *op) {
  return op
      ->walk([](Operation *inner) {
        return isa<DivSIOp, DivUIOp, RemSIOp, RemUIOp>(inner) ? WalkResult::interrupt()
                                                              : WalkResult::advance();
      })
      .wasInterrupted();
}

class HoistInvariants : public impl::HoistInvariantsPassBase<HoistInvariants> {
public:
  void runOnOperation() override {
    // Inner loops come first, so that what leaves one can go on to leave the next.
    getOperation()->walk<WalkOrder::PostOrder>([&](LoopLikeOpInterface loop) {
      numHoisted += moveLoopInvariantCode(
          loop.getLoopRegions(),
          [&](Value value, Region *) { return loop.isDefinedOutsideOfLoop(value); },
          [](Operation *op, Region *) {
            return isMemoryEffectFree(op) && isSpeculatable(op) && !mayFault(op);
          },
          [&](Operation *op, Region *) { loop.moveOutOfLoop(op); });
    });
  }
};

} // namespace

} // namespace mlir::dc
