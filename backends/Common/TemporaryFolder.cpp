// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Temporary files that are removed on every way out.
#include "backends/Common/TemporaryFolder.h"

#include "dialects/Support/Diagnostics.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Signals.h"
#include "llvm/Support/raw_ostream.h"

namespace mlir::dc {

FailureOr<std::unique_ptr<TemporaryFolder>> TemporaryFolder::create(Location loc) {
  SmallString<128> folder;
  if (std::error_code error = llvm::sys::fs::createUniqueDirectory("dotcompute", folder)) {
    SmallString<128> parent;
    llvm::sys::path::system_temp_directory(/*ErasedOnReboot=*/true, parent);
    return emitDiagnostic(loc, Diag::BackendTemporaryFile, parent.str(), error.message());
  }
  return std::unique_ptr<TemporaryFolder>(new TemporaryFolder(loc, std::string(folder)));
}

TemporaryFolder::~TemporaryFolder() {
  // Nobody can act on a failure here; the folder lies where the system cleans up.
  (void)llvm::sys::fs::remove_directories(folder);
  for (StringRef file : files) {
    llvm::sys::DontRemoveFileOnSignal(file);
  }
}

std::string TemporaryFolder::path(StringRef name) {
  SmallString<128> result(folder);
  llvm::sys::path::append(result, name);
  if (!llvm::is_contained(files, result.str())) {
    files.emplace_back(result.str());
    llvm::sys::RemoveFileOnSignal(result);
  }
  return std::string(result);
}

FailureOr<std::string> TemporaryFolder::write(StringRef name, ArrayRef<char> bytes) {
  std::string file = path(name);
  std::error_code error;
  llvm::raw_fd_ostream stream(file, error);
  if (!error) {
    stream.write(bytes.data(), bytes.size());
    stream.close();
    error = stream.error();
    stream.clear_error();
  }
  if (error) {
    return emitDiagnostic(loc, Diag::BackendTemporaryFile, file, error.message());
  }
  return file;
}

FailureOr<std::unique_ptr<llvm::MemoryBuffer>> TemporaryFolder::read(StringRef name) {
  std::string file = path(name);
  // Not mapped: the file goes before the buffer does.
  auto buffer =
      llvm::MemoryBuffer::getFile(file, /*IsText=*/false, /*RequiresNullTerminator=*/false,
                                  /*IsVolatile=*/true);
  if (!buffer) {
    return emitDiagnostic(loc, Diag::BackendTemporaryFile, file, buffer.getError().message());
  }
  return std::move(*buffer);
}

} // namespace mlir::dc
