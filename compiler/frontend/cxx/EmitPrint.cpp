// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// dc::print, under --debug-print.
#include "compiler/frontend/cxx/KernelEmitter.h"

namespace dc::compiler {

void KernelEmitter::print(const clang::CallExpr *call) {
  if (!printing) {
    return;
  }
  llvm::SmallVector<mlir::Value> values;
  llvm::SmallVector<ScalarType> types;
  for (const clang::Expr *argument : llvm::drop_begin(call->arguments())) {
    values.push_back(scalar(argument));
    types.push_back(typeOf(argument));
  }
  build.print(locate(call->getBeginLoc()), getText(call->getArg(0)), values, types);
}

} // namespace dc::compiler
