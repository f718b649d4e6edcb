// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Parses, and collects diagnostics.
#include "test/unit/compiler/manifest/ManifestHarness.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/Parser/Parser.h"

#include <cstdio>
#include <cstdlib>

namespace dc::compiler {

KernelText::KernelText(const std::string &text) {
  context.loadDialect<mlir::arith::ArithDialect, mlir::dc::DCDialect, mlir::memref::MemRefDialect,
                      mlir::scf::SCFDialect>();
  context.getDiagEngine().registerHandler([this](mlir::Diagnostic &diagnostic) {
    messages += diagnostic.str() + "\n";
    return mlir::success();
  });
  parsed = mlir::parseSourceString<mlir::ModuleOp>(text, &context, "test.mlir");
  if (!parsed) {
    std::fprintf(stderr, "%s\nin\n%s\n", messages.c_str(), text.c_str());
    std::abort();
  }
}

mlir::Operation *KernelText::marked() {
  mlir::Operation *found = nullptr;
  parsed->walk([&](mlir::Operation *op) { found = op->hasAttr("marked") ? op : found; });
  return found;
}

} // namespace dc::compiler
