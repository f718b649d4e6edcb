// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which kernels have subgroups, and how their values combine.
#include "backends/Common/Subgroups.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

namespace mlir::dc {

bool usesSubgroups(Operation *kernel) {
  return kernel
      ->walk([](Operation *op) {
        return isExchange(op) || isa<SubgroupSizeOp>(op) ? WalkResult::interrupt()
                                                         : WalkResult::advance();
      })
      .wasInterrupted();
}

Value combineValues(OpBuilder &builder, Location loc, SubgroupKind kind, Value lhs, Value rhs) {
  switch (kind) {
  case SubgroupKind::Add:
    if (isa<FloatType>(lhs.getType())) {
      return arith::AddFOp::create(builder, loc, lhs, rhs);
    }
    return arith::AddIOp::create(builder, loc, lhs, rhs);
  case SubgroupKind::MinS:
    return arith::MinSIOp::create(builder, loc, lhs, rhs);
  case SubgroupKind::MinU:
    return arith::MinUIOp::create(builder, loc, lhs, rhs);
  case SubgroupKind::MaxS:
    return arith::MaxSIOp::create(builder, loc, lhs, rhs);
  case SubgroupKind::MaxU:
    return arith::MaxUIOp::create(builder, loc, lhs, rhs);
  case SubgroupKind::MinF:
    return arith::MinimumFOp::create(builder, loc, lhs, rhs);
  case SubgroupKind::MaxF:
    break;
  }
  return arith::MaximumFOp::create(builder, loc, lhs, rhs);
}

} // namespace mlir::dc
