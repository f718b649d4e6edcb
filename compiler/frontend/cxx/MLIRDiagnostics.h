// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Shows MLIR's diagnostics through Clang's engine.
#ifndef DOTCOMPUTE_COMPILER_FRONTEND_CXX_MLIRDIAGNOSTICS_H
#define DOTCOMPUTE_COMPILER_FRONTEND_CXX_MLIRDIAGNOSTICS_H

#include "mlir/IR/Diagnostics.h"

namespace clang {
class CompilerInstance;
class SourceLocation;
} // namespace clang

namespace dc::compiler {

/// Where in the parsed source an MLIR location points; invalid when nowhere.
clang::SourceLocation translateLocation(clang::CompilerInstance &compiler, mlir::Location location);

/// Reports one diagnostic with its notes, and "inlined from here" for each call that its location passes through.
/// False, and nothing shown, when it points into a file that this compiler has not read.
bool showDiagnostic(clang::CompilerInstance &compiler, mlir::Diagnostic &diagnostic);

} // namespace dc::compiler

#endif // DOTCOMPUTE_COMPILER_FRONTEND_CXX_MLIRDIAGNOSTICS_H
