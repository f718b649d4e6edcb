// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Exchanges between the threads of a subgroup as shuffles and votes.
#include "backends/PTX/LowerSubgroups.h"

#include "backends/Common/Subgroups.h"
#include "backends/PTX/PTXSerialize.h"
#include "dialects/DC/DC.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "mlir/IR/Matchers.h"

#include "llvm/ADT/TypeSwitch.h"

namespace mlir::dc {
namespace {

constexpr int64_t kLanes = kPTXSubgroupSize;

/// Lowers one exchange. Numbers of lanes are i32 here.
class Exchange {
public:
  Exchange(Operation *op, int64_t numThreads) : b(op->getLoc(), op), i32(b.getI32Type()) {
    Value thread = NVVM::ThreadIdXOp::create(b, i32);
    lane = arith::AndIOp::create(b, thread, constant(kLanes - 1));
    int64_t last = numThreads % kLanes; // threads of a subgroup that is not whole
    isWhole = last == 0;
    if (isWhole || numThreads < kLanes) {
      count = constant(isWhole ? kLanes : last);
      members = constant(maskOf(isWhole ? kLanes : last));
      return;
    }
    Value isLast =
        arith::CmpIOp::create(b, arith::CmpIPredicate::uge, thread, constant(numThreads - last));
    count = arith::SelectOp::create(b, isLast, constant(last), constant(kLanes));
    members = arith::SelectOp::create(b, isLast, constant(maskOf(last)), constant(maskOf(kLanes)));
  }

  Value lower(ShuffleOp op) {
    Value value = op.getValue();
    std::optional<int64_t> by = getConstantIntValue(op.getLane());
    // In a whole subgroup, the hardware's own forms give a thread its own value back at both ends.
    if (isWhole && by && *by >= 0 && *by < kLanes) {
      return shuffle(kindOf(op.getMode()), value, constant(*by));
    }
    Value own = arith::ExtUIOp::create(b, b.getI64Type(), lane);
    Value number = shuffleSource(b, b.getLoc(), op.getMode(), own, op.getLane());
    Value end = arith::ExtUIOp::create(b, b.getI64Type(), count);
    Value isThere = arith::CmpIOp::create(b, arith::CmpIPredicate::ult, number, end);
    return readLane(value, arith::TruncIOp::create(b, i32, number), isThere);
  }

  Value lower(SubgroupReduceOp op) {
    Value value = op.getValue();
    if (isWhole) { // Both of a pair compute the same: the tree for all lanes at once.
      for (int64_t d = 1; d < kLanes; d *= 2) {
        value = combine(op.getKind(), value, shuffle(NVVM::ShflKind::bfly, value, constant(d)));
      }
      return value;
    }
    for (int64_t d = 1; d < kLanes; d *= 2) {
      Value from = arith::AddIOp::create(b, lane, constant(d));
      Value isThere = arith::CmpIOp::create(b, arith::CmpIPredicate::ult, from, count);
      Value both = combine(op.getKind(), value, readLane(value, from, isThere));
      value = arith::SelectOp::create(b, isThere, both, value);
    }
    return shuffle(NVVM::ShflKind::idx, value, constant(0));
  }

  Value lower(SubgroupExclusiveSumOp op) {
    Value value = op.getValue();
    for (int64_t d = 1; d < kLanes; d *= 2) {
      Value before = shuffle(NVVM::ShflKind::up, value, constant(d));
      Value isThere = arith::CmpIOp::create(b, arith::CmpIPredicate::uge, lane, constant(d));
      value = arith::SelectOp::create(b, isThere, combine(SubgroupKind::Add, before, value), value);
    }
    Value before = shuffle(NVVM::ShflKind::up, value, constant(1));
    Value isFirst = arith::CmpIOp::create(b, arith::CmpIPredicate::eq, lane, constant(0));
    Value zero = arith::ConstantOp::create(b, b.getZeroAttr(value.getType()));
    return arith::SelectOp::create(b, isFirst, zero, before);
  }

