// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// dc-opt: reads IR of any of our levels, runs passes on it and prints it. For tests and for those
// who work on passes.
#include "compiler/registry/RegisterAll.h"

#include "mlir/IR/DialectRegistry.h"
#include "mlir/Tools/mlir-opt/MlirOptMain.h"

int main(int argc, char **argv) {
  mlir::DialectRegistry registry;
  mlir::dc::registerAllDialects(registry);
  mlir::dc::registerAllPasses();
  return mlir::asMainReturnCode(
      mlir::MlirOptMain(argc, argv, "DotCompute pass driver\n", registry));
}
