// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Files by temporary name and rename; dependency files for build systems.
#include "compiler/driver/Outputs.h"

#include "compiler/driver/DriverErrors.h"

#include "llvm/Support/Errc.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

namespace dc::compiler {

namespace fs = llvm::sys::fs;

/// Writes to a descriptor and reports the first error, a full disk included; closes it when told to.
static std::error_code writeAll(int descriptor, bool close, llvm::StringRef bytes) {
  llvm::raw_fd_ostream os(descriptor, close);
  os << bytes;
  os.flush();
  std::error_code error = os.error();
  if (!error && close) {
    os.close();
    error = os.error();
  }
  os.clear_error();
  return error;
}

static std::error_code writeFile(llvm::StringRef path, llvm::StringRef bytes) {
  if (fs::is_directory(path)) {
    return llvm::make_error_code(llvm::errc::is_a_directory);
  }
  // Devices and pipes (-o /dev/null) cannot be renamed over.
  fs::file_status status;
  if (!fs::status(path, status) && fs::exists(status) && !fs::is_regular_file(status)) {
    int descriptor = -1;
    if (auto error = fs::openFileForWrite(path, descriptor)) {
      return error;
    }
    return writeAll(descriptor, /*close=*/true, bytes);
  }
  int descriptor = -1;
  llvm::SmallString<128> temporary;
  if (auto error = fs::createUniqueFile(path + ".%%%%%%%%.tmp", descriptor, temporary, fs::OF_None, 0666)) {
    return error;
  }
  std::error_code error = writeAll(descriptor, /*close=*/true, bytes);
  if (!error) {
    error = fs::rename(temporary, path);
  }
  if (error) {
    fs::remove(temporary);
  }
  return error;
}

bool writeOutput(llvm::StringRef path, llvm::StringRef bytes) {
  bool isStdout = path == "-";
  std::error_code error = isStdout ? writeAll(1, /*close=*/false, bytes) : writeFile(path, bytes);
  if (error) {
    std::string name = isStdout ? "standard output" : "'" + path.str() + "'";
    reportError(llvm::errs(), DriverError::Unwritable, name, error.message());
  }
  return !error;
}

static std::string escaped(llvm::StringRef name) {
  std::string text;
  for (char c : name) {
    if (c == ' ' || c == '#' || c == '\\') {
      text += '\\';
    } else if (c == '$') {
      text += '$';
    }
    text += c;
  }
  return text;
}

std::string dependencyRule(llvm::ArrayRef<std::string> targets, llvm::ArrayRef<std::string> dependencies) {
  std::string text;
  for (const std::string &target : targets) {
    text += (text.empty() ? "" : " ") + escaped(target);
  }
  text += ":";
  for (const std::string &name : dependencies) {
    text += " \\\n  " + escaped(name);
  }
  text += "\n";
  for (const std::string &name : dependencies) {
    text += "\n" + escaped(name) + ":\n";
  }
  return text;
}

} // namespace dc::compiler
