// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Architectures, the pass pipeline and the LLVM side of the CPU backend.
#include "backends/CPU/CPUSerialize.h"

#include "backends/CPU/Passes.h"
#include "backends/Common/AliasVariants.h"
#include "backends/Common/LineTables.h"
#include "backends/Common/Passes.h"
#include "dialects/Support/Diagnostics.h"
#include "passes/Lowering/Passes.h"

#include "mlir/Conversion/SCFToControlFlow/SCFToControlFlow.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Pass/PassManager.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/IR/Module.h"

namespace mlir::dc {

ArrayRef<CPUArch> getCPUArchs() {
  static constexpr CPUArch archs[] = {
      {"x86-64-v2", ".v2", /*hasF16C=*/false, /*hasFMA=*/false, 128},
      {"x86-64-v3", ".v3", /*hasF16C=*/true, /*hasFMA=*/true, 256},
      {"x86-64-v4", ".v4", /*hasF16C=*/true, /*hasFMA=*/true, 512},
  };
  return archs;
}

FailureOr<const CPUArch *> findCPUArch(Location loc, StringRef name) {
  for (const CPUArch &arch : getCPUArchs()) {
    if (arch.name == name) {
      return &arch;
    }
  }
  std::string known = llvm::join(
      llvm::map_range(getCPUArchs(), [](const CPUArch &arch) { return arch.name.str(); }), ", ");
  return emitDiagnostic(loc, Diag::BackendArch, "cpu", name, known);
}

std::string entrySymbol(StringRef kernel, StringRef suffix) {
  bool shared = kernel.consume_back(kSharedSuffix);
  return (kernel + suffix + (shared ? ".shared" : "")).str();
}

LogicalResult lowerForCPU(ModuleOp device, const CPUArch &arch, const BackendOptions &options) {
  PassManager manager(device.getContext());
  manager.addPass(
      createExpandSmallFloatsPass({arch.hasF16C, /*hardwareBF16=*/false, /*asIntegers=*/true}));
  if (!arch.hasFMA) {
    manager.addPass(createExpandMathsPass({/*softwareFMA=*/true}));
  }
  manager.addPass(createConstantTablesPass());
  manager.addPass(createLowerThreadsToLoopsPass());
  manager.addPass(createSCFToControlFlowPass());
  manager.addPass(createLowerDeviceToLLVMPass());
  manager.addPass(createAddEntriesPass({arch.suffix.str()}));
  if (options.lineTables) {
    addLineTables(manager, LineTables::Sections);
  }
  return manager.run(device);
}

FailureOr<std::unique_ptr<LLVMEmitter>> emitForCPU(ModuleOp lowered, const CPUArch &arch,
                                                   const BackendOptions &options) {
  LLVMTargetSpec spec{"x86_64-unknown-linux-gnu", arch.name.str(), "", options.optLevel};
  auto emitter = LLVMEmitter::create(lowered, spec);
  if (failed(emitter)) {
    return failure();
  }
  for (llvm::Function &function : (*emitter)->module()) {
    if (function.isDeclaration()) {
      continue;
    }
    // Or LLVM turns loops into calls of memset and memcpy, which nobody provides.
    function.addFnAttr("no-builtins");
    function.addFnAttr(llvm::Attribute::NoUnwind);
    // A profiler or a debugger that stops in a kernel wants its callers.
    function.setUWTableKind(llvm::UWTableKind::Async);
    function.addFnAttr("target-cpu", arch.name);
    function.addFnAttr("prefer-vector-width", llvm::utostr(arch.vectorBits));
  }
  return emitter;
}

} // namespace mlir::dc
