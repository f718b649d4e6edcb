// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Row-major arithmetic on the ids of dc.blocks.
#include "passes/Lowering/LinearThreadId.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

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

} // namespace mlir::dc
