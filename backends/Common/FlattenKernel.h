// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Device IR's kernels as plain functions, and the pieces of a thread's place in its domain.
#ifndef DOTCOMPUTE_BACKENDS_COMMON_FLATTENKERNEL_H
#define DOTCOMPUTE_BACKENDS_COMMON_FLATTENKERNEL_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"

#include <optional>

namespace mlir::dc {

/// Name of the discardable attribute with a kernel's qualified name; it marks a kernel from device
/// IR down to the LLVM dialect.
inline constexpr StringLiteral kKernelAttr = "dc.kernel";

/// The qualified name of a kernel, whatever it has been lowered to; its symbol where it has none.
StringRef getQualifiedName(Operation *kernel);

/// What lowering has written on the function `symbol` of `lowered` under `attribute`; nothing where
/// that is not there.
std::optional<int64_t> findLoweredNumber(ModuleOp lowered, StringRef symbol, StringRef attribute);

/// Replaces every gpu.module by its tables and its kernels as func.func in `module`, with `extra` arguments
/// appended to each signature. LLVM's attributes of parameters stay. Returns the functions in
/// order.
SmallVector<func::FuncOp> flattenKernels(ModuleOp module, ArrayRef<Type> extra = {});

/// Splits a row-major `linear` id into one id for each of `extents`; unsigned, and total when an
/// extent is zero.
SmallVector<Value> delinearize(OpBuilder &builder, Location loc, Value linear, ValueRange extents);

} // namespace mlir::dc

#endif // DOTCOMPUTE_BACKENDS_COMMON_FLATTENKERNEL_H
