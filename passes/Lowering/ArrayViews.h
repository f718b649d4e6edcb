// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a memref value of Kernel IR is in device IR: a flat array, and the arithmetic from its
// indices to one linear index.
#ifndef DOTCOMPUTE_PASSES_LOWERING_ARRAYVIEWS_H
#define DOTCOMPUTE_PASSES_LOWERING_ARRAYVIEWS_H

#include "mlir/Dialect/MemRef/IR/MemRef.h"

namespace mlir::dc {

/// Sizes, strides and offset are index values or index attributes; those that are known stay
/// attributes and fold away.
struct ArrayView {
  Value base; ///< memref<?xT> or, for private arrays, memref<NxT>
  SmallVector<OpFoldResult> sizes;
  SmallVector<OpFoldResult> strides;
  OpFoldResult offset;
};

/// The product, folded where both are known; wraps like device arithmetic.
OpFoldResult multiply(OpBuilder &builder, Location loc, OpFoldResult a, OpFoldResult b);

/// The linear index of `indices`: offset + sum of index * stride.
Value linearIndex(OpBuilder &builder, Location loc, const ArrayView &view, ValueRange indices);

/// The view that `op` takes of `source`.
ArrayView takeSubview(OpBuilder &builder, const ArrayView &source, memref::SubViewOp op);

/// One dimension with all elements of an array of static shape.
MemRefType flatTypeOf(MemRefType type);

/// What an array of static shape and identity layout is in the `flat` one that replaces it.
ArrayView wholeArray(OpBuilder &builder, Value flat, MemRefType type);

/// The size in a dimension that may be computed at run time. No dimension is out of range: the last
/// one answers for those.
Value sizeOf(OpBuilder &builder, Location loc, const ArrayView &view, Value dim);

} // namespace mlir::dc

#endif // DOTCOMPUTE_PASSES_LOWERING_ARRAYVIEWS_H
