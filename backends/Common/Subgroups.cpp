// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which kernels have subgroups, and how their values combine.
#include "backends/Common/Subgroups.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

namespace mlir::dc {

SmallVector<Operation *> subgroupOperations(Operation *root) {
  SmallVector<Operation *> found;
  root->walk([&](Operation *op) {
    if (isExchange(op) || isa<SubgroupSizeOp>(op)) {
      found.push_back(op);
    }
  });
  return found;
}

bool usesSubgroups(Operation *kernel) { return !subgroupOperations(kernel).empty(); }

Value shuffleSource(OpBuilder &builder, Location loc, ShuffleMode mode, Value own, Value lane) {
  switch (mode) {
  case ShuffleMode::Xor:
    return arith::XOrIOp::create(builder, loc, own, lane);
  case ShuffleMode::Up:
    return arith::SubIOp::create(builder, loc, own, lane);
  case ShuffleMode::Down:
    return arith::AddIOp::create(builder, loc, own, lane);
  case ShuffleMode::Idx:
    break;
  }
  return lane;
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
