// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The table behind Diagnostics.def and the emission of its lines.
#include "compiler/frontend/cxx/Reporter.h"

namespace dc::compiler {

namespace {
enum Severity { Error, Warning };
struct DiagInfo {
  llvm::StringLiteral code;
  Severity severity;
  llvm::StringLiteral message;
  llvm::StringLiteral help;
};
} // namespace

static constexpr DiagInfo table[] = {
#define DCC_DIAG(name, code, severity, message, help) {#code, severity, message, help},
#include "compiler/frontend/cxx/Diagnostics.def"
};

/// Arguments are pasted rather than given to Clang's formatter, which would read '%' in a type's name.
static std::string format(llvm::StringRef text, llvm::ArrayRef<std::string> arguments) {
  std::string result;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 1 < text.size() && text[i + 1] >= '0' && text[i + 1] <= '9') {
      size_t index = text[++i] - '0';
      result += index < arguments.size() ? arguments[index] : std::string();
      continue;
    }
    result += text[i];
  }
  return result;
}

static void emit(clang::DiagnosticsEngine &engine, clang::DiagnosticIDs::Level level,
                 clang::SourceRange range, llvm::StringRef text) {
  unsigned id = engine.getDiagnosticIDs()->getCustomDiagID(level, "%0");
  clang::DiagnosticBuilder builder = engine.Report(range.getBegin(), id);
  builder << text;
  if (range.isValid()) {
    builder << clang::CharSourceRange::getTokenRange(range);
  }
}

void reportOnce(clang::DiagnosticsEngine &engine, Diag diag, clang::SourceRange range,
                llvm::ArrayRef<std::string> arguments) {
  const DiagInfo &info = table[static_cast<size_t>(diag)];
  if (info.severity != Error &&
      engine.getIgnoreAllWarnings()) { // -w, which Clang asks of its own warnings alone
    return;
  }
  emit(engine, info.severity == Error ? clang::DiagnosticIDs::Error : clang::DiagnosticIDs::Warning,
       range, format(info.message, arguments) + " [" + info.code.str() + "]");
  if (!info.help.empty()) {
    emit(engine, clang::DiagnosticIDs::Note, range.getBegin(), "help: " + format(info.help, arguments));
  }
}

void Reporter::report(Diag diag, clang::SourceRange range, llvm::ArrayRef<std::string> arguments) {
  if (!seen.insert({diag, range.getBegin().getRawEncoding()}).second) {
    return;
  }
  if (table[static_cast<size_t>(diag)].severity == Error) {
    ++errors;
  }
  reportOnce(engine, diag, range, arguments);
}

void Reporter::note(clang::SourceRange range, llvm::StringRef text) {
  emit(engine, clang::DiagnosticIDs::Note, range, text);
}

} // namespace dc::compiler
