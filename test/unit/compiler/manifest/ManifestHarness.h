// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels in text, and the errors that reading their manifest gives.
#ifndef DOTCOMPUTE_TEST_UNIT_COMPILER_MANIFEST_MANIFESTHARNESS_H
#define DOTCOMPUTE_TEST_UNIT_COMPILER_MANIFEST_MANIFESTHARNESS_H

#include "dialects/DC/DC.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/IR/OwningOpRef.h"

#include <string>

namespace dc::compiler {

class KernelText {
public:
  explicit KernelText(const std::string &text);

  mlir::ModuleOp module() { return *parsed; }
  mlir::dc::KernelOp kernel() { return *parsed->getOps<mlir::dc::KernelOp>().begin(); }
  /// The operation with the attribute `marked`: what a test is about.
  mlir::Operation *marked();
  /// Errors since the text was parsed, one line each.
  const std::string &errors() const { return messages; }

private:
  mlir::MLIRContext context;
  std::string messages;
  mlir::OwningOpRef<mlir::ModuleOp> parsed;
};

} // namespace dc::compiler

#endif // DOTCOMPUTE_TEST_UNIT_COMPILER_MANIFEST_MANIFESTHARNESS_H
