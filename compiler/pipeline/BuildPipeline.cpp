// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The passes of each phase.
#include "compiler/pipeline/BuildPipeline.h"

#include "passes/Lowering/Passes.h"
#include "passes/Security/Passes.h"
#include "passes/Structure/Passes.h"

#include "mlir/Pass/PassManager.h"
#include "mlir/Transforms/Passes.h"

namespace dc::compiler {

static llvm::StringRef policyName(ValidationPolicy policy) {
  switch (policy) {
  case ValidationPolicy::Strict:
    return "strict";
  case ValidationPolicy::Guard:
    return "guard";
  case ValidationPolicy::Audit:
    return "audit";
  }
  return "guard";
}

static void buildValidate(mlir::OpPassManager &manager, const PipelineOptions &options) {
  // Rules first: a kernel whose launcher cannot evaluate its domain needs no guards.
  manager.addPass(mlir::dc::createSecurityCheckLaunchRulesPass());
  mlir::dc::SecurityGuardAccessesPassOptions guardOptions;
  guardOptions.policy = policyName(options.policy).str();
  manager.addPass(mlir::dc::createSecurityGuardAccessesPass(guardOptions));
  manager.addPass(mlir::dc::createSecurityFoldGuardsPass());
  manager.addPass(mlir::createCanonicalizerPass());
  manager.addPass(mlir::createCSEPass());
}

static void buildDevice(mlir::OpPassManager &manager) {
  manager.addPass(mlir::dc::createLoweringDCToDevicePass());
  manager.addPass(mlir::dc::createLoweringExpandTotalArithmeticPass());
  manager.addPass(mlir::dc::createLoweringLowerFaultsPass());
  // Nothing optimises guards away before they are plain compares, so folding waits until here.
  manager.addPass(mlir::createCanonicalizerPass());
  manager.addPass(mlir::createCSEPass());
  manager.addPass(mlir::dc::createLoweringVerifyDeviceIRPass());
}

void buildPhase(mlir::OpPassManager &manager, Phase phase, const PipelineOptions &options) {
  switch (phase) {
  case Phase::Input:
    mlir::dc::buildInputPipeline(manager);
    return;
  case Phase::Validate:
    buildValidate(manager, options);
    return;
  case Phase::Device:
    buildDevice(manager);
    return;
  case Phase::Frontend:
  case Phase::Target:
    return;
  }
}

} // namespace dc::compiler
