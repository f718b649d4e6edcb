// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One backend after the other; their entries are filed under the kernels they enter.
#include "compiler/driver/CompileTargets.h"

#include "compiler/registry/Backends.h"

namespace dc::compiler {

using rt::artifact::ArtifactData;
using rt::artifact::EntryPoint;
using rt::artifact::KernelInfo;

mlir::dc::BackendOptions backendOptionsOf(const DriverOptions &options) {
  mlir::dc::BackendOptions result;
  result.optLevel = options.optLevel;
  result.lineTables = options.lineTables;
  result.cubin = options.cubin;
  result.refuseSpills = options.failOnSpills;
  return result;
}

static void addPayloads(std::vector<mlir::dc::CompiledPayload> payloads, ArtifactData &data,
                        std::vector<EntryResources> &resources) {
  for (mlir::dc::CompiledPayload &compiled : payloads) {
    uint32_t index = data.payloads.size();
    for (auto &[symbol, needs] : compiled.resources) {
      resources.push_back({index, symbol, needs});
    }
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

bool compileTargets(const DriverOptions &options, mlir::ModuleOp device, Timing &timing, ArtifactData &data,
                    std::vector<EntryResources> &resources) {
  for (const TargetRequest &request : options.targets) {
    const mlir::dc::Backend &backend = *findBackend(request.name);
    std::vector<std::string> archs = request.archs.empty() ? backend.defaultArchs() : request.archs;
    mlir::dc::BackendOptions backendOptions = backendOptionsOf(options);
    backendOptions.onlyBetter = request.archs.empty();
    backendOptions.bestEffort = !request.isExplicit && request.name != "cpu";
    auto payloads = timing.measure("backend " + request.name, [&] { return backend.compile(device, archs, backendOptions); });
    if (mlir::failed(payloads)) {
      return false;
    }
    addPayloads(std::move(*payloads), data, resources);
  }
  return true;
}

} // namespace dc::compiler
