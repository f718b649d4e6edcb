// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The table behind Diagnostics.def and the emission of its lines.
#include "dialects/Support/Diagnostics.h"

namespace mlir::dc {

static constexpr DiagInfo table[] = {
#define DC_DIAG(name, code, severity, message, help)                                               \
  {#name, #code, DiagnosticSeverity::severity, message, help},
#include "dialects/Support/Diagnostics.def"
};

const DiagInfo &getDiagInfo(Diag diag) { return table[static_cast<size_t>(diag)]; }

ArrayRef<DiagInfo> getAllDiagInfos() { return table; }

static InFlightDiagnostic emit(Location loc, DiagnosticSeverity severity) {
  switch (severity) {
  case DiagnosticSeverity::Error:
    return emitError(loc);
  case DiagnosticSeverity::Warning:
    return emitWarning(loc);
  case DiagnosticSeverity::Note:
  case DiagnosticSeverity::Remark:
    return emitRemark(loc);
  }
  llvm_unreachable("all severities are handled");
}

InFlightDiagnostic detail::emitFormatted(Location loc, const DiagInfo &info, StringRef message,
                                         StringRef help) {
  InFlightDiagnostic diagnostic = emit(loc, info.severity);
  diagnostic << message << " [" << info.code << "]";
  if (!help.empty()) {
    diagnostic.attachNote() << "help: " << help;
  }
  return diagnostic;
}

} // namespace mlir::dc
