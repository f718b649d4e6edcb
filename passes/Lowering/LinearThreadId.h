// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A thread's place in its block as one number.
#ifndef DOTCOMPUTE_PASSES_LOWERING_LINEARTHREADID_H
#define DOTCOMPUTE_PASSES_LOWERING_LINEARTHREADID_H

#include "dialects/DC/DC.h"

namespace mlir::dc {

/// Of the thread that runs the body of `blocks`: 64 bits, last dimension fastest.
Value linearThreadId(OpBuilder &b, Location loc, BlocksOp blocks);

} // namespace mlir::dc

#endif // DOTCOMPUTE_PASSES_LOWERING_LINEARTHREADID_H
