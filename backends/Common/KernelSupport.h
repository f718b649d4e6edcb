// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which kernels a target has instructions for.
#ifndef DOTCOMPUTE_BACKENDS_COMMON_KERNELSUPPORT_H
#define DOTCOMPUTE_BACKENDS_COMMON_KERNELSUPPORT_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/Support/LLVM.h"

#include <functional>
#include <optional>
#include <string>

namespace mlir::dc {

/// One operation's answer: nothing when the target has code for it, else what to add to its name,
/// e.g. " on bf16" (may be empty).
using SupportQuery = std::function<std::optional<std::string>(Operation *)>;

/// What holds on every LLVM target without a maths library: an answer for operations that LLVM
/// would turn into a call.
std::optional<std::string> findLibraryCall(Operation *op);

/// Asks `query` about every operation of every kernel. An unsupported one is an error at its
/// location; with `bestEffort` its kernel is erased from `device` instead, with a remark. `target`
/// is the name in messages, "cpu:x86-64-v2".
LogicalResult checkKernels(ModuleOp device, StringRef target, bool bestEffort,
                           const SupportQuery &query);

/// Bytes of the arrays that a block of `kernel` shares.
int64_t countSharedBytes(Operation *kernel);

/// As `checkKernels` for kernels whose blocks share more than `limit` bytes.
LogicalResult checkSharedMemory(ModuleOp device, StringRef target, bool bestEffort, int64_t limit);

/// Diagnoses a module without any kernel.
LogicalResult requireKernels(ModuleOp device);

} // namespace mlir::dc

#endif // DOTCOMPUTE_BACKENDS_COMMON_KERNELSUPPORT_H
