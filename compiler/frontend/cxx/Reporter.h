// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reports the frontend's own diagnostics through Clang's engine: code, caret, help.
#ifndef DOTCOMPUTE_COMPILER_FRONTEND_CXX_REPORTER_H
#define DOTCOMPUTE_COMPILER_FRONTEND_CXX_REPORTER_H

#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/SourceLocation.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <set>
#include <string>
#include <utility>

namespace dc::compiler {

enum class Diag {
#define DCC_DIAG(name, code, severity, message, help) name,
#include "compiler/frontend/cxx/Diagnostics.def"
};

/// Says each thing once per place: a template that is instantiated ten times has one error.
class Reporter {
public:
  explicit Reporter(clang::DiagnosticsEngine &engine) : engine(engine) {}

  void report(Diag diag, clang::SourceRange range, llvm::ArrayRef<std::string> arguments = {});
  void note(clang::SourceRange range, llvm::StringRef text);
  unsigned errorCount() const { return errors; }

  clang::DiagnosticsEngine &getEngine() { return engine; }

private:
  clang::DiagnosticsEngine &engine;
  std::set<std::pair<Diag, unsigned>> seen;
  unsigned errors = 0;
};

/// The same without a place to remember: for files that cannot be read and for Sema's attribute checks.
void reportOnce(clang::DiagnosticsEngine &engine, Diag diag, clang::SourceRange range,
                llvm::ArrayRef<std::string> arguments = {});

} // namespace dc::compiler

#endif // DOTCOMPUTE_COMPILER_FRONTEND_CXX_REPORTER_H
