// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The list of backends.
#include "compiler/registry/Backends.h"

#include "backends/CPU/CPUBackend.h"
#include "backends/PTX/PTXBackend.h"

namespace dc::compiler {

llvm::ArrayRef<const mlir::dc::Backend *> allBackends() {
  static const std::unique_ptr<mlir::dc::Backend> cpu = mlir::dc::createCPUBackend(), ptx = mlir::dc::createPTXBackend();
  static const mlir::dc::Backend *const backends[] = {cpu.get(), ptx.get()};
  return backends;
}

const mlir::dc::Backend *findBackend(llvm::StringRef name) {
  for (const mlir::dc::Backend *backend : allBackends()) {
    if (backend->name() == name) {
      return backend;
    }
  }
  return nullptr;
}

} // namespace dc::compiler
