// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loads and stores as validation sees them.
#ifndef DOTCOMPUTE_PASSES_SECURITY_ACCESS_H
#define DOTCOMPUTE_PASSES_SECURITY_ACCESS_H

#include "dialects/DC/DC.h"

#include "mlir/Dialect/MemRef/IR/MemRef.h"

namespace mlir::dc {

/// One load, store or atomic access of an array.
class Access {
public:
  /// Null where `op` is no access or one that cannot leave its array (of rank 0: a scalar local).
  static std::optional<Access> get(Operation *op);

  Operation *getOperation() const { return op; }
  /// It changes the array. An atomic one may have a result all the same.
  bool isStore() const;
  Value getArray() const { return array; }
  /// The array of structs whose field this is; else the array itself.
  Value getWholeArray() const { return dc::getWholeArray(array); }
  /// Its dimensions. Those of a field come behind them.
  unsigned getOuterRank() const {
    return cast<MemRefType>(getWholeArray().getType()).getRank();
  }
  MemRefType getType() const { return cast<MemRefType>(array.getType()); }
  ValueRange getIndices() const { return indices; }
  /// An array of this thread alone.
  bool isPrivate() const { return array.getDefiningOp<memref::AllocaOp>() != nullptr; }
  /// The kernel's argument, unless the array is something else.
  BlockArgument getArgument() const;
  /// The constant index in that dimension lies inside the static extent.
  bool isInRange(unsigned dim) const;
  bool isInRange() const;
  /// For each dimension of the whole array the `dc.global_id` or `dc.block_id` that it is indexed by;
  /// empty where one is indexed by something else, or an index inside a field may be out of range.
  SmallVector<Operation *> getIds() const;
  /// The array's name in the source, or what there is to say.
  std::string getArrayName() const;
  /// What a fault in that dimension shows: "x[i]" as the frontend has put it into `dc.what` or "x[...]", and of an array
  /// with rows "row index of x(r, c)".
  std::string getText(unsigned dim) const;

private:
  Access(Operation *op, Value array, ValueRange indices) : op(op), array(array), indices(indices) {}

  Operation *op;
  Value array;
  ValueRange indices;
};

/// Reports every operation of the kernel that guards cannot be put around: unstructured control
/// flow, memory reached by other means than loads and stores, views whose extents nothing has
/// checked.
LogicalResult verifyGuardable(KernelOp kernel);

} // namespace mlir::dc

#endif // DOTCOMPUTE_PASSES_SECURITY_ACCESS_H
