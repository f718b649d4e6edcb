// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Runs the threads of a block one after the other, phase by phase.
#ifndef DOTCOMPUTE_BACKENDS_CPU_BARRIERFISSION_H
#define DOTCOMPUTE_BACKENDS_CPU_BARRIERFISSION_H

#include "dialects/DC/DC.h"

namespace mlir::dc {

/// The function attribute that says how much scratch memory a kernel needs for a block.
inline constexpr StringLiteral kScratchAttr = "dc.scratch_bytes";
/// The most of it that every worker of a machine can be expected to have.
inline constexpr int64_t kCPUScratchBytes = int64_t(256) << 20;

/// Replaces `blocks` by a loop over the blocks of linear ids `first` to below `last`. In `scratch`,
/// bytes that start on a cache line, lie the arrays that a block shares and the values that wait at
/// barriers. Returns how many bytes of it are used. Around barriers there are only scf.if, scf.for
/// and scf.while.
int64_t splitAtBarriers(BlocksOp blocks, Value first, Value last, Value scratch);

} // namespace mlir::dc

#endif // DOTCOMPUTE_BACKENDS_CPU_BARRIERFISSION_H
