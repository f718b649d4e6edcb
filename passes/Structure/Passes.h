// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The passes of the `input` phase and their order. All of them run on any operation and rewrite
// what is nested in it.
#ifndef DOTCOMPUTE_PASSES_STRUCTURE_PASSES_H
#define DOTCOMPUTE_PASSES_STRUCTURE_PASSES_H

#include "mlir/Pass/Pass.h"

namespace mlir {
class OpPassManager;
class RewritePatternSet;
namespace arith {
class ArithDialect;
}
namespace cf {
class ControlFlowDialect;
}
namespace func {
class FuncDialect;
}
namespace scf {
class SCFDialect;
}
} // namespace mlir

namespace mlir::dc {
class DCDialect;

#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "passes/Structure/Passes.h.inc"

/// Appends the input phase to a pass manager on builtin.module: from what a frontend emits (or a
/// file of MLIR text holds) to structured Kernel IR. The context's registry needs
/// memref::registerMemorySlotExternalModels. Drops dc.print unless told to keep it. Also registered
/// for dc-opt as `--input-pipeline`, with the option debug-print.
void buildInputPipeline(OpPassManager &manager, bool keepPrints = false);
void registerInputPipeline();

} // namespace mlir::dc

#endif // DOTCOMPUTE_PASSES_STRUCTURE_PASSES_H
