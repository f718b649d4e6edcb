// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Errors of the command line and of files: "dcc: error: message [DCC5012]".
#ifndef DOTCOMPUTE_COMPILER_DRIVER_DRIVERERRORS_H
#define DOTCOMPUTE_COMPILER_DRIVER_DRIVERERRORS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/FormatVariadic.h"

#include <string>

namespace dc::compiler {

enum class DriverError {
#define DC_DRIVER_ERROR(name, code, message, help) name,
#include "compiler/driver/DriverErrors.def"
};

/// What DriverErrors.def says of one error.
struct DriverErrorInfo {
  const char *code;
  const char *message;
  const char *help;
};

const DriverErrorInfo &driverErrorInfo(DriverError error);
void printError(llvm::raw_ostream &err, const DriverErrorInfo &info, llvm::StringRef message,
                llvm::StringRef help);

/// Prints `error` with {0}, {1} ... replaced by `args`, and its help as a note.
template <class... Args>
void reportError(llvm::raw_ostream &err, DriverError error, const Args &...args) {
  const DriverErrorInfo &info = driverErrorInfo(error);
  printError(err, info, llvm::formatv(false, info.message, args...).str(),
             llvm::formatv(false, info.help, args...).str());
}

/// "; did you mean 'cuda'?" for the choice that is nearest to what was typed, or nothing when none
/// is near.
std::string didYouMean(llvm::StringRef typed, llvm::ArrayRef<std::string> choices);

} // namespace dc::compiler

#endif // DOTCOMPUTE_COMPILER_DRIVER_DRIVERERRORS_H
