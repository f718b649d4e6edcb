// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Headers for host programs: typed launchers, and kernels as host functions.
#ifndef DOTCOMPUTE_COMPILER_HEADER_LAUNCHHEADER_H
#define DOTCOMPUTE_COMPILER_HEADER_LAUNCHHEADER_H

#include "runtime/artifact/Manifest.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <string>

namespace dc::compiler {

struct HeaderOptions {
  std::string space;    ///< "vision", "a::b"; see isNamespaceName()
  std::string symbol;   ///< of the linked artifact
  std::string producer; ///< who wrote it, for the first line
};

/// The C++20 header with a typed launcher `space::launch::NAME` for each kernel, whose names do not
/// collide (findCollision). Same kernels, same text. Nothing in it runs at program start; what it
/// defines is local to the executable or shared library that includes it, so libraries with headers
/// of one name can live in one process.
std::string writeLaunchHeader(llvm::ArrayRef<rt::artifact::KernelInfo> kernels,
                              const HeaderOptions &options);

/// The C++20 header that includes `sources` and calls each kernel as `space::host::NAME`, by
/// dc::host::run.
std::string writeHostHeader(llvm::ArrayRef<rt::artifact::KernelInfo> kernels,
                            llvm::ArrayRef<std::string> sources, const HeaderOptions &options);

} // namespace dc::compiler

#endif // DOTCOMPUTE_COMPILER_HEADER_LAUNCHHEADER_H
