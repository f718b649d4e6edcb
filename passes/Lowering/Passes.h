// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The passes of the `device` phase. All but lowering-expand-total-arithmetic, which runs on any
// operation, run on a module.
#ifndef DOTCOMPUTE_PASSES_LOWERING_PASSES_H
#define DOTCOMPUTE_PASSES_LOWERING_PASSES_H

#include "mlir/Pass/Pass.h"

namespace mlir {
class ModuleOp;
class OpPassManager;
namespace arith {
class ArithDialect;
}
namespace func {
class FuncDialect;
}
namespace gpu {
class GPUDialect;
}
namespace math {
class MathDialect;
}
namespace memref {
class MemRefDialect;
}
namespace scf {
class SCFDialect;
}
} // namespace mlir

namespace mlir::dc {
class DCDialect;

#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "passes/Lowering/Passes.h.inc"

/// The `device` phase: appends the passes that make flat device IR of validated kernels. For a pass
/// manager on builtin.module.
void buildDevicePipeline(OpPassManager &manager);

/// Makes it known as `--device-pipeline`. Once per process.
void registerDevicePipeline();

} // namespace mlir::dc

#endif // DOTCOMPUTE_PASSES_LOWERING_PASSES_H
