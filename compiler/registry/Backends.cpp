// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The list of backends.
#include "compiler/registry/Backends.h"

#include "backends/CPU/CPUBackend.h"
#include "backends/PTX/PTXBackend.h"

namespace dc::compiler {

llvm::ArrayRef<const mlir::dc::Backend *> allBackends() {
  static const mlir::dc::CPUBackend cpu;
  static const mlir::dc::PTXBackend ptx;
  static const mlir::dc::Backend *const backends[] = {&cpu, &ptx};
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
