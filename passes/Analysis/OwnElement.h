// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which arrays a kernel touches only at the element of the running thread's own id.
#ifndef DOTCOMPUTE_PASSES_ANALYSIS_OWNELEMENT_H
#define DOTCOMPUTE_PASSES_ANALYSIS_OWNELEMENT_H

#include "dialects/DC/DC.h"

#include "llvm/ADT/SmallVector.h"

namespace mlir::dc {

/// The dimension d for which `index` is exactly `dc.global_id d` (through casts that keep its 64
/// bits), else nullopt.
std::optional<int64_t> getGlobalIdDim(Value index);
/// The value that `index` has the bits of, behind casts between index and i64.
Value stripIndexCasts(Value index);

/// One entry for each argument: true for an array whose every load, store and atomic access is at [global_id 0,
/// global_id 1, ...], all dimensions of the kernel in order; such an array may share its range with
/// another of the kind. An array that is not accessed counts. False for scalars and for an array
/// that is used in any other way than by these and memref.dim.
SmallVector<bool> computeOwnElement(KernelOp kernel);

} // namespace mlir::dc

#endif // DOTCOMPUTE_PASSES_ANALYSIS_OWNELEMENT_H
