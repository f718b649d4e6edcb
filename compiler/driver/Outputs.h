// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Writes what the compiler made: whole files or nothing.
#ifndef DOTCOMPUTE_COMPILER_DRIVER_OUTPUTS_H
#define DOTCOMPUTE_COMPILER_DRIVER_OUTPUTS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace dc::compiler {

/// Writes `bytes` to `path`, '-' being standard output. A file appears whole under its name or not at all: it is written beside its
/// place and renamed, so a full disk leaves an older file as it was. False after an error, which has been printed.
bool writeOutput(llvm::StringRef path, llvm::StringRef bytes);

/// The text of a make rule `targets: dependencies` with the characters escaped that make and ninja treat specially, and an empty rule
/// for each dependency, so that a deleted header does not stop the build.
std::string dependencyRule(llvm::ArrayRef<std::string> targets, llvm::ArrayRef<std::string> dependencies);

} // namespace dc::compiler

#endif // DOTCOMPUTE_COMPILER_DRIVER_OUTPUTS_H
