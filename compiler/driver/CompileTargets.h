// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Runs the backends and gathers their payloads in the artifact.
#ifndef DOTCOMPUTE_COMPILER_DRIVER_COMPILETARGETS_H
#define DOTCOMPUTE_COMPILER_DRIVER_COMPILETARGETS_H

#include "backends/Backend.h"
#include "compiler/driver/Options.h"
#include "compiler/driver/Timing.h"
#include "runtime/artifact/Manifest.h"

namespace dc::compiler {

/// What the machine code of one entry needs.
struct EntryResources {
  uint32_t payload; ///< index in the artifact
  std::string symbol;
  mlir::dc::KernelResources needs;
};

mlir::dc::BackendOptions backendOptionsOf(const DriverOptions &options);

/// Compiles `device` for every requested target and adds payloads and entry points to `data`, whose kernels are described
/// already. A target that the user named, and the CPU always, must take every kernel; for the other targets a kernel that
/// cannot be expressed is left out with a remark. False after errors, which have been printed. `resources` is filled
/// where there is machine code for a GPU.
bool compileTargets(const DriverOptions &options, mlir::ModuleOp device, Timing &timing, rt::artifact::ArtifactData &data,
                    std::vector<EntryResources> &resources);

} // namespace dc::compiler

#endif // DOTCOMPUTE_COMPILER_DRIVER_COMPILETARGETS_H
