// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The PTX backend: text for NVIDIA's driver, and on request machine code by ptxas.
#ifndef DOTCOMPUTE_BACKENDS_PTX_PTXBACKEND_H
#define DOTCOMPUTE_BACKENDS_PTX_PTXBACKEND_H

#include "backends/Backend.h"

#include <memory>

namespace mlir::dc {

/// Target "cuda". `compile` makes a payload of format "ptx" for each architecture, and with `cubin`
/// one of format "cubin" before it; docs/kernel-abi.md describes the entries. "sm_75" runs on every
/// GPU since Turing, by way of the driver's compiler.
std::unique_ptr<Backend> createPTXBackend();

} // namespace mlir::dc

#endif // DOTCOMPUTE_BACKENDS_PTX_PTXBACKEND_H
