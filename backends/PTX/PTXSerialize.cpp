// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Architectures, the pass pipeline, LLVM and ptxas for the PTX backend.
#include "backends/PTX/PTXSerialize.h"

#include "backends/Common/ExternalTool.h"
#include "backends/Common/LineTables.h"
#include "backends/Common/Passes.h"
#include "backends/Common/TemporaryFolder.h"
#include "backends/PTX/Passes.h"
#include "dialects/Support/Diagnostics.h"
#include "mlir/Conversion/SCFToControlFlow/SCFToControlFlow.h"
#include "mlir/Pass/PassManager.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/IR/Module.h"

namespace mlir::dc {

/// The first architecture that rounds f32 to bf16 in an instruction.
static constexpr unsigned kHardwareBF16 = 80;

ArrayRef<PTXArch> getPTXArchs() {
  static constexpr PTXArch archs[] = {
      {"sm_75", "+ptx63", 75, false},   {"sm_80", "+ptx70", 80, false},
      {"sm_86", "+ptx71", 86, false},   {"sm_89", "+ptx78", 89, false},
      {"sm_90", "+ptx78", 90, false},   {"sm_90a", "+ptx80", 90, true},
      {"sm_100", "+ptx86", 100, false},
  };
  return archs;
}

FailureOr<const PTXArch *> findPTXArch(Location loc, StringRef name) {
  for (const PTXArch &arch : getPTXArchs()) {
    if (arch.name == name) {
      return &arch;
    }
  }
  std::string known = llvm::join(
      llvm::map_range(getPTXArchs(), [](const PTXArch &arch) { return arch.name.str(); }), ", ");
  return emitDiagnostic(loc, Diag::BackendArch, "cuda", name, known);
}

LogicalResult lowerForPTX(ModuleOp device, const PTXArch &arch, const BackendOptions &options) {
  PassManager manager(device.getContext());
  // f16 converts in one instruction; of bf16, sm_80 and up round to it in one.
  manager.addPass(createExpandSmallFloatsPass(
      {/*hardwareF16=*/true, /*hardwareBF16=*/arch.capability >= kHardwareBF16}));
  manager.addPass(createConstantTablesPass());
  manager.addPass(createLowerThreadsToGridPass({kPTXBlockThreads, kPTXItemsPerThread}));
  if (options.optLevel > 0) {
    manager.addPass(createMarkLoopsPass());
  }
  manager.addPass(createSCFToControlFlowPass());
  // Threads of other devices and of the host look at the results when the launch is over, not
  // before.
  manager.addPass(createLowerDeviceToLLVMPass(
      {"device", /*sharedSpace=*/3, /*tableSpace=*/1, /*uniformSpace=*/4}));
  manager.addPass(createMarkEntriesPass({kPTXBlockThreads}));
  if (options.lineTables) {
    addLineTables(manager, LineTables::Directives);
  }
  return manager.run(device);
}

FailureOr<std::unique_ptr<LLVMEmitter>> emitForPTX(ModuleOp lowered, const PTXArch &arch,
                                                   const BackendOptions &options) {
  LLVMTargetSpec spec{"nvptx64-nvidia-cuda", arch.name.str(), arch.version.str(), options.optLevel};
  auto emitter = LLVMEmitter::create(lowered, spec);
  if (failed(emitter)) {
    return failure();
  }
  for (llvm::Function &function : (*emitter)->module()) {
    if (!function.isDeclaration()) {
      function.addFnAttr("no-builtins");
      function.addFnAttr(llvm::Attribute::NoUnwind);
    }
  }
  if (failed((*emitter)->threadJumps()) || failed((*emitter)->optimize())) {
    return failure();
  }
  return emitter;
}

FailureOr<Cubin> assembleCubin(Location loc, const PTXArch &arch, ArrayRef<char> ptx,
                               const BackendOptions &options) {
  // As NVIDIA's own tools find it.
  const char *home = std::getenv("CUDA_HOME");
  std::string toolkit = std::string(home && *home ? home : "/usr/local/cuda") + "/bin";
  std::optional<std::string> ptxas = findTool("ptxas", StringRef(toolkit));
  if (!ptxas) {
    return emitDiagnostic(
        loc, Diag::BackendToolMissing, "machine code for cuda", "ptxas", toolkit,
        "install the CUDA Toolkit, or emit PTX: the driver compiles PTX when it loads it");
  }
  auto folder = TemporaryFolder::create(loc);
  if (failed(folder)) {
    return failure();
  }
  auto input = (*folder)->write("kernels.ptx", ptx);
  if (failed(input)) {
    return failure();
  }
  std::string output = (*folder)->path("kernels.cubin");
  std::string target = ("-arch=" + arch.name).str();
  std::string level = "-O" + std::to_string(std::min(options.optLevel, 3u));
  SmallVector<StringRef> args{"-v", target, level, "-o", output, *input};
  if (options.lineTables) {
    args.push_back("-lineinfo");
  }
  auto printed = runTool(loc, *ptxas, args);
  if (failed(printed)) {
    return failure();
  }
  auto bytes = (*folder)->read("kernels.cubin");
  if (failed(bytes)) {
    return failure();
  }
  Cubin cubin;
  cubin.bytes.assign((*bytes)->getBufferStart(), (*bytes)->getBufferEnd());
  cubin.resources = parseResources(*printed);
  return cubin;
}

} // namespace mlir::dc
