// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Subgroups of a block as the hardware's warps.
#ifndef DOTCOMPUTE_BACKENDS_PTX_LOWERSUBGROUPS_H
#define DOTCOMPUTE_BACKENDS_PTX_LOWERSUBGROUPS_H

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace mlir::dc {

/// Replaces the operations of subgroups in a kernel whose blocks have `numThreads` hardware
/// threads, in one dimension, by shuffles and votes of the threads that there are. Returns how many
/// exchanges it found.
unsigned lowerSubgroups(func::FuncOp kernel, int64_t numThreads);

} // namespace mlir::dc

#endif // DOTCOMPUTE_BACKENDS_PTX_LOWERSUBGROUPS_H
