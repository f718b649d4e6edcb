// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The order of the validate phase, with the reasons.
#include "passes/Security/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir/Transforms/Passes.h"

namespace mlir::dc {

void buildValidatePipeline(OpPassManager &module, AccessPolicy policy) {
  // First, since the facts that guards are folded by take contracts for checked.
  module.addPass(createCheckLaunchRulesPass());
  OpPassManager &manager = module.nest<KernelOp>();
  // On the source's own conditions: a guard's are about one thread's accesses.
  manager.addPass(createCheckBarriersPass());
  manager.addPass(createGuardAccessesPass({policy}));
  // Merges guards of the same access, so that folding sees them as one.
  manager.addPass(createCSEPass());
  manager.addPass(createFoldGuardsPass());
  manager.addPass(createCanonicalizerPass());
  manager.addPass(createCSEPass());
}

namespace {

struct ValidateOptions : PassPipelineOptions<ValidateOptions> {
  PassOptions::Option<AccessPolicy> policy{
      *this, "policy", llvm::cl::desc("As of security-guard-accesses"),
      llvm::cl::init(AccessPolicy::Guard),
      llvm::cl::values(
          clEnumValN(AccessPolicy::Guard, "guard", "accesses are checked when they run"),
          clEnumValN(AccessPolicy::Audit, "audit", "accesses are left as they are"),
          clEnumValN(AccessPolicy::Strict, "strict", "refused until there is a validator"))};
};

} // namespace

void registerValidatePipeline() {
  static PassPipelineRegistration<ValidateOptions> registration(
      "validate-pipeline", "The validate phase: contracts and guards",
      [](OpPassManager &manager, const ValidateOptions &options) {
        buildValidatePipeline(manager, options.policy);
      });
}

} // namespace mlir::dc
