// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The CPU backend's inner steps: architectures, lowering, objects, imports, linking.
#ifndef DOTCOMPUTE_BACKENDS_CPU_CPUSERIALIZE_H
#define DOTCOMPUTE_BACKENDS_CPU_CPUSERIALIZE_H

#include "backends/Backend.h"
#include "backends/Common/LLVMEmit.h"

namespace mlir::dc {

/// One architecture of target cpu.
struct CPUArch {
  StringLiteral name;   ///< as in --target=cpu:NAME, and LLVM's name of the CPU
  StringLiteral suffix; ///< of its entry points
  bool hasF16C;         ///< converts between f16 and f32
  bool hasFMA;
  unsigned vectorBits; ///< what LLVM's vectoriser should prefer
};

/// All of them, least demanding first.
ArrayRef<CPUArch> getCPUArchs();
/// The architecture of that name; a diagnostic at `loc` if there is none.
FailureOr<const CPUArch *> findCPUArch(Location loc, StringRef name);

/// The entry's symbol for a kernel form of device IR: "k.v3", or "k.v3.shared" for "k$shared".
std::string entrySymbol(StringRef kernel, StringRef suffix);

/// Lowers device IR in place to the LLVM dialect, with entry points for `arch`.
LogicalResult lowerForCPU(ModuleOp device, const CPUArch &arch, const BackendOptions &options);
/// Translates lowered kernels; LLVMEmitter::optimize comes next.
FailureOr<std::unique_ptr<LLVMEmitter>> emitForCPU(ModuleOp lowered, const CPUArch &arch,
                                                   const BackendOptions &options);

/// Diagnoses every symbol that a relocatable object leaves undefined. `what` names the object in
/// the message.
LogicalResult checkObjectImports(Location loc, StringRef what, ArrayRef<char> object);
/// The same for a shared object: undefined dynamic symbols and needed libraries.
LogicalResult checkSharedImports(Location loc, StringRef what, ArrayRef<char> shared);

/// Links objects into one shared object without imports. The same objects give the same bytes.
/// Thread-safe, one link at a time; lld resets the process's llvm::cl options to their defaults on
/// the way.
FailureOr<std::vector<uint8_t>> linkShared(Location loc, ArrayRef<SmallVector<char, 0>> objects);

} // namespace mlir::dc

#endif // DOTCOMPUTE_BACKENDS_CPU_CPUSERIALIZE_H
