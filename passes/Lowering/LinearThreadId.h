// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A thread's place in its block, or in the domain, as one number.
#ifndef DOTCOMPUTE_PASSES_LOWERING_LINEARTHREADID_H
#define DOTCOMPUTE_PASSES_LOWERING_LINEARTHREADID_H

#include "dialects/DC/DC.h"

#include <utility>

namespace mlir {
class ImplicitLocOpBuilder;
}

namespace mlir::dc {

/// Of the thread that runs the body of `blocks`: 64 bits, last dimension fastest.
Value linearThreadId(OpBuilder &b, Location loc, BlocksOp blocks);

/// The dc.threads or dc.blocks around `op`; null where there is none.
Operation *launchOf(Operation *op);

/// The thread that runs the body of a dc.threads or dc.blocks, and its block, as records for the
/// host name them: the thread's place in the domain and 0, or its place in its block and the
/// block's in the grid.
std::pair<Value, Value> whereabouts(ImplicitLocOpBuilder &b, Operation *launch);

} // namespace mlir::dc

#endif // DOTCOMPUTE_PASSES_LOWERING_LINEARTHREADID_H
