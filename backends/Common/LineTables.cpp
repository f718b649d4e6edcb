// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Builds the passes behind line tables.
#include "backends/Common/LineTables.h"

#include "backends/Common/Passes.h"
#include "mlir/Dialect/LLVMIR/Transforms/Passes.h"
#include "mlir/Pass/PassManager.h"

namespace mlir::dc {

void addLineTables(OpPassManager &manager, LineTables kind) {
  manager.addPass(createRepairLocationsPass());
  LLVM::DIScopeForLLVMFuncOpPassOptions options;
  options.emissionKind = kind == LineTables::Sections ? LLVM::DIEmissionKind::LineTablesOnly
                                                      : LLVM::DIEmissionKind::DebugDirectivesOnly;
  manager.addPass(LLVM::createDIScopeForLLVMFuncOpPass(options));
}

} // namespace mlir::dc
