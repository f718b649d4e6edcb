// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which values are the same for every thread of a block.
#ifndef DOTCOMPUTE_PASSES_ANALYSIS_DIVERGENCE_H
#define DOTCOMPUTE_PASSES_ANALYSIS_DIVERGENCE_H

#include "dialects/DC/DC.h"

#include "mlir/Dialect/MemRef/IR/MemRef.h"

#include "llvm/ADT/DenseMap.h"

namespace mlir::dc {

/// An optimistic dataflow fixpoint over structured control flow: a value is uniform unless it
/// depends on what differs between the threads of a block. These are thread and global ids,
/// elements of arrays that a thread may have written (so all but arrays of const elements at
/// uniform indices, and private arrays that every thread fills in the same way), the results of atomics, places in subgroups and what subgroups compute, and
/// whether a thread has faulted. What a branch or a
/// loop yields also depends on its condition: threads that leave a loop at different times leave
/// with different values.
///
/// `root` is a `dc.kernel` or, in device IR, a `dc.blocks`; what is defined outside it is uniform.
/// The result is of the moment: it does not follow changes of the IR. The recipe (a lattice that
/// regions flow through, no dominance frontiers) is the usual one for structured IR.
class Divergence {
public:
  explicit Divergence(Operation *root);

  bool isUniform(Value value) const { return !sources.contains(value); }
  bool isUniform(ValueRange values) const {
    return llvm::all_of(values, [this](Value value) { return isUniform(value); });
  }
  /// Of a value that is not uniform, the operation (or the thread-id argument's `dc.blocks`) that
  /// it differs because of.
  Operation *getSource(Value value) const { return sources.lookup(value); }

  /// The values that decide whether and how often the regions of a branch or loop run; none for any
  /// other operation.
  static std::optional<SmallVector<Value, 3>> getConditions(Operation *op);
  /// All threads of a block come by `op` equally often: what decides it, up to the root, is
  /// uniform.
  bool isReachedTogether(Operation *op) const;

  /// A load of an element that no thread writes: equal for threads with equal indices.
  static bool isReadOnlyLoad(Operation *op);

private:
  void visit(Operation *op);
  void visitLeaf(Operation *op);
  void visitPrivate(memref::AllocaOp array);
  Operation *findDifference(Operation *op) const;
  void mark(Value value, Operation *source);
  /// The source of the first operand that varies; null where all are uniform.
  Operation *findSource(ValueRange values) const;
  void flow(ValueRange from, ValueRange to);
  void markAll(ValueRange values, Operation *source);

  Operation *root;
  llvm::DenseMap<Value, Operation *> sources;
  bool changed = false;
};

} // namespace mlir::dc

#endif // DOTCOMPUTE_PASSES_ANALYSIS_DIVERGENCE_H
