// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// C++20 kernels in, a module of dc.kernel out. Knows nothing of Clang: only the library behind it
// does.
#ifndef DOTCOMPUTE_COMPILER_FRONTEND_CXX_FRONTEND_H
#define DOTCOMPUTE_COMPILER_FRONTEND_CXX_FRONTEND_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"
#include "mlir/Support/LLVM.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dc::compiler {

struct CxxPreamble; ///< headers that many files begin with, parsed once (CxxFrontend::precompile)

struct CxxFrontendOptions {
  std::vector<std::string> includeDirs; ///< -I
  std::vector<std::string> defines;     ///< -D: "NAME" or "NAME=value"
  std::vector<std::string> undefines;   ///< -U
  std::vector<std::string> warnings;    ///< -W, -w: as given, after the default -Wall -Wdouble-promotion
  bool contraction = true;              ///< -ffp-contract=on|off
  bool debugPrint = false;              ///< --debug-print: dc::print is code
  bool color = false;
  unsigned errorLimit = 100;                ///< all that is wrong in a file, in one run; 0: none
  llvm::raw_ostream *diagnostics = nullptr; ///< standard error when null
  std::optional<std::string>
      text; ///< the file's bytes; then no file is read, and only built-in headers are found
  std::shared_ptr<const CxxPreamble> preamble; ///< with `text`, which begins as it does
};

/// One source file. The order of calls is parse, check, emit; each reports what it finds wrong,
/// with code and caret, and a failure makes the later ones pointless. The object owns the source
/// text, so it outlives the modules whose diagnostics it prints. One object belongs to one thread.
class CxxFrontend {
public:
  CxxFrontend();
  ~CxxFrontend();
  CxxFrontend(const CxxFrontend &) = delete;
  CxxFrontend &operator=(const CxxFrontend &) = delete;

  /// Reads `input` ("-" is standard input) with its headers and runs Clang's own checks.
  llvm::LogicalResult parse(llvm::StringRef input, const CxxFrontendOptions &options = {});

  /// The lines `text` (`#include <...>` of built-in headers) in a form that costs a file that
  /// begins with them a tenth of their parse: for those who compile many. It fits the options that
  /// it was made with; null after reporting why there is none.
  static std::shared_ptr<const CxxPreamble> precompile(llvm::StringRef text,
                                                       const CxxFrontendOptions &options = {});

  /// The language's rules: reports everything in the kernels, and in what they call, that is
  /// outside the subset.
  llvm::LogicalResult check();

  /// The kernels as dc.kernel operations in a verified module, or null. Loads the dialects it needs
  /// into `context`.
  mlir::OwningOpRef<mlir::ModuleOp> emit(mlir::MLIRContext &context);

  /// From now on, while this object lives, diagnostics of `context` that point into this file (or
  /// nowhere) are shown like Clang's: source line, caret, inlining notes, error limit. Others are
  /// left to the context's other handlers.
  void installDiagnostics(mlir::MLIRContext &context);
  /// Ends that early; the context must be alive.
  void removeDiagnostics();

  /// The files that the result depends on, the input first: what -MD lists. Built-in headers are
  /// not files.
  std::vector<std::string> dependencies() const;

  bool hasErrors() const;
  unsigned errorCount() const;
  unsigned warningCount() const;

private:
  struct Impl;
  std::shared_ptr<Impl> impl;
};

} // namespace dc::compiler

#endif // DOTCOMPUTE_COMPILER_FRONTEND_CXX_FRONTEND_H
