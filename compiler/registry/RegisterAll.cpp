// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The one list of what our tools know. Each folder's own function names what it holds; upstream
// ones are named singly, because MLIR's registerAllDialects would keep every archive in the binary.
#include "compiler/registry/RegisterAll.h"

#include "dialects/DC/DC.h"
#include "passes/Lowering/Passes.h"
#include "passes/Security/Passes.h"
#include "passes/Structure/Passes.h"

#include "mlir/Conversion/ControlFlowToSCF/ControlFlowToSCF.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlow.h"
#include "mlir/Dialect/DLTI/DLTI.h"
#include "mlir/Dialect/Func/Extensions/InlinerExtension.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/MemRef/IR/MemRefMemorySlot.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/DialectRegistry.h"
#include "mlir/Transforms/Passes.h"

namespace mlir::dc {

void registerAllDialects(DialectRegistry &registry) {
  registry.insert<DCDialect>();

  registry.insert<arith::ArithDialect, cf::ControlFlowDialect, DLTIDialect, func::FuncDialect,
                  gpu::GPUDialect, LLVM::LLVMDialect, math::MathDialect, memref::MemRefDialect,
                  scf::SCFDialect, ub::UBDialect, vector::VectorDialect>();
  func::registerInlinerExtension(registry);
  memref::registerMemorySlotExternalModels(registry);
}

void registerAllPasses() {
  registerLoweringPasses();
  registerDevicePipeline();
  registerSecurityPasses();
  registerStructurePasses();
  registerInputPipeline();
  registerValidatePipeline();

  registerCanonicalizerPass();
  registerCSEPass();
  registerInlinerPass();
  registerLoopInvariantCodeMotionPass();
  registerMem2RegPass();
  registerPrintIRPass();
  registerSCCPPass();
  registerStripDebugInfoPass();
  registerSymbolDCEPass();
}

} // namespace mlir::dc
