// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The `device` phase as a pipeline.
#include "passes/Lowering/Passes.h"

#include "dialects/DC/DC.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir/Transforms/Passes.h"

namespace mlir::dc {

void buildDevicePipeline(OpPassManager &manager) {
  manager.addPass(createDCToDevicePass());
  manager.addPass(createExpandMathsPass());
  manager.addPass(createExpandTotalArithmeticPass());
  manager.addPass(createExpandAtomicsPass());
  // After dc-to-device: it needs the fault record and each extent's origin.
  manager.addPass(createLowerFaultsPass());
  // It needs the same; there is nothing for it to do without --debug-print.
  manager.addPass(createLowerPrintsPass());
  // Index arithmetic, sizes and constants were built without looking for equal ones.
  manager.addPass(createCanonicalizerPass());
  manager.addPass(createCSEPass());
  // Last, so that the backends get what has been checked.
  manager.addPass(createVerifyDeviceIRPass());
}

void registerDevicePipeline() {
  static PassPipelineRegistration<> registration(
      "device-pipeline", "The device phase: flat device IR", buildDevicePipeline);
}

} // namespace mlir::dc
