// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Finds names of CUDA's among what Clang has not found, and among macros.
#include "compiler/frontend/cxx/CudaNames.h"

#include "clang/AST/DeclarationName.h"
#include "clang/Basic/DiagnosticSema.h"
#include "clang/Lex/MacroInfo.h"

#include "llvm/ADT/StringMap.h"

namespace dc::compiler {

namespace {

struct Advice {
  Diag diag;
  llvm::StringRef form;
};

const llvm::StringMap<Advice> &names() {
  static const llvm::StringMap<Advice> table = {
#define CUDA_NAME(name, diag, form) {#name, {Diag::diag, form}},
#define CUDA_QUALIFIER(name, form)
#include "compiler/frontend/cxx/CudaNames.def"
  };
  return table;
}

const llvm::StringMap<llvm::StringRef> &qualifiers() {
  static const llvm::StringMap<llvm::StringRef> table = {
#define CUDA_NAME(name, diag, form)
#define CUDA_QUALIFIER(name, form) {#name, form},
#include "compiler/frontend/cxx/CudaNames.def"
  };
  return table;
}

/// The name that a diagnostic says is unknown; empty for any other diagnostic.
std::string unknownName(const clang::Diagnostic &info) {
  switch (info.getID()) {
  case clang::diag::err_undeclared_var_use:
  case clang::diag::err_undeclared_var_use_suggest:
  case clang::diag::err_undeclared_use:
  case clang::diag::err_undeclared_use_suggest:
  case clang::diag::err_unknown_typename:
  case clang::diag::err_unknown_typename_suggest:
  case clang::diag::err_not_found_by_two_phase_lookup:
  case clang::diag::err_no_member:
    break;
  default:
    return {};
  }
  if (info.getNumArgs() == 0) {
    return {};
  }
  switch (info.getArgKind(0)) {
  case clang::DiagnosticsEngine::ak_declarationname:
    return clang::DeclarationName::getFromOpaqueInteger(static_cast<uintptr_t>(info.getRawArg(0)))
        .getAsString();
  case clang::DiagnosticsEngine::ak_identifierinfo: {
    const clang::IdentifierInfo *identifier = info.getArgIdentifier(0);
    return identifier ? identifier->getName().str() : std::string();
  }
  case clang::DiagnosticsEngine::ak_std_string:
    return info.getArgStdStr(0);
  default:
    return {};
  }
}

struct CudaMacros : clang::PPCallbacks {
  explicit CudaMacros(clang::Preprocessor &preprocessor) : preprocessor(preprocessor) {}

  void MacroExpands(const clang::Token &name, const clang::MacroDefinition &definition,
                    clang::SourceRange range, const clang::MacroArgs *) override {
    const clang::MacroInfo *info = definition.getMacroInfo();
    const clang::IdentifierInfo *identifier = name.getIdentifierInfo();
    auto found = info && identifier ? qualifiers().find(identifier->getName()) : qualifiers().end();
    if (found == qualifiers().end() ||
        !preprocessor.getSourceManager().isWrittenInCommandLineFile(info->getDefinitionLoc())) {
      return;
    }
    reportOnce(preprocessor.getDiagnostics(), Diag::CudaQualifier, range.getBegin(),
               {identifier->getName().str(), found->second.str()});
  }

  clang::Preprocessor &preprocessor;
};

} // namespace

void KernelPrinter::HandleDiagnostic(clang::DiagnosticsEngine::Level level,
                                     const clang::Diagnostic &info) {
  if (level == clang::DiagnosticsEngine::Note && dropNotes) {
    return;
  }
  dropNotes = false;
  if (level >= clang::DiagnosticsEngine::Error) {
    // What follows from a spelling that Clang suggests stands at the same place.
    if (!kept.empty() && kept.back().where == info.getLocation()) {
      dropNotes = true;
      return;
    }
    std::string name = unknownName(info);
    if (!name.empty() && names().contains(name)) {
      kept.push_back({info.getLocation(), name});
      dropNotes = true;
      return;
    }
  }
  TextDiagnosticPrinter::HandleDiagnostic(level, info);
}

void KernelPrinter::reportKept(clang::DiagnosticsEngine &engine) {
  std::vector<Kept> all = std::move(kept);
  kept.clear();
  for (const Kept &one : all) {
    const Advice &advice = names().find(one.name)->second;
    reportOnce(engine, advice.diag, one.where, {one.name, advice.form.str()});
  }
}

std::vector<std::string> cudaMacros() {
  std::vector<std::string> definitions;
  for (const auto &entry : qualifiers()) {
    // That of __launch_bounds__ has arguments.
    bool isFunction = entry.first() == "__launch_bounds__";
    definitions.push_back(("-D" + entry.first() + (isFunction ? "(...)=" : "=")).str());
  }
  llvm::sort(definitions);
  return definitions;
}

std::unique_ptr<clang::PPCallbacks> reportCudaMacros(clang::Preprocessor &preprocessor) {
  return std::make_unique<CudaMacros>(preprocessor);
}

} // namespace dc::compiler
