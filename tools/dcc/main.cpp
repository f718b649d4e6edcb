// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// dcc, the kernel compiler's command line.
#include "compiler/driver/Driver.h"

#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/PrettyStackTrace.h"

int main(int argc, char **argv) {
  llvm::setBugReportMsg("dcc: internal error, please report it with the input and the lines above\n");
  llvm::InitLLVM init(argc, argv);
  return dc::compiler::runDcc(argc, argv);
}
