// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The CPU backend: x86-64 machine code in one ELF shared object.
#ifndef DOTCOMPUTE_BACKENDS_CPU_CPUBACKEND_H
#define DOTCOMPUTE_BACKENDS_CPU_CPUBACKEND_H

#include "backends/Backend.h"

#include <memory>

namespace mlir::dc {

/// Target "cpu", architectures x86-64-v2 to v4. `compile` makes one payload of format "elf" for all
/// architectures together; its entry points are described in docs/kernel-abi.md.
std::unique_ptr<Backend> createCPUBackend();

} // namespace mlir::dc

#endif // DOTCOMPUTE_BACKENDS_CPU_CPUBACKEND_H
