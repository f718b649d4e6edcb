// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What backends share about subgroups.
#ifndef DOTCOMPUTE_BACKENDS_COMMON_SUBGROUPS_H
#define DOTCOMPUTE_BACKENDS_COMMON_SUBGROUPS_H

#include "dialects/DC/DC.h"

namespace mlir::dc {

/// The size of a subgroup matters to the kernel.
bool usesSubgroups(Operation *kernel);

/// One step of dc.subgroup_reduce.
Value combineValues(OpBuilder &builder, Location loc, SubgroupKind kind, Value lhs, Value rhs);

} // namespace mlir::dc

#endif // DOTCOMPUTE_BACKENDS_COMMON_SUBGROUPS_H
