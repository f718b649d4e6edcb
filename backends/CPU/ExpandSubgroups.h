// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Subgroups on a processor that runs one thread after the other.
#ifndef DOTCOMPUTE_BACKENDS_CPU_EXPANDSUBGROUPS_H
#define DOTCOMPUTE_BACKENDS_CPU_EXPANDSUBGROUPS_H

#include "dialects/DC/DC.h"

namespace mlir::dc {

/// Lanes of a subgroup: as many as on NVIDIA's GPUs, so that sums of floats, whose tree has that
/// many leaves, have the same bits there and here, and a ballot the same meaning.
inline constexpr int64_t kCPUSubgroupSize = 32;

/// Replaces exchanges by arrays that the block shares, between barriers; splitAtBarriers comes
/// next. `size` is a power of two.
void expandSubgroups(BlocksOp blocks, int64_t size);

} // namespace mlir::dc

#endif // DOTCOMPUTE_BACKENDS_CPU_EXPANDSUBGROUPS_H
