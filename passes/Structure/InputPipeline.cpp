// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The order of the input phase, with the reasons.
#include "passes/Structure/Passes.h"

#include "dialects/DC/DC.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlow.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir/Transforms/Passes.h"

namespace mlir::dc {

void buildInputPipeline(OpPassManager &module, bool keepPrints) {
  OpPassManager &manager = module.nest<KernelOp>();
  if (!keepPrints) {
    manager.addPass(createDropPrintsPass());
  }
  // Undefinedness goes before anything can fold by it: first the source's own, then what mem2reg
  // leaves for a local that is read before it is written.
  manager.addPass(createMakeTotalPass());
  manager.addPass(createMem2Reg());
  manager.addPass(createMakeTotalPass());
  // Before blocks are merged: see the pass.
  manager.addPass(createSCCPPass());
  manager.addPass(createDropDeadBranchesPass());
  // Fewer blocks and block arguments to lift.
  manager.addPass(createCanonicalizerPass());
  manager.addPass(createCSEPass());
  manager.addPass(createLiftControlFlowPass());
  // Lifting leaves do-while loops steered by flags. Without the flags, canonicalisation moves the
  // body behind the condition, and with the invariants moved out the condition is a single compare,
  // which is what uplifting wants.
  manager.addPass(createSimplifyBranchesPass());
  manager.addPass(createCanonicalizerPass());
  manager.addPass(createSimplifyBranchesPass());
  manager.addPass(createHoistInvariantsPass());
  manager.addPass(createUpliftLoopsPass());
  manager.addPass(createCanonicalizerPass());
  manager.addPass(createCSEPass());
}

namespace {

struct InputOptions : PassPipelineOptions<InputOptions> {
  PassOptions::Option<bool> debugPrint{*this, "debug-print", llvm::cl::desc("Keep dc.print"),
                                       llvm::cl::init(false)};
};

} // namespace

void registerInputPipeline() {
  static PassPipelineRegistration<InputOptions> registration(
      "input-pipeline", "The input phase: structured Kernel IR",
      [](OpPassManager &manager, const InputOptions &options) {
        buildInputPipeline(manager, options.debugPrint);
      });
}

} // namespace mlir::dc
