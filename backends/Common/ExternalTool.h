// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Programs of others that a backend runs when the user asks for what only they can make.
#ifndef DOTCOMPUTE_BACKENDS_COMMON_EXTERNALTOOL_H
#define DOTCOMPUTE_BACKENDS_COMMON_EXTERNALTOOL_H

#include "mlir/IR/Location.h"
#include "mlir/Support/LLVM.h"

#include <optional>
#include <string>

namespace mlir::dc {

/// Looks for `tool` on PATH, then in `folders`.
std::optional<std::string> findTool(StringRef tool, ArrayRef<StringRef> folders);

/// Runs `program` with `args`, waits, and answers with what the program printed. A failure is a
/// diagnostic with that.
FailureOr<std::string> runTool(Location loc, StringRef program, ArrayRef<StringRef> args);

} // namespace mlir::dc

#endif // DOTCOMPUTE_BACKENDS_COMMON_EXTERNALTOOL_H
