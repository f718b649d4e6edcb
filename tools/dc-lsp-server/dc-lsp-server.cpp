// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// dc-lsp-server: what editors talk to about .mlir files of any of our levels (errors, hover,
// definitions).
#include "compiler/registry/RegisterAll.h"

#include "mlir/IR/DialectRegistry.h"
#include "mlir/Support/LLVM.h"
#include "mlir/Tools/mlir-lsp-server/MlirLspServerMain.h"

#include "llvm/Support/LogicalResult.h"

int main(int argc, char **argv) {
  mlir::DialectRegistry registry;
  mlir::dc::registerAllDialects(registry);
  return llvm::failed(mlir::MlirLspServerMain(argc, argv, registry)) ? 1 : 0;
}
