// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Index arithmetic of views, with what is constant folded while it is built.
#include "passes/Lowering/ArrayViews.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"

namespace mlir::dc {

static OpFoldResult add(OpBuilder &builder, Location loc, OpFoldResult a, OpFoldResult b) {
  std::optional<int64_t> constantA = getConstantIntValue(a);
  std::optional<int64_t> constantB = getConstantIntValue(b);
  if (constantA == 0) {
    return b;
  }
  if (constantB == 0) {
    return a;
  }
  if (constantA && constantB) { // Unsigned: device arithmetic wraps, and so does ours.
    return builder.getIndexAttr(static_cast<uint64_t>(*constantA) +
                                static_cast<uint64_t>(*constantB));
  }
  return arith::AddIOp::create(builder, loc, getValueOrCreateConstantIndexOp(builder, loc, a),
                               getValueOrCreateConstantIndexOp(builder, loc, b))
      .getResult();
}

OpFoldResult multiply(OpBuilder &builder, Location loc, OpFoldResult a, OpFoldResult b) {
  std::optional<int64_t> constantA = getConstantIntValue(a);
  std::optional<int64_t> constantB = getConstantIntValue(b);
  if (constantA == 1) {
    return b;
  }
  if (constantB == 1) {
    return a;
  }
  if (constantA == 0 || constantB == 0) {
    return builder.getIndexAttr(0);
  }
  if (constantA && constantB) {
    return builder.getIndexAttr(static_cast<uint64_t>(*constantA) *
                                static_cast<uint64_t>(*constantB));
  }
  return arith::MulIOp::create(builder, loc, getValueOrCreateConstantIndexOp(builder, loc, a),
                               getValueOrCreateConstantIndexOp(builder, loc, b))
      .getResult();
}

Value linearIndex(OpBuilder &builder, Location loc, const ArrayView &view, ValueRange indices) {
  OpFoldResult linear = view.offset;
  for (auto [index, stride] : llvm::zip_equal(indices, view.strides)) {
    linear = add(builder, loc, linear, multiply(builder, loc, index, stride));
  }
  return getValueOrCreateConstantIndexOp(builder, loc, linear);
}

ArrayView takeSubview(OpBuilder &builder, const ArrayView &source, memref::SubViewOp op) {
  Location loc = op.getLoc();
  ArrayView view{source.base, {}, {}, source.offset};
  llvm::SmallBitVector dropped = op.getDroppedDims();
  SmallVector<OpFoldResult> offsets = op.getMixedOffsets();
  SmallVector<OpFoldResult> sizes = op.getMixedSizes();
  SmallVector<OpFoldResult> steps = op.getMixedStrides();
  for (unsigned dim = 0, rank = source.strides.size(); dim != rank; ++dim) {
    OpFoldResult start = multiply(builder, loc, offsets[dim], source.strides[dim]);
    view.offset = add(builder, loc, view.offset, start);
    if (!dropped[dim]) {
      view.sizes.push_back(sizes[dim]);
      view.strides.push_back(multiply(builder, loc, steps[dim], source.strides[dim]));
    }
  }
  return view;
}

MemRefType flatTypeOf(MemRefType type) {
  return MemRefType::get({type.getNumElements()}, type.getElementType(),
                         MemRefLayoutAttrInterface(), type.getMemorySpace());
}

ArrayView wholeArray(OpBuilder &builder, Value flat, MemRefType type) {
  ArrayView view;
  view.base = flat;
  view.offset = builder.getIndexAttr(0);
  int64_t stride = 1;
  for (int64_t size : llvm::reverse(type.getShape())) {
    view.sizes.insert(view.sizes.begin(), builder.getIndexAttr(size));
    view.strides.insert(view.strides.begin(), builder.getIndexAttr(stride));
    stride *= size;
  }
  return view;
}

Value sizeOf(OpBuilder &builder, Location loc, const ArrayView &view, Value dim) {
  auto sizeAt = [&](unsigned d) {
    return getValueOrCreateConstantIndexOp(builder, loc, view.sizes[d]);
  };
  unsigned last = view.sizes.size() - 1;
  if (std::optional<int64_t> constant = getConstantIntValue(dim)) {
    return sizeAt(*constant >= 0 && *constant < last ? *constant : last);
  }
  Value size = sizeAt(last);
  for (unsigned d = 0; d != last; ++d) {
    Value isThis = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::eq, dim,
                                         arith::ConstantIndexOp::create(builder, loc, d));
    size = arith::SelectOp::create(builder, loc, isThis, sizeAt(d), size);
  }
  return size;
}

} // namespace mlir::dc
