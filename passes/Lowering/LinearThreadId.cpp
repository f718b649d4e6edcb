// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Row-major arithmetic on the ids of dc.threads and dc.blocks.
#include "passes/Lowering/LinearThreadId.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace mlir::dc {

Value linearThreadId(OpBuilder &b, Location loc, BlocksOp blocks) {
  Value linear = blocks.getThreadIds().front();
  for (auto [id, extent] :
       llvm::drop_begin(llvm::zip_equal(blocks.getThreadIds(), blocks.getBlock()))) {
    Value size = arith::ConstantIntOp::create(b, loc, extent, 64);
    linear = arith::AddIOp::create(b, loc, arith::MulIOp::create(b, loc, linear, size), id);
  }
  return linear;
}

Operation *launchOf(Operation *op) {
  while (op && !isa<ThreadsOp, BlocksOp>(op)) {
    op = op->getParentOp();
  }
  return op;
}

/// A place as one number, last dimension fastest.
static Value linearize(ImplicitLocOpBuilder &b, ValueRange ids, ValueRange extents) {
  Value linear = ids.front();
  for (auto [id, extent] : llvm::zip_equal(ids.drop_front(), extents.drop_front())) {
    linear = arith::MulIOp::create(b, linear, extent);
    linear = arith::AddIOp::create(b, linear, id);
  }
  return linear;
}

std::pair<Value, Value> whereabouts(ImplicitLocOpBuilder &b, Operation *launch) {
  if (auto threads = dyn_cast<ThreadsOp>(launch)) {
    Value thread = linearize(b, threads.getBody().getArguments(), threads.getExtents());
    return {thread, arith::ConstantOp::create(b, b.getI64IntegerAttr(0))};
  }
  auto blocks = cast<BlocksOp>(launch);
  SmallVector<Value> blockIds(blocks.getBlockIds());
  return {linearThreadId(b, b.getLoc(), blocks), linearize(b, blockIds, blocks.getExtents())};
}

} // namespace mlir::dc
