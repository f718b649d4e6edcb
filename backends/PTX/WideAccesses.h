// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels whose threads access small elements side by side, so that one hardware thread that runs
// several of them can access these elements at once.
#ifndef DOTCOMPUTE_BACKENDS_PTX_WIDEACCESSES_H
#define DOTCOMPUTE_BACKENDS_PTX_WIDEACCESSES_H

#include "dialects/DC/DC.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SetVector.h"

namespace mlir::dc {

/// A GPU moves at most 16 bytes for each thread and instruction, and a warp that moves 4 for each
/// saturates memory; one that moves single bytes does not.
struct WideAccesses {
  /// Threads with consecutive ids whose elements are accessed at once: a power of two that makes at
  /// most 16 bytes of the widest.
  unsigned width = 1;
  /// As many times `width` threads run in one hardware thread, a block apart.
  unsigned groups = 1;
  /// The loads and stores at consecutive elements, with the bytes of one.
  llvm::DenseMap<Operation *, unsigned> accesses;
  /// The arrays they access, with the bytes of an element: each must start at a multiple of `width`
  /// elements.
  llvm::SmallMapVector<Value, unsigned, 4> arrays;
  /// What else enters their addresses, as distances between rows: each must be a multiple of
  /// `width`. Of type index or i64, defined outside the threads.
  llvm::SmallSetVector<Value, 4> distances;
};

/// Nullopt where an element has 4 bytes or more, where one that goes with a thread's own id is
/// accessed in another way than by plain loads and stores that all threads reach, or where `width`
/// copies of the thread's work are too much code.
std::optional<WideAccesses> findWideAccesses(ThreadsOp threads);

/// Emits before the threads whether a launch's arrays, their distances between rows and its domain
/// are as `wide` needs them.
Value emitIsAligned(OpBuilder &builder, ThreadsOp threads, const WideAccesses &wide);

} // namespace mlir::dc

#endif // DOTCOMPUTE_BACKENDS_PTX_WIDEACCESSES_H
