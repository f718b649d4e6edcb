// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Exchanges between the threads of a subgroup through memory: every thread gives its value, and
// behind a barrier takes what it wants.
#include "backends/CPU/ExpandSubgroups.h"

#include "backends/CPU/PhasePlan.h"
#include "backends/Common/LoopHints.h"
#include "backends/Common/Subgroups.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "passes/Lowering/LinearThreadId.h"

#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/MathExtras.h"

namespace mlir::dc {
namespace {

class Expansion {
public:
  Expansion(BlocksOp blocks, int64_t size) : blocks(blocks), size(size) {}

  void run() {
    for (Operation *op : subgroupOperations(blocks)) {
      ImplicitLocOpBuilder b(op->getLoc(), op);
      Value result =
          llvm::TypeSwitch<Operation *, Value>(op)
              .Case([&](SubgroupSizeOp) { return constant(b, size); })
              .Case<ShuffleOp, SubgroupReduceOp, SubgroupExclusiveSumOp, SubgroupBallotOp>(
                  [&](auto exchange) { return expand(b, exchange); });
      op->getResult(0).replaceAllUsesWith(result);
      op->erase();
    }
  }

private:
  static Value constant(ImplicitLocOpBuilder &b, int64_t value) {
    return arith::ConstantIntOp::create(b, value, 64);
  }
  static Value toIndex(ImplicitLocOpBuilder &b, Value number) {
    return arith::IndexCastOp::create(b, b.getIndexType(), number);
  }

  /// Where a thread is. All of it is cheap enough to be computed again in every phase.
  struct Thread {
    Value linear; ///< in the block
    Value lane;
    Value first; ///< thread of its subgroup
    Value count; ///< threads of its subgroup
  };

  Thread here(ImplicitLocOpBuilder &b) {
    Thread thread;
    thread.linear = linearThreadId(b, b.getLoc(), blocks);
    thread.lane = arith::AndIOp::create(b, thread.linear, constant(b, size - 1));
    thread.first = arith::SubIOp::create(b, thread.linear, thread.lane);
    int64_t all = blocks.getNumThreads();
    if (all % size == 0) {
      thread.count = constant(b, size);
    } else {
      Value left = arith::SubIOp::create(b, constant(b, all), thread.first);
      thread.count = arith::MinSIOp::create(b, left, constant(b, size));
    }
    return thread;
  }

  /// Gives `value` to the other threads, in an array with an element for each. Two arrays of a type
  /// take turns, so that threads can give their next value while others still take: between two
  /// exchanges of one array, in the order of the program, lies another's barrier, or the end of a
  /// branch or loop that has barriers, where a phase ends, too.
  Value give(ImplicitLocOpBuilder &b, const Thread &thread, Value value) {
    Type type = value.getType();
    auto &[arrays, turn] = places[type];
    Value &array = arrays[turn];
    turn ^= 1;
    if (!array) {
      auto top = OpBuilder::atBlockBegin(&blocks.getBody().front());
      auto shared = MemRefType::get({blocks.getNumThreads()}, type, MemRefLayoutAttrInterface(),
                                    getSharedSpace(b.getContext()));
      array = SharedOp::create(top, b.getLoc(), shared, b.getStringAttr("subgroup"));
    }
    memref::StoreOp::create(b, value, array, toIndex(b, thread.linear));
    BarrierOp::create(b);
    return array;
  }

  Value take(ImplicitLocOpBuilder &b, Value array, Value thread) {
    return memref::LoadOp::create(b, array, toIndex(b, thread));
  }

  scf::ForOp loop(ImplicitLocOpBuilder &b, Value from, Value to, Value step,
                  llvm::function_ref<void(Value)> body) {
    auto made = scf::ForOp::create(b, from, to, step);
    setRolled(made);
    OpBuilder::InsertionGuard guard(b);
    b.setInsertionPoint(made.getBody()->getTerminator());
    body(made.getInductionVar());
    return made;
  }

  /// What `body` does for the distances 1, 2, 4 up to half a subgroup, done once for all subgroups
  /// of the block: between the phase that gives and the one that takes.
  void forEachDistance(ImplicitLocOpBuilder &b, llvm::function_ref<void(Value)> body) {
    Value one = constant(b, 1);
    scf::ForOp distances = loop(b, constant(b, 0), constant(b, llvm::Log2_64(size)), one,
                                [&](Value power) { body(arith::ShLIOp::create(b, one, power)); });
    distances->setAttr(kOnceAttr, b.getUnitAttr());
  }

