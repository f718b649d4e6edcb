// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Diagnostics with stable codes, declared one a line in Diagnostics.def.
#ifndef DOTCOMPUTE_DIALECTS_SUPPORT_DIAGNOSTICS_H
#define DOTCOMPUTE_DIALECTS_SUPPORT_DIAGNOSTICS_H

#include "mlir/IR/Diagnostics.h"

#include "llvm/Support/FormatVariadic.h"

namespace mlir::dc {

enum class Diag {
#define DC_DIAG(name, code, severity, message, help) name,
#include "dialects/Support/Diagnostics.def"
};

/// What Diagnostics.def says about one diagnostic.
struct DiagInfo {
  StringLiteral name;
  StringLiteral code;
  DiagnosticSeverity severity;
  StringLiteral message;
  StringLiteral help;
};

const DiagInfo &getDiagInfo(Diag diag);

/// All of them, in the order of Diagnostics.def.
ArrayRef<DiagInfo> getAllDiagInfos();

namespace detail {
InFlightDiagnostic emitFormatted(Location loc, const DiagInfo &info, StringRef message,
                                 StringRef help);
} // namespace detail

/// Emits `diag` at `loc` with {0}, {1} ... replaced by `args` in message and help: "message
/// [DCC2001]" and, where there is a help, a note "help: ...". Further notes may be attached to what
/// is returned; it converts to failure. Arguments are what llvm::formatv takes; wrap types,
/// attributes and operations in `str()`.
template <typename... Args>
InFlightDiagnostic emitDiagnostic(Location loc, Diag diag, Args &&...args) {
  const DiagInfo &info = getDiagInfo(diag);
  // Without validation: the format string is not a literal here. The unit test checks the
  // placeholders of every line.
  std::string message = llvm::formatv(false, info.message.data(), args...).str();
  std::string help = llvm::formatv(false, info.help.data(), args...).str();
  return detail::emitFormatted(loc, info, message, help);
}

/// The text of anything that prints to a raw_ostream: types, attributes, operation names.
template <typename T> std::string str(const T &value) {
  std::string text;
  llvm::raw_string_ostream(text) << value;
  return text;
}

} // namespace mlir::dc

#endif // DOTCOMPUTE_DIALECTS_SUPPORT_DIAGNOSTICS_H
