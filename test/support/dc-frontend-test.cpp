// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Shows what the C++ frontend alone makes of a file: the module before any pass, on standard output.
#include "compiler/frontend/cxx/Frontend.h"

#include "mlir/IR/MLIRContext.h"

#include "llvm/Support/raw_ostream.h"

#include <cstring>

int main(int argc, char **argv) {
  dc::compiler::CxxFrontendOptions options;
  std::string input = "-";
  bool locations = false;
  bool dependencies = false;
  for (int i = 1; i < argc; ++i) {
    llvm::StringRef argument = argv[i];
    if (argument.consume_front("-I")) {
      options.includeDirs.push_back(argument.str());
    } else if (argument.consume_front("-D")) {
      options.defines.push_back(argument.str());
    } else if (argument == "-ffp-contract=off") {
      options.contraction = false;
    } else if (argument == "--locations") {
      locations = true;
    } else if (argument == "--dependencies") {
      dependencies = true;
    } else if (argument.starts_with("-W") || argument == "-w") {
      options.warnings.push_back(argument.str());
    } else {
      input = argument.str();
    }
  }
  mlir::MLIRContext context(mlir::MLIRContext::Threading::DISABLED);
  dc::compiler::CxxFrontend frontend;
  if (failed(frontend.parse(input, options)) || failed(frontend.check())) {
    return 1;
  }
  frontend.installDiagnostics(context);
  mlir::OwningOpRef<mlir::ModuleOp> module = frontend.emit(context);
  if (!module) {
    return 1;
  }
  if (dependencies) {
    for (const std::string &file : frontend.dependencies()) {
      llvm::outs() << file << "\n";
    }
    return 0;
  }
  mlir::OpPrintingFlags flags;
  if (locations) {
    flags.enableDebugInfo(true, true);
  }
  module->print(llvm::outs(), flags);
  llvm::outs() << "\n";
  return 0;
}