  Value expand(ImplicitLocOpBuilder &b, ShuffleOp op) {
    Thread thread = here(b);
    Value array = give(b, thread, op.getValue());
    Value lane = shuffleSource(b, b.getLoc(), op.getMode(), thread.lane, op.getLane());
    Value isThere = arith::CmpIOp::create(b, arith::CmpIPredicate::ult, lane, thread.count);
    lane = arith::SelectOp::create(b, isThere, lane, thread.lane);
    return take(b, array, arith::AddIOp::create(b, thread.first, lane));
  }

  /// In place, the tree that dc.subgroup_reduce describes, for all subgroups at once: pairs lie in
  /// one, and only where the block ends are there lanes without a partner.
  Value reduce(ImplicitLocOpBuilder &b, Value value,
               llvm::function_ref<Value(Value, Value)> combine) {
    Thread thread = here(b);
    Value array = give(b, thread, value);
    Value zero = constant(b, 0);
    Value threads = constant(b, blocks.getNumThreads());
    forEachDistance(b, [&](Value distance) {
      Value end = arith::SubIOp::create(b, threads, distance);
      Value step = arith::AddIOp::create(b, distance, distance);
      loop(b, zero, end, step, [&](Value i) {
        Value other = take(b, array, arith::AddIOp::create(b, i, distance));
        Value sum = combine(take(b, array, i), other);
        memref::StoreOp::create(b, sum, array, toIndex(b, i));
      });
    });
    return take(b, array, thread.first);
  }

  Value expand(ImplicitLocOpBuilder &b, SubgroupReduceOp op) {
    return reduce(b, op.getValue(), [&](Value lhs, Value rhs) {
      return combineValues(b, b.getLoc(), op.getKind(), lhs, rhs);
    });
  }

  Value expand(ImplicitLocOpBuilder &b, SubgroupBallotOp op) {
    Value lane = here(b).lane;
    Value bit = arith::ShLIOp::create(b, constant(b, 1), lane);
    Value vote = arith::SelectOp::create(b, op.getCondition(), bit, constant(b, 0));
    return reduce(b, vote,
                  [&](Value lhs, Value rhs) -> Value { return arith::OrIOp::create(b, lhs, rhs); });
  }

  /// In place, from the last thread down: what a lane adds has not been changed in the same round.
  Value expand(ImplicitLocOpBuilder &b, SubgroupExclusiveSumOp op) {
    Thread thread = here(b);
    Value array = give(b, thread, op.getValue());
    Value one = constant(b, 1);
    Value last = constant(b, blocks.getNumThreads() - 1);
    Value threads = constant(b, blocks.getNumThreads());
    forEachDistance(b, [&](Value distance) {
      Value rounds = arith::SubIOp::create(b, threads, distance);
      loop(b, constant(b, 0), rounds, one, [&](Value k) {
        Value i = arith::SubIOp::create(b, last, k);
        Value lane = arith::AndIOp::create(b, i, constant(b, size - 1));
        Value own = take(b, array, i);
        Value before = take(b, array, arith::SubIOp::create(b, i, distance));
        Value sum = combineValues(b, b.getLoc(), SubgroupKind::Add, before, own);
        Value isThere = arith::CmpIOp::create(b, arith::CmpIPredicate::uge, lane, distance);
        memref::StoreOp::create(b, arith::SelectOp::create(b, isThere, sum, own), array,
                                toIndex(b, i));
      });
    });
    Value isFirst = arith::CmpIOp::create(b, arith::CmpIPredicate::eq, thread.lane, constant(b, 0));
    Value before = arith::SubIOp::create(b, thread.linear, one);
    Value sum = take(b, array, arith::SelectOp::create(b, isFirst, thread.linear, before));
    Value zero = arith::ConstantOp::create(b, b.getZeroAttr(sum.getType()));
    return arith::SelectOp::create(b, isFirst, zero, sum);
  }

  BlocksOp blocks;
  int64_t size;
  struct Place {
    Value arrays[2];
    unsigned turn = 0; ///< whose it is next
  };
  llvm::DenseMap<Type, Place> places;
};

} // namespace

void expandSubgroups(BlocksOp blocks, int64_t size) { Expansion(blocks, size).run(); }

} // namespace mlir::dc
