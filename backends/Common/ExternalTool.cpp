// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Finds and runs external programs, output captured.
#include "backends/Common/ExternalTool.h"

#include "backends/Common/TemporaryFolder.h"
#include "dialects/Support/Diagnostics.h"

#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"

namespace mlir::dc {

std::optional<std::string> findTool(StringRef tool, ArrayRef<StringRef> folders) {
  if (auto found = llvm::sys::findProgramByName(tool)) {
    return *found;
  }
  // An empty list of folders would mean PATH again.
  if (!folders.empty()) {
    if (auto found = llvm::sys::findProgramByName(tool, folders)) {
      return *found;
    }
  }
  return std::nullopt;
}

FailureOr<std::string> runTool(Location loc, StringRef program, ArrayRef<StringRef> args) {
  auto folder = TemporaryFolder::create(loc);
  if (failed(folder)) {
    return failure();
  }
  std::string output = (*folder)->path("output.txt");
  SmallVector<StringRef> argv{program};
  llvm::append_range(argv, args);
  std::optional<StringRef> redirects[] = {StringRef(""), StringRef(output), StringRef(output)};
  std::string error;
  int status = llvm::sys::ExecuteAndWait(program, argv, std::nullopt, redirects,
                                         /*SecondsToWait=*/0, /*MemoryLimit=*/0, &error);
  std::string text;
  if (error.empty()) { // the program ran
    auto printed = (*folder)->read("output.txt");
    if (failed(printed)) {
      return failure();
    }
    text = (*printed)->getBuffer().str();
    error = StringRef(text).trim().str();
  }
  if (status == 0) {
    return text;
  }
  if (error.empty()) {
    error = "exit status " + std::to_string(status);
  }
  return emitDiagnostic(loc, Diag::BackendToolFailed, llvm::sys::path::filename(program), error);
}

} // namespace mlir::dc
