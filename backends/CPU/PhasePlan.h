// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How the body of a block kernel is cut at its barriers, for a processor that runs one thread after
// the other.
#ifndef DOTCOMPUTE_BACKENDS_CPU_PHASEPLAN_H
#define DOTCOMPUTE_BACKENDS_CPU_PHASEPLAN_H

#include "passes/Analysis/Divergence.h"

#include "llvm/ADT/DenseSet.h"

namespace mlir::dc {

/// On an operation that runs once for the block, right behind a barrier, though it stores: what it
/// uses is the same for all threads.
inline constexpr StringLiteral kOnceAttr = "dc.once";

/// A phase is what lies between two barriers: a loop over the block's threads runs it. Branches and
/// loops with barriers inside go around phases; all threads agree about them
/// (security-check-barriers), so they run once for the block.
///
/// Of the operations in a block that is cut:
/// * those that compute the same for every thread run once, between phases ("once");
/// * all others belong to a phase. A value that a later phase uses is recomputed there where that
/// is cheap, else it waits in a slot:
///   an array with one element for each thread.
///
/// Recipe: barrier fission of structured control flow with a divergence analysis, as in notes on
/// SPMD compilers for CPUs; values that are uniform stay scalars, so that the loops around phases
/// cost nothing.
class PhasePlan {
public:
  explicit PhasePlan(BlocksOp blocks);

  static bool hasBarrier(Operation *op);

  /// `op`, in a block that is cut, runs once.
  bool runsOnce(Operation *op) const { return once.contains(op); }
  /// The value is there between phases: defined outside the kernel's body, by something that runs
  /// once, or carried by a loop around phases.
  bool isScalar(Value value) const;
  /// Recomputed in each phase that uses it.
  bool isCheap(Value value) const;
  /// The value waits in a slot; of a private array, it has a part for each thread.
  bool needsSlot(Value value) const;

private:
  bool plan();
  void planBlock(Block &block);
  void planStructured(Operation *op);
  void carry(Value argument, ValueRange sources);
  bool canRunOnce(Operation *op) const;
  Operation *findAnchor(Operation *user) const;
  unsigned countOperations(Value value, unsigned depth) const;

  BlocksOp blocks;
  Region *body;
  Divergence divergence;
  llvm::DenseSet<Block *> cut;
  llvm::DenseSet<Operation *> once;
  llvm::DenseSet<Value> scalars;
  llvm::DenseSet<Value> notCarried; ///< loop arguments that turned out to be no scalars
  llvm::DenseMap<Operation *, unsigned> phases;
  mutable llvm::DenseMap<Value, unsigned>
      costs; ///< what countOperations has found, once the plan is made
  SmallVector<std::pair<Value, SmallVector<Value, 2>>>
      carried; ///< argument and what it takes its values from
  unsigned phase = 0;
};

} // namespace mlir::dc

#endif // DOTCOMPUTE_BACKENDS_CPU_PHASEPLAN_H
