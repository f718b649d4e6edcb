// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The Backend interface for CPUs.
#include "backends/CPU/CPUBackend.h"

#include "backends/CPU/BarrierFission.h"
#include "backends/CPU/CPUSerialize.h"
#include "backends/CPU/ExpandSubgroups.h"
#include "backends/Common/AliasVariants.h"
#include "backends/Common/FlattenKernel.h"
#include "backends/Common/KernelSupport.h"
#include "backends/Common/Subgroups.h"

#include "dialects/DC/DC.h"
#include "dialects/Support/AlternateStack.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlow.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/raw_ostream.h"

#include <atomic>
#include <cstdlib>
#include <thread>

namespace mlir::dc {
namespace {

namespace artifact = ::dc::rt::artifact;

class CPUBackend : public Backend {
public:
  StringRef name() const override { return "cpu"; }

  std::vector<std::string> defaultArchs() const override { return knownArchs(); }

  std::vector<std::string> knownArchs() const override {
    std::vector<std::string> names;
    for (const CPUArch &arch : getCPUArchs()) {
      names.push_back(arch.name.str());
    }
    return names;
  }

  void registerDialects(DialectRegistry &registry) const override {
    registry.insert<DCDialect, arith::ArithDialect, cf::ControlFlowDialect, func::FuncDialect,
                    gpu::GPUDialect, LLVM::LLVMDialect, math::MathDialect, memref::MemRefDialect,
                    scf::SCFDialect>();
    registerLLVMTranslations(registry);
  }

