// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the kernels of an artifact check and need, for people and for tools.
#ifndef DOTCOMPUTE_COMPILER_DRIVER_REPORT_H
#define DOTCOMPUTE_COMPILER_DRIVER_REPORT_H

#include "compiler/driver/CompileTargets.h"

#include "mlir/IR/BuiltinOps.h"

namespace dc::compiler {

/// For each kernel its arguments with access modes, contracts, accesses and how many of them are
/// guarded, and each variant with what it needs. JSON where `file` ends in ".json", else text.
/// `validated` is the module after phase validate.
std::string writeReport(llvm::StringRef file, mlir::ModuleOp validated,
                        const rt::artifact::ArtifactData &data,
                        llvm::ArrayRef<EntryResources> resources);

} // namespace dc::compiler

#endif // DOTCOMPUTE_COMPILER_DRIVER_REPORT_H
