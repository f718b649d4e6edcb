// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reads source files with messages of our own for what can be wrong with them.
#ifndef DOTCOMPUTE_COMPILER_FRONTEND_CXX_INPUTFILE_H
#define DOTCOMPUTE_COMPILER_FRONTEND_CXX_INPUTFILE_H

#include "compiler/frontend/cxx/Reporter.h"

#include "llvm/Support/MemoryBuffer.h"

#include <memory>
#include <optional>

namespace dc::compiler {

/// The text of `path` ("-" is standard input), or null after reporting why there is none.
std::unique_ptr<llvm::MemoryBuffer> readInput(llvm::StringRef path,
                                              clang::DiagnosticsEngine &engine);

/// The same for what has been read already.
std::unique_ptr<llvm::MemoryBuffer> checkInput(std::unique_ptr<llvm::MemoryBuffer> buffer,
                                               llvm::StringRef path,
                                               clang::DiagnosticsEngine &engine);

/// The offset of the first byte that is not UTF-8.
std::optional<size_t> findInvalidUTF8(llvm::StringRef text);

} // namespace dc::compiler

#endif // DOTCOMPUTE_COMPILER_FRONTEND_CXX_INPUTFILE_H
