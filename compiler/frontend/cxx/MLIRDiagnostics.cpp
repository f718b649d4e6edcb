// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Shows MLIR's diagnostics through Clang's engine.
#include "compiler/frontend/cxx/MLIRDiagnostics.h"

#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"

#include "mlir/IR/BuiltinAttributes.h"

namespace dc::compiler {

clang::SourceLocation translateLocation(clang::CompilerInstance &compiler, mlir::Location location) {
  auto file = location->findInstanceOf<mlir::FileLineColLoc>();
  if (!file) {
    return {};
  }
  clang::SourceManager &sources = compiler.getSourceManager();
  // Standard input and anything else that was read into memory is the main file.
  if (auto entry = compiler.getFileManager().getOptionalFileRef(file.getFilename().getValue())) {
    clang::SourceLocation found = sources.translateFileLineCol(*entry, file.getLine(), file.getColumn());
    if (found.isValid()) {
      return found;
    }
  }
  clang::PresumedLoc main = sources.getPresumedLoc(sources.getLocForStartOfFile(sources.getMainFileID()));
  if (main.isValid() && file.getFilename().getValue() == main.getFilename()) {
    return sources.translateLineCol(sources.getMainFileID(), file.getLine(), file.getColumn());
  }
  return {};
}

static clang::DiagnosticIDs::Level levelOf(mlir::DiagnosticSeverity severity) {
  switch (severity) {
  case mlir::DiagnosticSeverity::Error:
    return clang::DiagnosticIDs::Error;
  case mlir::DiagnosticSeverity::Warning:
    return clang::DiagnosticIDs::Warning;
  case mlir::DiagnosticSeverity::Note:
    return clang::DiagnosticIDs::Note;
  case mlir::DiagnosticSeverity::Remark:
    return clang::DiagnosticIDs::Remark;
  }
  llvm_unreachable("diagnostic severity");
}

static void show(clang::CompilerInstance &compiler, mlir::Diagnostic &diagnostic, clang::DiagnosticIDs::Level level) {
  clang::DiagnosticsEngine &engine = compiler.getDiagnostics();
  // "%0" keeps '%' in MLIR's text from being read as a format.
  auto report = [&](clang::SourceLocation at, clang::DiagnosticIDs::Level which, llvm::StringRef text) {
    engine.Report(at, engine.getDiagnosticIDs()->getCustomDiagID(which, "%0")) << text;
  };
  report(translateLocation(compiler, diagnostic.getLocation()), level, diagnostic.str());
  mlir::Location location = diagnostic.getLocation();
  while (auto call = llvm::dyn_cast<mlir::CallSiteLoc>(location)) {
    location = call.getCaller();
    report(translateLocation(compiler, location), clang::DiagnosticIDs::Note, "inlined from here");
  }
}

bool showDiagnostic(clang::CompilerInstance &compiler, mlir::Diagnostic &diagnostic) {
  mlir::Location location = diagnostic.getLocation();
  if (location->findInstanceOf<mlir::FileLineColLoc>() && translateLocation(compiler, location).isInvalid()) {
    return false;
  }
  show(compiler, diagnostic, levelOf(diagnostic.getSeverity()));
  for (mlir::Diagnostic &note : diagnostic.getNotes()) {
    show(compiler, note, clang::DiagnosticIDs::Note);
  }
  return true;
}

} // namespace dc::compiler
