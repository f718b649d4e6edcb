// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The table behind DriverErrors.def and how its lines are printed.
#include "compiler/driver/DriverErrors.h"

#include "llvm/Support/raw_ostream.h"

namespace dc::compiler {

const DriverErrorInfo &driverErrorInfo(DriverError error) {
  static constexpr DriverErrorInfo table[] = {
#define DC_DRIVER_ERROR(name, code, message, help) {#code, message, help},
#include "compiler/driver/DriverErrors.def"
  };
  return table[static_cast<size_t>(error)];
}

void printError(llvm::raw_ostream &err, const DriverErrorInfo &info, llvm::StringRef message,
                llvm::StringRef help) {
  err << "dcc: error: " << message << " [" << info.code << "]\n";
  if (!help.empty()) {
    err << "dcc: note: help: " << help << "\n";
  }
}

std::string didYouMean(llvm::StringRef typed, llvm::ArrayRef<std::string> choices) {
  // A third of the letters may be wrong; more would suggest words that have nothing in common.
  unsigned best = typed.size() / 3;
  llvm::StringRef nearest;
  for (const std::string &choice : choices) {
    unsigned distance = typed.edit_distance(choice, /*AllowReplacements=*/true, best);
    if (best && (distance < best || (distance == best && nearest.empty()))) {
      best = distance;
      nearest = choice;
    }
  }
  return nearest.empty() ? "" : ("; did you mean '" + nearest + "'?").str();
}

} // namespace dc::compiler