  FailureOr<std::vector<CompiledPayload>> compile(ModuleOp device, ArrayRef<std::string> archs,
                                                  const BackendOptions &options) const override;
  LogicalResult emit(ModuleOp device, StringRef arch, EmitKind kind, const BackendOptions &options,
                     llvm::raw_ostream &os) const override;

private:
  /// A copy of `device` with both forms of the kernels that `arch` can express, not lowered
  /// yet.
  FailureOr<OwningOpRef<ModuleOp>> select(ModuleOp device, const CPUArch &arch,
                                          const BackendOptions &options) const {
    OwningOpRef<ModuleOp> copy(device.clone());
    if (failed(requireKernels(*copy)) ||
        failed(
            checkKernels(*copy, ("cpu:" + arch.name).str(), options.bestEffort, findLibraryCall)) ||
        failed(splitByAliasing(*copy, /*threadsMeet=*/false))) {
      return failure();
    }
    return copy;
  }
};

/// What the manifest says of each kernel's entry.
void describe(ModuleOp device, const CPUArch &arch, CompiledPayload &compiled) {
  device.walk([&](gpu::GPUFuncOp kernel) {
    artifact::EntryPoint entry;
    entry.symbol = entrySymbol(kernel.getName(), arch.suffix);
    entry.arch = arch.name.str();
    entry.lanes = 1;
    entry.subgroupSize = usesSubgroups(kernel) ? kCPUSubgroupSize : 0;
    entry.disjoint = kernel->hasAttr(kDisjointAttr);
    compiled.entries.emplace_back(getQualifiedName(kernel).str(), std::move(entry));
  });
}

/// What only the lowered entries know.
void describeScratch(ModuleOp lowered, CompiledPayload &compiled) {
  for (auto &[name, entry] : compiled.entries) {
    if (auto bytes = findLoweredNumber(lowered, entry.symbol, kScratchAttr)) {
      entry.scratchBytes = *bytes;
    }
  }
}

/// Optimises and generates code for all architectures at once: nine tenths of the time, and each has
/// an LLVM context of its own.
LogicalResult writeObjects(ArrayRef<std::unique_ptr<LLVMEmitter>> emitters,
                           MutableArrayRef<SmallVector<char, 0>> objects) {
  SmallVector<bool> written(emitters.size());
  auto write = [&](size_t i) {
    written[i] = succeeded(emitters[i]->optimize()) &&
                 succeeded(emitters[i]->write(LLVMOutput::Object, objects[i]));
  };
  std::atomic<bool> crashed = false;
  std::vector<std::thread> others;
  for (size_t i = 1; i < emitters.size(); ++i) {
    others.emplace_back([&, i] {
      AlternateStack forSignals;
      if (!llvm::CrashRecoveryContext().RunSafely([&] { write(i); })) {
        crashed = true;
      }
    });
  }
  if (!emitters.empty()) {
    write(0);
  }
  for (std::thread &other : others) {
    other.join();
  }
  if (crashed) {
    std::abort(); // where whoever compiles can see it: on the calling thread
  }
  return success(llvm::all_of(written, [](bool one) { return one; }));
}

FailureOr<std::vector<CompiledPayload>> CPUBackend::compile(ModuleOp device,
                                                            ArrayRef<std::string> archs,
                                                            const BackendOptions &options) const {
  CompiledPayload compiled;
  SmallVector<std::unique_ptr<LLVMEmitter>> emitters;
  SmallVector<StringRef> names;
  for (StringRef name : archs) {
    auto arch = findCPUArch(device.getLoc(), name);
    if (failed(arch)) {
      return failure();
    }
    auto kernels = select(device, **arch, options);
    if (failed(kernels)) {
      return failure();
    }
    size_t before = compiled.entries.size();
    describe(**kernels, **arch, compiled);
    if (compiled.entries.size() == before) {
      continue;
    }
    if (compiled.payload.arch.empty()) {
      compiled.payload.arch = (*arch)->name.str();
    }
    if (failed(lowerForCPU(**kernels, **arch, options))) {
      return failure();
    }
    describeScratch(**kernels, compiled);
    auto emitter = emitForCPU(**kernels, **arch, options);
    if (failed(emitter)) {
      return failure();
    }
    emitters.push_back(std::move(*emitter));
    names.push_back(name);
  }
  SmallVector<SmallVector<char, 0>> objects(emitters.size());
  if (failed(writeObjects(emitters, objects))) {
    return failure();
  }
  for (auto [name, object] : llvm::zip_equal(names, objects)) {
    if (failed(checkObjectImports(device.getLoc(), name, object))) {
      return failure();
    }
  }
  std::vector<CompiledPayload> payloads;
  if (objects.empty()) {
    return payloads;
  }
  auto bytes = linkShared(device.getLoc(), objects);
  if (failed(bytes)) {
    return failure();
  }
  compiled.payload.target = "cpu";
  compiled.payload.format = "elf";
  compiled.payload.bytes = std::move(*bytes);
  payloads.push_back(std::move(compiled));
  return payloads;
}

LogicalResult CPUBackend::emit(ModuleOp device, StringRef name, EmitKind kind,
                               const BackendOptions &options, llvm::raw_ostream &os) const {
  auto arch = findCPUArch(device.getLoc(), name);
  if (failed(arch)) {
    return failure();
  }
  auto kernels = select(device, **arch, options);
  if (failed(kernels) || failed(lowerForCPU(**kernels, **arch, options))) {
    return failure();
  }
  if (kind == EmitKind::TargetIR) {
    (*kernels)->print(os);
    return success();
  }
  auto emitter = emitForCPU(**kernels, **arch, options);
  if (failed(emitter) || failed((*emitter)->optimize())) {
    return failure();
  }
  SmallVector<char, 0> bytes;
  LLVMOutput output = kind == EmitKind::LLVMIR     ? LLVMOutput::IR
                      : kind == EmitKind::Assembly ? LLVMOutput::Assembly
                                                   : LLVMOutput::Object;
  if (failed((*emitter)->write(output, bytes))) {
    return failure();
  }
  os.write(bytes.data(), bytes.size());
  return success();
}

} // namespace

std::unique_ptr<Backend> createCPUBackend() { return std::make_unique<CPUBackend>(); }

} // namespace mlir::dc
