// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What LLVM is told about single loops.
#ifndef DOTCOMPUTE_BACKENDS_COMMON_LOOPHINTS_H
#define DOTCOMPUTE_BACKENDS_COMMON_LOOPHINTS_H

#include "mlir/Dialect/SCF/IR/SCF.h"

namespace mlir::dc {

/// Neither unrolled nor vectorised: a loop that takes longer to compile so than to run.
void setRolled(scf::ForOp loop);

} // namespace mlir::dc

#endif // DOTCOMPUTE_BACKENDS_COMMON_LOOPHINTS_H