  Value lower(SubgroupBallotOp op) {
    Value votes =
        NVVM::VoteSyncOp::create(b, i32, members, op.getCondition(), NVVM::VoteSyncKind::ballot);
    return arith::ExtUIOp::create(b, b.getI64Type(), votes);
  }

private:
  Value constant(int64_t value) { return arith::ConstantIntOp::create(b, value, 32); }

  /// A bit for each of the first lanes, as the i32 that has these bits.
  static int64_t maskOf(int64_t lanes) { return static_cast<int32_t>((int64_t(1) << lanes) - 1); }

  static NVVM::ShflKind kindOf(ShuffleMode mode) {
    switch (mode) {
    case ShuffleMode::Idx:
      return NVVM::ShflKind::idx;
    case ShuffleMode::Xor:
      return NVVM::ShflKind::bfly;
    case ShuffleMode::Up:
      return NVVM::ShflKind::up;
    case ShuffleMode::Down:
      break;
    }
    return NVVM::ShflKind::down;
  }

  /// A lane that is not there must not be read: it gives anything.
  Value readLane(Value value, Value from, Value isThere) {
    return shuffle(NVVM::ShflKind::idx, value,
                   arith::SelectOp::create(b, isThere, from, lane).getResult());
  }

  /// Values of 64 bits go in two halves.
  Value shuffle(NVVM::ShflKind kind, Value value, Value by) {
    Type type = value.getType();
    if (type.getIntOrFloatBitWidth() == 32) {
      Value clamp = constant(kind == NVVM::ShflKind::up ? 0 : kLanes - 1);
      return NVVM::ShflOp::create(b, type, members, value, by, clamp, kind, UnitAttr());
    }
    Type i64 = b.getI64Type();
    if (!type.isInteger()) {
      value = arith::BitcastOp::create(b, i64, value);
    }
    Value half = arith::ConstantIntOp::create(b, 32, 64);
    Value low = arith::TruncIOp::create(b, i32, value);
    Value high =
        arith::TruncIOp::create(b, i32, arith::ShRUIOp::create(b, value, half).getResult());
    Value whole = arith::ExtUIOp::create(b, i64, shuffle(kind, high, by));
    whole = arith::ShLIOp::create(b, whole, half);
    whole = arith::OrIOp::create(
        b, whole, arith::ExtUIOp::create(b, i64, shuffle(kind, low, by)).getResult());
    return type.isInteger() ? whole : arith::BitcastOp::create(b, type, whole).getResult();
  }

  Value combine(SubgroupKind kind, Value lhs, Value rhs) {
    return combineValues(b, b.getLoc(), kind, lhs, rhs);
  }

  ImplicitLocOpBuilder b;
  Type i32;
  Value lane;    ///< this thread's
  Value count;   ///< threads of the subgroup
  Value members; ///< their bits
  bool isWhole;  ///< every subgroup of the block is
};

} // namespace

unsigned lowerSubgroups(func::FuncOp kernel, int64_t numThreads) {
  unsigned numExchanges = 0;
  for (Operation *op : subgroupOperations(kernel)) {
    Value result;
    if (isa<SubgroupSizeOp>(op)) {
      OpBuilder b(op);
      result = arith::ConstantIntOp::create(b, op->getLoc(), kLanes, 64);
    } else {
      ++numExchanges;
      Exchange exchange(op, numThreads);
      result = llvm::TypeSwitch<Operation *, Value>(op)
                   .Case<ShuffleOp, SubgroupReduceOp, SubgroupExclusiveSumOp, SubgroupBallotOp>(
                       [&](auto known) { return exchange.lower(known); });
    }
    op->getResult(0).replaceAllUsesWith(result);
    op->erase();
  }
  return numExchanges;
}

} // namespace mlir::dc
