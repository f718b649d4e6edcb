// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Passes of the PTX backend; Passes.td describes them.
#ifndef DOTCOMPUTE_BACKENDS_PTX_PASSES_H
#define DOTCOMPUTE_BACKENDS_PTX_PASSES_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/Pass.h"

namespace mlir::dc {

#define GEN_PASS_DECL
#include "backends/PTX/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "backends/PTX/Passes.h.inc"

} // namespace mlir::dc

#endif // DOTCOMPUTE_BACKENDS_PTX_PASSES_H
