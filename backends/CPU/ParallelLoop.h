// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Tells LLVM that the iterations of a loop do not depend on each other.
#ifndef DOTCOMPUTE_BACKENDS_CPU_PARALLELLOOP_H
#define DOTCOMPUTE_BACKENDS_CPU_PARALLELLOOP_H

#include "mlir/Dialect/SCF/IR/SCF.h"

namespace mlir::dc {

/// Marks the accesses of arguments in `threads`, a loop whose iterations are threads that are apart
/// (ThreadsApart.h), so that LLVM need not compare addresses before it vectorises, and may do so
/// when two arguments are the same array.
void markParallel(scf::ForOp threads);

} // namespace mlir::dc

#endif // DOTCOMPUTE_BACKENDS_CPU_PARALLELLOOP_H
