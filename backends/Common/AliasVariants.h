// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Two forms of a kernel: one that takes its arrays for disjoint, one that does not.
#ifndef DOTCOMPUTE_BACKENDS_COMMON_ALIASVARIANTS_H
#define DOTCOMPUTE_BACKENDS_COMMON_ALIASVARIANTS_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/Support/LLVM.h"

namespace mlir::dc {

/// Name of the discardable attribute of a kernel that has a second form: it may run only when no
/// written array shares memory with another argument.
inline constexpr StringLiteral kDisjointAttr = "dc.disjoint";
/// Ends the symbol of the second form. No kernel's own symbol has a '$'.
inline constexpr StringLiteral kSharedSuffix = "$shared";

/// Runs common-split-by-aliasing. `threadsMeet`: the threads of a block run at once, so one may see
/// what another wrote before a barrier.
LogicalResult splitByAliasing(ModuleOp device, bool threadsMeet);

} // namespace mlir::dc

#endif // DOTCOMPUTE_BACKENDS_COMMON_ALIASVARIANTS_H
