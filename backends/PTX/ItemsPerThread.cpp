// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How many threads of a domain one hardware thread runs.
#include "backends/PTX/PTXSerialize.h"

#include "dialects/DC/DC.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

namespace mlir::dc {

/// Whether copies of a thread's work in one hardware thread pay: they overlap the latency of loads,
/// which is all that short straight code waits for.
static bool isWorthCopying(ThreadsOp threads) {
  // More than this keeps a thread busy by itself, and five copies of it would cost registers, thus
  // occupancy, and instruction cache.
  constexpr unsigned mostOperations = 64;
  unsigned operations = 0;
  WalkResult walk = threads.getBody().walk([&](Operation *op) {
    // Loops have enough work in flight, and one that runs longer than its neighbours would hold up
    // the thread's other items. Each copy would have a private array of its own.
    bool refused =
        isa<LoopLikeOpInterface>(op) ||
        (isa<memref::AllocaOp>(op) && cast<memref::AllocaOp>(op).getType().getRank() > 0);
    return refused || ++operations > mostOperations ? WalkResult::interrupt()
                                                    : WalkResult::advance();
  });
  return !walk.wasInterrupted();
}

unsigned itemsPerThread(Operation *kernel, unsigned most) {
  bool any = false;
  bool worth = true;
  kernel->walk([&](ThreadsOp threads) {
    any = true;
    worth = worth && isWorthCopying(threads);
  });
  return any && worth ? most : 1;
}

} // namespace mlir::dc
