// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reads source files.
#include "compiler/frontend/cxx/InputFile.h"

#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/FileSystem.h"

namespace dc::compiler {

std::optional<size_t> findInvalidUTF8(llvm::StringRef text) {
  const auto *begin = reinterpret_cast<const llvm::UTF8 *>(text.begin());
  const auto *end = reinterpret_cast<const llvm::UTF8 *>(text.end());
  const llvm::UTF8 *at = begin;
  if (llvm::isLegalUTF8String(&at, end)) {
    return std::nullopt;
  }
  return static_cast<size_t>(at - begin);
}

std::unique_ptr<llvm::MemoryBuffer> readInput(llvm::StringRef path,
                                              clang::DiagnosticsEngine &engine) {
  if (path != "-" && llvm::sys::fs::is_directory(path)) {
    reportOnce(engine, Diag::FileIsDirectory, {}, {path.str()});
    return nullptr;
  }
  auto buffer = llvm::MemoryBuffer::getFileOrSTDIN(path);
  if (!buffer) {
    reportOnce(engine, Diag::FileMissing, {}, {path.str(), buffer.getError().message()});
    return nullptr;
  }
  return checkInput(std::move(*buffer), path, engine);
}

std::unique_ptr<llvm::MemoryBuffer> checkInput(std::unique_ptr<llvm::MemoryBuffer> buffer,
                                               llvm::StringRef path,
                                               clang::DiagnosticsEngine &engine) {
  if (auto offset = findInvalidUTF8(buffer->getBuffer())) {
    reportOnce(engine, Diag::FileEncoding, {}, {path.str(), std::to_string(*offset)});
    return nullptr;
  }
  return buffer;
}

} // namespace dc::compiler
