// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What LLVM is told about single loops.
#ifndef DOTCOMPUTE_BACKENDS_COMMON_LOOPHINTS_H
#define DOTCOMPUTE_BACKENDS_COMMON_LOOPHINTS_H

#include "mlir/Dialect/SCF/IR/SCF.h"

namespace mlir::dc {

/// Where an scf loop carries what LLVM is told, down to the branch that common-lower-device-to-llvm
/// puts it on.
inline constexpr StringLiteral kLoopAnnotationAttr = "llvm.loop_annotation";

/// Neither unrolled nor vectorised: a loop that takes longer to compile so than to run.
void setRolled(scf::ForOp loop);

/// Unrolled by `count`, also where the number of iterations takes a division to compute.
void setUnrolled(scf::ForOp loop, int32_t count);

/// Unrolled until no loop is left.
void setFullyUnrolled(scf::ForOp loop);

/// Marks the accesses of arguments in `threads`, a loop whose iterations are threads that are apart
/// (ThreadsApart.h), so that LLVM need not compare addresses before it vectorises, and may do so
/// when two arguments are the same array.
void setParallel(scf::ForOp threads);

} // namespace mlir::dc

#endif // DOTCOMPUTE_BACKENDS_COMMON_LOOPHINTS_H
