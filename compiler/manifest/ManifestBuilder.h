// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reads a validated module of DC kernels into the artifact's manifest.
#ifndef DOTCOMPUTE_COMPILER_MANIFEST_MANIFESTBUILDER_H
#define DOTCOMPUTE_COMPILER_MANIFEST_MANIFESTBUILDER_H

#include "runtime/artifact/Manifest.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/Support/LLVM.h"

namespace dc::compiler {

/// Everything the manifest says of the kernels of `module`, which has passed validation, entry points apart. Launch rules
/// that a launcher cannot evaluate are errors at their source line. Kernels keep the module's order.
mlir::FailureOr<std::vector<rt::artifact::KernelInfo>> describeKernels(mlir::ModuleOp module);

} // namespace dc::compiler

#endif // DOTCOMPUTE_COMPILER_MANIFEST_MANIFESTBUILDER_H
