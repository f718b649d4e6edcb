// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Several threads of a domain in one hardware thread.
#ifndef DOTCOMPUTE_BACKENDS_PTX_THREADCOPIES_H
#define DOTCOMPUTE_BACKENDS_PTX_THREADCOPIES_H

#include "backends/PTX/WideAccesses.h"

namespace mlir::dc {

/// A thread's id in each dimension.
using ThreadIds = SmallVector<Value>;

/// Emits a copy of the body for each of `threads`, operation by operation: the loads of all copies
/// are on their way before the first one waits. Threads do not depend on each other's order.
///
/// With `wide`, `threads` are the `wide->width` side by side of which the first one's elements are
/// aligned; LLVM makes one access of them.
void copyThreads(OpBuilder &builder, ThreadsOp op, ArrayRef<ThreadIds> threads,
                 const WideAccesses *wide = nullptr);

} // namespace mlir::dc

#endif // DOTCOMPUTE_BACKENDS_PTX_THREADCOPIES_H
