// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The passes of the `validate` phase and their order.
#ifndef DOTCOMPUTE_PASSES_SECURITY_PASSES_H
#define DOTCOMPUTE_PASSES_SECURITY_PASSES_H

#include "dialects/DC/DC.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/Pass.h"

#include "llvm/Support/CommandLine.h"

namespace mlir {
class OpPassManager;
namespace arith {
class ArithDialect;
}
namespace memref {
class MemRefDialect;
}
namespace scf {
class SCFDialect;
}
} // namespace mlir

namespace mlir::dc {

/// What happens to an access that is not known to be inside its array.
enum class AccessPolicy { Strict, Guard, Audit };

#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "passes/Security/Passes.h.inc"

/// Appends the validate phase to a pass manager on builtin.module: structured Kernel IR in; out,
/// Kernel IR in which every access is safe, contracted, guarded, or left out by policy. Also
/// registered for dc-opt as `--validate-pipeline`.
void buildValidatePipeline(OpPassManager &manager, AccessPolicy policy);
void registerValidatePipeline();

} // namespace mlir::dc

#endif // DOTCOMPUTE_PASSES_SECURITY_PASSES_H
