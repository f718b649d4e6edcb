// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Whole module first; kernel by kernel only where a best-effort target refuses it.
#include "compiler/driver/CompileTargets.h"

#include "compiler/registry/Backends.h"

#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/IR/Diagnostics.h"

namespace dc::compiler {

using rt::artifact::ArtifactData;
using rt::artifact::EntryPoint;
using rt::artifact::KernelInfo;

mlir::dc::BackendOptions backendOptionsOf(const DriverOptions &options) {
  mlir::dc::BackendOptions result;
  result.optLevel = options.optLevel;
  result.lineTables = options.lineTables;
  result.cubin = options.cubin;
  return result;
}

static void addPayloads(std::vector<mlir::dc::CompiledPayload> payloads, ArtifactData &data) {
  for (mlir::dc::CompiledPayload &compiled : payloads) {
    uint32_t index = data.payloads.size();
    data.payloads.push_back(std::move(compiled.payload));
    for (auto &[name, entry] : compiled.entries) {
      auto kernel = llvm::find_if(data.kernels, [&](const KernelInfo &k) { return k.name == name; });
      if (kernel != data.kernels.end()) {
        entry.payload = index;
        kernel->entries.push_back(std::move(entry));
      }
    }
  }
}

/// The module with one of its kernels only.
static mlir::OwningOpRef<mlir::ModuleOp> withKernelOnly(mlir::ModuleOp device, llvm::StringRef symbol) {
  mlir::OwningOpRef<mlir::ModuleOp> alone(device.clone());
  alone->walk([&](mlir::gpu::GPUFuncOp function) {
    if (function.getName() != symbol) {
      function.erase();
    }
  });
  return alone;
}

static void compileKernelByKernel(const mlir::dc::Backend &backend, llvm::ArrayRef<std::string> archs,
                                  const mlir::dc::BackendOptions &options, mlir::ModuleOp device, ArtifactData &data) {
  device.walk([&](mlir::gpu::GPUFuncOp function) {
    std::string reason;
    mlir::FailureOr<std::vector<mlir::dc::CompiledPayload>> payloads = mlir::failure();
    {
      mlir::ScopedDiagnosticHandler capture(device.getContext(), [&](mlir::Diagnostic &diagnostic) {
        if (reason.empty() && diagnostic.getSeverity() == mlir::DiagnosticSeverity::Error) {
          reason = diagnostic.str();
        }
        return mlir::success();
      });
      payloads = backend.compile(*withKernelOnly(device, function.getName()), archs, options);
    }
    if (mlir::succeeded(payloads)) {
      addPayloads(std::move(*payloads), data);
    } else {
      mlir::emitRemark(function.getLoc()) << "left out for target " << backend.name() << ": " << reason;
    }
  });
}

bool compileTargets(const DriverOptions &options, mlir::ModuleOp device, Timing &timing, ArtifactData &data) {
  mlir::dc::BackendOptions backendOptions = backendOptionsOf(options);
  for (const TargetRequest &request : options.targets) {
    const mlir::dc::Backend &backend = *findBackend(request.name);
    std::vector<std::string> archs = request.archs.empty() ? backend.defaultArchs() : request.archs;
    bool mustSucceed = request.isExplicit || request.name == "cpu";
    bool ok = timing.measure("backend " + request.name, [&] {
      std::optional<mlir::ScopedDiagnosticHandler> silence;
      if (!mustSucceed) {
        silence.emplace(device.getContext(), [](mlir::Diagnostic &) { return mlir::success(); });
      }
      auto payloads = backend.compile(device, archs, backendOptions);
      silence.reset();
      if (mlir::succeeded(payloads)) {
        addPayloads(std::move(*payloads), data);
        return true;
      }
      if (mustSucceed) {
        return false;
      }
      compileKernelByKernel(backend, archs, backendOptions, device, data);
      return true;
    });
    if (!ok) {
      return false;
    }
  }
  return true;
}

} // namespace dc::compiler
