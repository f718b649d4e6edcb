// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The Backend interface for NVIDIA GPUs.
#include "backends/PTX/PTXBackend.h"

#include "backends/Common/AliasVariants.h"
#include "backends/Common/FlattenKernel.h"
#include "backends/Common/KernelSupport.h"
#include "backends/Common/Subgroups.h"
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

#include "llvm/ADT/StringSet.h"
#include "llvm/Support/raw_ostream.h"

namespace mlir::dc {
namespace {

namespace artifact = ::dc::rt::artifact;

/// Kernels of one architecture on their way to payloads.
struct ArchCode {
  CompiledPayload ptx;
  SmallVector<char, 0> text;
};

class PTXBackend : public Backend {
public:
  StringRef name() const override { return "cuda"; }

  std::vector<std::string> defaultArchs() const override {
    return {"sm_75", "sm_80", "sm_90", "sm_90a"};
  }

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
  FailureOr<ArchCode> compileArch(ModuleOp device, const PTXArch &arch,
                                  const llvm::StringSet<> *wanted,
                                  const BackendOptions &options) const;

  /// A copy of `device` with both forms of the kernels that `arch` can express, of those in
  /// `wanted` (all without it), not lowered yet.
  FailureOr<OwningOpRef<ModuleOp>> select(ModuleOp device, const PTXArch &arch,
                                          const llvm::StringSet<> *wanted,
                                          const BackendOptions &options) const {
    OwningOpRef<ModuleOp> copy(device.clone());
    if (wanted) {
      SmallVector<gpu::GPUFuncOp> others;
      copy->walk([&](gpu::GPUFuncOp kernel) {
        if (!wanted->contains(getQualifiedName(kernel))) {
          others.push_back(kernel);
        }
      });
      for (gpu::GPUFuncOp kernel : others) {
        kernel.erase();
      }
    }
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
    entry.subgroupSize = usesSubgroups(kernel) ? kPTXSubgroupSize : 0;
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
    if (auto threads = findLoweredNumber(lowered, entry.symbol, kTileThreadsAttr)) {
      entry.blockThreads = 0; // no number of threads in a row will do
      entry.tileThreads = *threads;
    }
  }
}

/// An error at each kernel that spills.
LogicalResult checkSpills(ModuleOp device, const PTXArch &arch, const CompiledPayload &cubin) {
  bool ok = true;
  for (const auto &[symbol, needs] : cubin.resources) {
    unsigned bytes = needs.spillStores + needs.spillLoads;
    for (const auto &[name, entry] : cubin.entries) {
      if (entry.symbol != symbol || bytes == 0) {
        continue;
      }
      Location loc = device.getLoc();
      device.walk([&](gpu::GPUFuncOp kernel) {
        loc = getQualifiedName(kernel) == name ? kernel.getLoc() : loc;
      });
      emitDiagnostic(loc, Diag::BackendSpills, name, bytes, ("cuda:" + arch.name).str());
      ok = false;
    }
  }
  return success(ok);
}

FailureOr<CompiledPayload> assemble(ModuleOp device, const PTXArch &arch, const ArchCode &code,
                                    const BackendOptions &options) {
  auto cubin = assembleCubin(device.getLoc(), arch, code.text, options);
  if (failed(cubin)) {
    return failure();
  }
  CompiledPayload result = code.ptx;
  result.payload.format = "cubin";
  result.payload.bytes = std::move(cubin->bytes);
  result.resources = std::move(cubin->resources);
  if (options.refuseSpills && failed(checkSpills(device, arch, result))) {
    return failure();
  }
  return result;
}

/// Lowers the kernels of `device` that are in `wanted` (all of them without it); no entries where
/// none is left.
FailureOr<ArchCode> PTXBackend::compileArch(ModuleOp device, const PTXArch &arch,
                                            const llvm::StringSet<> *wanted,
                                            const BackendOptions &options) const {
  auto kernels = select(device, arch, wanted, options);
  if (failed(kernels)) {
    return failure();
  }
  ArchCode code;
  code.ptx = describe(**kernels, arch, "ptx");
  if (code.ptx.entries.empty()) {
    return code;
  }
  if (failed(lowerForPTX(**kernels, arch, options))) {
    return failure();
  }
  describeItems(**kernels, code.ptx);
  auto emitter = emitForPTX(**kernels, arch, options);
  if (failed(emitter) || failed((*emitter)->write(LLVMOutput::Assembly, code.text))) {
    return failure();
  }
  return code;
}

/// The kernels of `code` of which some form differs from the newest in `known`, which it then
/// replaces.
llvm::StringSet<> findBetter(const ArchCode &code, llvm::StringMap<std::string> &known) {
  llvm::StringSet<> better;
  llvm::StringMap<std::string> texts = entryTexts(StringRef(code.text.data(), code.text.size()));
  for (const auto &[name, entry] : code.ptx.entries) {
    std::string &text = texts[entry.symbol];
    if (known[entry.symbol] != text) {
      better.insert(name);
      known[entry.symbol] = text;
    }
  }
  return better;
}

size_t countKernels(const CompiledPayload &payload) {
  llvm::StringSet<> names;
  for (const auto &[name, entry] : payload.entries) {
    names.insert(name);
  }
  return names.size();
}

FailureOr<std::vector<CompiledPayload>> PTXBackend::compile(ModuleOp device,
                                                            ArrayRef<std::string> archs,
                                                            const BackendOptions &options) const {
  std::vector<CompiledPayload> payloads;
  llvm::StringMap<std::string>
      known; // the code of each entry, of the newest architecture that has its own
  for (auto [index, name] : llvm::enumerate(archs)) {
    auto found = findPTXArch(device.getLoc(), name);
    if (failed(found)) {
      return failure();
    }
    const PTXArch &arch = **found;
    bool isVariant = options.onlyBetter && index != 0;
    llvm::StringSet<> candidates;
    device.walk([&](gpu::GPUFuncOp kernel) {
      if (mayGainFrom(arch, kernel)) {
        candidates.insert(getQualifiedName(kernel));
      }
    });
    // Machine code fits one generation, so it is made for each; where an exact one gains nothing,
    // its generation's serves.
    bool wantsCubin = options.cubin && (!isVariant || !arch.isExact || !candidates.empty());
    if (isVariant && candidates.empty() && !wantsCubin) {
      continue;
    }
    auto code =
        compileArch(device, arch, isVariant && !wantsCubin ? &candidates : nullptr, options);
    if (failed(code)) {
      return failure();
    }
    if (code->ptx.entries.empty()) {
      continue;
    }
    if (wantsCubin) {
      auto cubin = assemble(device, arch, *code, options);
      if (failed(cubin)) {
        return failure();
      }
      payloads.push_back(std::move(*cubin));
    }
    if (options.onlyBetter) {
      llvm::StringSet<> better = findBetter(*code, known);
      if (better.empty()) {
        continue;
      }
      if (better.size() < countKernels(code->ptx)) {
        code = compileArch(device, arch, &better, options);
        if (failed(code)) {
          return failure();
        }
      }
    }
    code->ptx.payload.bytes.assign(code->text.begin(), code->text.end());
    payloads.push_back(std::move(code->ptx));
  }
  return payloads;
}

LogicalResult PTXBackend::emit(ModuleOp device, StringRef name, EmitKind kind,
                               const BackendOptions &options, llvm::raw_ostream &os) const {
  auto arch = findPTXArch(device.getLoc(), name);
  if (failed(arch)) {
    return failure();
  }
  if (kind == EmitKind::Assembly || kind == EmitKind::Object) {
    auto code = compileArch(device, **arch, /*wanted=*/nullptr, options);
    if (failed(code)) {
      return failure();
    }
    if (kind == EmitKind::Assembly) {
      os.write(code->text.data(), code->text.size());
      return success();
    }
    auto cubin = assemble(device, **arch, *code, options);
    if (failed(cubin)) {
      return failure();
    }
    os.write(reinterpret_cast<const char *>(cubin->payload.bytes.data()),
             cubin->payload.bytes.size());
    return success();
  }
  auto kernels = select(device, **arch, /*wanted=*/nullptr, options);
  if (failed(kernels) || failed(lowerForPTX(**kernels, **arch, options))) {
    return failure();
  }
  if (kind == EmitKind::TargetIR) {
    (*kernels)->print(os);
    return success();
  }
  auto emitter = emitForPTX(**kernels, **arch, options);
  SmallVector<char, 0> text;
  if (failed(emitter) || failed((*emitter)->write(LLVMOutput::IR, text))) {
    return failure();
  }
  os.write(text.data(), text.size());
  return success();
}

} // namespace

std::unique_ptr<Backend> createPTXBackend() { return std::make_unique<PTXBackend>(); }

} // namespace mlir::dc
