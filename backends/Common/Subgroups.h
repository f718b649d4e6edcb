// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What backends share about subgroups.
#ifndef DOTCOMPUTE_BACKENDS_COMMON_SUBGROUPS_H
#define DOTCOMPUTE_BACKENDS_COMMON_SUBGROUPS_H

#include "dialects/DC/DC.h"

namespace mlir::dc {

/// The size of a subgroup matters to the kernel.
bool usesSubgroups(Operation *kernel);

/// What a backend has to lower for that: exchanges and dc.subgroup_size, in the order of the
/// program.
SmallVector<Operation *> subgroupOperations(Operation *root);

/// The lane, of 64 bits, that a thread in lane `own` reads by a dc.shuffle with `mode` and `lane`;
/// whether it is there is another question.
Value shuffleSource(OpBuilder &builder, Location loc, ShuffleMode mode, Value own, Value lane);

/// One step of dc.subgroup_reduce.
Value combineValues(OpBuilder &builder, Location loc, SubgroupKind kind, Value lhs, Value rhs);

} // namespace mlir::dc

#endif // DOTCOMPUTE_BACKENDS_COMMON_SUBGROUPS_H
