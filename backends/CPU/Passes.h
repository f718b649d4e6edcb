// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Passes of the CPU backend; Passes.td describes them.
#ifndef DOTCOMPUTE_BACKENDS_CPU_PASSES_H
#define DOTCOMPUTE_BACKENDS_CPU_PASSES_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/Pass.h"

namespace mlir::dc {

#define GEN_PASS_DECL
#include "backends/CPU/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "backends/CPU/Passes.h.inc"

} // namespace mlir::dc

#endif // DOTCOMPUTE_BACKENDS_CPU_PASSES_H
