// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Ends loops that wait for a value which a fault has replaced.
#ifndef DOTCOMPUTE_PASSES_SECURITY_LEAVEFAULTEDLOOPS_H
#define DOTCOMPUTE_PASSES_SECURITY_LEAVEFAULTEDLOOPS_H

#include "dialects/DC/DC.h"

namespace mlir::dc {

/// `replaced` are the values that are something else after a fault: results of guarded loads, of
/// divisions that may fault. Every scf.while whose condition depends on one of them, through
/// arithmetic, control flow or memory, also ends once its thread has faulted. In a kernel with
/// barriers a loop that all threads of a block leave together ends when they have faulted together:
/// what it computes may decide whether a barrier is reached, and no fault of one thread may change
/// that. An scf.for ends by itself. Returns the number of loops changed.
unsigned leaveFaultedLoops(KernelOp kernel, ArrayRef<Value> replaced);

} // namespace mlir::dc

#endif // DOTCOMPUTE_PASSES_SECURITY_LEAVEFAULTEDLOOPS_H
