// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The backends that are linked in.
#ifndef DOTCOMPUTE_COMPILER_REGISTRY_BACKENDS_H
#define DOTCOMPUTE_COMPILER_REGISTRY_BACKENDS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace mlir::dc {
class Backend;
}

namespace dc::compiler {

/// In the order of --help.
llvm::ArrayRef<const mlir::dc::Backend *> allBackends();
/// The backend of that name, or null.
const mlir::dc::Backend *findBackend(llvm::StringRef name);

} // namespace dc::compiler

#endif // DOTCOMPUTE_COMPILER_REGISTRY_BACKENDS_H
