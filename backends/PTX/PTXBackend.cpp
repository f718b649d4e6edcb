// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The Backend interface for NVIDIA GPUs.
#include "backends/PTX/PTXBackend.h"

#include "backends/Common/AliasVariants.h"
#include "backends/Common/FlattenKernel.h"
#include "backends/Common/KernelSupport.h"
#include "backends/PTX/PTXSerialize.h"
#include "dialects/Support/Diagnostics.h"

#include "dialects/DC/DC.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlow.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

#include "llvm/Support/raw_ostream.h"

namespace mlir::dc {
namespace {

namespace artifact = ::dc::rt::artifact;

class PTXBackend : public Backend {
public:
  StringRef name() const override { return "cuda"; }

  std::vector<std::string> defaultArchs() const override { return {"sm_75"}; }

  std::vector<std::string> knownArchs() const override {
    std::vector<std::string> names;
    for (const PTXArch &arch : getPTXArchs()) {
      names.push_back(arch.name.str());
    }
    return names;
  }

  void registerDialects(DialectRegistry &registry) const override {
    registry.insert<DCDialect, arith::ArithDialect, cf::ControlFlowDialect, func::FuncDialect,
                    gpu::GPUDialect, LLVM::LLVMDialect, math::MathDialect, memref::MemRefDialect,
                    NVVM::NVVMDialect, scf::SCFDialect>();
    registerLLVMTranslations(registry);
  }

  FailureOr<std::vector<CompiledPayload>> compile(ModuleOp device, ArrayRef<std::string> archs,
                                                  const BackendOptions &options) const override;
  LogicalResult emit(ModuleOp device, StringRef arch, EmitKind kind, const BackendOptions &options,
                     llvm::raw_ostream &os) const override;

private:
  /// A copy of `device` with both forms of the kernels that `arch` can express, not lowered
  /// yet.
  FailureOr<OwningOpRef<ModuleOp>> select(ModuleOp device, const PTXArch &arch,
                                          const BackendOptions &options) const {
    OwningOpRef<ModuleOp> copy(device.clone());
    if (failed(requireKernels(*copy)) ||
        failed(checkKernels(*copy, ("cuda:" + arch.name).str(), options.bestEffort,
                            findLibraryCall)) ||
        failed(checkSharedMemory(*copy, ("cuda:" + arch.name).str(), options.bestEffort,
                                 kPTXSharedBytes)) ||
        failed(splitByAliasing(*copy, /*threadsMeet=*/true))) {
      return failure();
    }
    return copy;
  }
};

/// A payload with what the manifest says of each kernel's entry, and no bytes.
CompiledPayload describe(ModuleOp device, const PTXArch &arch, StringRef format) {
  CompiledPayload compiled;
  compiled.payload.target = "cuda";
  compiled.payload.format = format.str();
  compiled.payload.arch = arch.name.str();
  device.walk([&](gpu::GPUFuncOp kernel) {
    artifact::EntryPoint entry;
    entry.symbol = kernel.getName().str();
    entry.arch = arch.name.str();
    entry.blockThreads = kPTXBlockThreads;
    kernel.walk([&](BlocksOp blocks) { entry.blockThreads = blocks.getNumThreads(); });
    entry.sharedBytes = countSharedBytes(kernel);
    entry.disjoint = kernel->hasAttr(kDisjointAttr);
    compiled.entries.emplace_back(getQualifiedName(kernel).str(), std::move(entry));
  });
  return compiled;
}

/// What lowering has decided: the passes before it change how much work a thread has.
void describeItems(ModuleOp lowered, CompiledPayload &compiled) {
  for (auto &[name, entry] : compiled.entries) {
    if (auto items = findLoweredNumber(lowered, entry.symbol, kItemsPerThreadAttr)) {
      entry.itemsPerThread = *items;
    }
  }
}

FailureOr<std::vector<CompiledPayload>> PTXBackend::compile(ModuleOp device,
                                                            ArrayRef<std::string> archs,
                                                            const BackendOptions &options) const {
  std::vector<CompiledPayload> payloads;
  for (StringRef name : archs) {
    auto arch = findPTXArch(device.getLoc(), name);
    if (failed(arch)) {
      return failure();
    }
    auto kernels = select(device, **arch, options);
    if (failed(kernels)) {
      return failure();
    }
    CompiledPayload ptx = describe(**kernels, **arch, "ptx");
    if (ptx.entries.empty()) {
      continue;
    }
    if (failed(lowerForPTX(**kernels, options))) {
      return failure();
    }
    describeItems(**kernels, ptx);
    CompiledPayload cubin = ptx;
    auto emitter = emitForPTX(**kernels, **arch, options);
    SmallVector<char, 0> text;
    if (failed(emitter) || failed((*emitter)->write(LLVMOutput::Assembly, text))) {
      return failure();
    }
    if (options.cubin) {
      auto bytes = assembleCubin(device.getLoc(), **arch, text, options);
      if (failed(bytes)) {
        return failure();
      }
      cubin.payload.format = "cubin";
      cubin.payload.bytes = std::move(*bytes);
      payloads.push_back(std::move(cubin));
    }
    ptx.payload.bytes.assign(text.begin(), text.end());
    payloads.push_back(std::move(ptx));
  }
  return payloads;
}

LogicalResult PTXBackend::emit(ModuleOp device, StringRef name, EmitKind kind,
                               const BackendOptions &options, llvm::raw_ostream &os) const {
  auto arch = findPTXArch(device.getLoc(), name);
  if (failed(arch)) {
    return failure();
  }
  auto kernels = select(device, **arch, options);
  if (failed(kernels) || failed(lowerForPTX(**kernels, options))) {
    return failure();
  }
  if (kind == EmitKind::TargetIR) {
    (*kernels)->print(os);
    return success();
  }
  auto emitter = emitForPTX(**kernels, **arch, options);
  SmallVector<char, 0> text;
  if (failed(emitter) ||
      failed((*emitter)->write(kind == EmitKind::LLVMIR ? LLVMOutput::IR : LLVMOutput::Assembly,
                               text))) {
    return failure();
  }
  if (kind == EmitKind::Object) {
    auto bytes = assembleCubin(device.getLoc(), **arch, text, options);
    if (failed(bytes)) {
      return failure();
    }
    os.write(reinterpret_cast<const char *>(bytes->data()), bytes->size());
    return success();
  }
  os.write(text.data(), text.size());
  return success();
}

} // namespace

std::unique_ptr<Backend> createPTXBackend() { return std::make_unique<PTXBackend>(); }

} // namespace mlir::dc
