// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Errors of our own, with the nearest legal form, where a source uses names of CUDA's.
#ifndef DOTCOMPUTE_COMPILER_FRONTEND_CXX_CUDANAMES_H
#define DOTCOMPUTE_COMPILER_FRONTEND_CXX_CUDANAMES_H

#include "compiler/frontend/cxx/Reporter.h"

#include "clang/Frontend/TextDiagnosticPrinter.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"

#include <memory>
#include <string>
#include <vector>

namespace dc::compiler {

/// Prints diagnostics, but for those that say that a name of CUDA's is not declared: these it
/// keeps, with the notes that follow them left out. Only a name that nobody has declared gets here,
/// so a source may have a `half` of its own.
class KernelPrinter : public clang::TextDiagnosticPrinter {
public:
  using TextDiagnosticPrinter::TextDiagnosticPrinter;

  void HandleDiagnostic(clang::DiagnosticsEngine::Level level,
                        const clang::Diagnostic &info) override;

  /// Reports what was kept; not while another diagnostic is being reported.
  void reportKept(clang::DiagnosticsEngine &engine);

private:
  struct Kept {
    clang::SourceLocation where;
    std::string name;
  };
  std::vector<Kept> kept;
  bool dropNotes = false;
};

/// The qualifiers as macros that stand for nothing, for the command line: what follows them parses
/// as it is.
std::vector<std::string> cudaMacros();

/// Reports each use of such a macro, unless the source has defined it.
std::unique_ptr<clang::PPCallbacks> reportCudaMacros(clang::Preprocessor &preprocessor);

} // namespace dc::compiler

#endif // DOTCOMPUTE_COMPILER_FRONTEND_CXX_CUDANAMES_H
