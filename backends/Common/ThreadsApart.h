// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What is known of a kernel whose threads write at their own elements only.
#ifndef DOTCOMPUTE_BACKENDS_COMMON_THREADSAPART_H
#define DOTCOMPUTE_BACKENDS_COMMON_THREADSAPART_H

#include "mlir/Dialect/GPU/IR/GPUDialect.h"

namespace mlir::dc {

/// Name of the discardable attribute of an array that every thread accesses at its own id only;
/// passes/Lowering sets it.
inline constexpr StringLiteral kOwnElementAttr = "dc.own_element";

/// Name of the discardable attribute of a kernel whose threads never touch what another thread
/// writes: every array that is written is one that each thread accesses at its own element alone,
/// by loads and stores.
inline constexpr StringLiteral kThreadsApartAttr = "dc.threads_apart";

/// Whether the arguments of `kernel` say so (`dc.own_element`). False for kernels with blocks.
bool areThreadsApart(gpu::GPUFuncOp kernel);

/// Whether no thread loads an own element of one array after it has stored an own element of
/// another: then it makes no difference whether the two arrays are the same. Expects
/// areThreadsApart.
bool loadsBeforeStores(gpu::GPUFuncOp kernel);

} // namespace mlir::dc

#endif // DOTCOMPUTE_BACKENDS_COMMON_THREADSAPART_H
