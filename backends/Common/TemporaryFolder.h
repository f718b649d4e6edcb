// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A folder for tools that read and write files, gone when its owner is.
#ifndef DOTCOMPUTE_BACKENDS_COMMON_TEMPORARYFOLDER_H
#define DOTCOMPUTE_BACKENDS_COMMON_TEMPORARYFOLDER_H

#include "mlir/IR/Location.h"
#include "mlir/Support/LLVM.h"

#include "llvm/Support/MemoryBuffer.h"

#include <memory>
#include <string>

namespace mlir::dc {

/// A new folder under $TMPDIR (else /tmp) that only this user can read. The destructor removes it
/// with its files. Every failure is a diagnostic at `loc` that names the path.
class TemporaryFolder {
public:
  static FailureOr<std::unique_ptr<TemporaryFolder>> create(Location loc);
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder &) = delete;
  TemporaryFolder &operator=(const TemporaryFolder &) = delete;

  /// The path of a file of that name, whether it exists or not; removed too if the process dies of
  /// a signal.
  std::string path(StringRef name);
  /// Writes a file and returns its path.
  FailureOr<std::string> write(StringRef name, ArrayRef<char> bytes);
  FailureOr<std::unique_ptr<llvm::MemoryBuffer>> read(StringRef name);

private:
  TemporaryFolder(Location loc, std::string folder) : loc(loc), folder(std::move(folder)) {}

  Location loc;
  std::string folder;
  SmallVector<std::string> files;
};

} // namespace mlir::dc

#endif // DOTCOMPUTE_BACKENDS_COMMON_TEMPORARYFOLDER_H
