// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The passes of each phase; each area builds its own.
#include "compiler/pipeline/BuildPipeline.h"

#include "passes/Lowering/Passes.h"
#include "passes/Security/Passes.h"
#include "passes/Structure/Passes.h"

#include "llvm/Support/ErrorHandling.h"

namespace dc::compiler {

static mlir::dc::AccessPolicy accessPolicy(ValidationPolicy policy) {
  switch (policy) {
  case ValidationPolicy::Strict:
    return mlir::dc::AccessPolicy::Strict;
  case ValidationPolicy::Guard:
    return mlir::dc::AccessPolicy::Guard;
  case ValidationPolicy::Audit:
    return mlir::dc::AccessPolicy::Audit;
  }
  llvm_unreachable("all policies are handled");
}

void buildPhase(mlir::OpPassManager &manager, Phase phase, const PipelineOptions &options) {
  switch (phase) {
  case Phase::Input:
    mlir::dc::buildInputPipeline(manager, options.debugPrint);
    return;
  case Phase::Validate:
    mlir::dc::buildValidatePipeline(manager, accessPolicy(options.policy));
    return;
  case Phase::Device:
    mlir::dc::buildDevicePipeline(manager);
    return;
  case Phase::Frontend:
  case Phase::Target:
    return;
  }
}

} // namespace dc::compiler
