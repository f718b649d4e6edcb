// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Emits what PhasePlan has decided.
#include "backends/CPU/BarrierFission.h"

#include "backends/CPU/PhasePlan.h"
#include "backends/Common/FlattenKernel.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/Transforms/RegionUtils.h"

namespace mlir::dc {

namespace {

Value i64Constant(OpBuilder &builder, Location loc, int64_t value) {
  return arith::ConstantIntOp::create(builder, loc, value, 64);
}

Value toIndex(OpBuilder &builder, Location loc, Value number) {
  return arith::IndexCastOp::create(builder, loc, builder.getIndexType(), number);
}

/// Hands out the kernel's scratch memory.
class Scratch {
public:
  Scratch(Value bytes, OpBuilder top) : bytes(bytes), top(top) {}

  int64_t size() const { return used; }

  /// What is too much stays too much, and no sum overflows.
  int64_t reserve(MemRefType type, int64_t copies) {
    constexpr int64_t cacheLine = 64;
    constexpr int64_t most = int64_t(1) << 40;
    int64_t start = used;
    int64_t bytes;
    bool tooMuch = llvm::MulOverflow(sizeOf(type), copies, bytes) || bytes > most;
    used += llvm::alignTo(tooMuch ? most : bytes, cacheLine);
    return start;
  }
  static int64_t sizeOf(MemRefType type) {
    Type element = type.getElementType();
    int64_t bytes =
        element.isIntOrFloat() ? llvm::divideCeil(element.getIntOrFloatBitWidth(), 8) : 8;
    int64_t whole;
    return llvm::MulOverflow(type.getNumElements(), bytes, whole) ? INT64_MAX : whole;
  }

  Value whole(Location loc, MemRefType type) {
    Value start = arith::ConstantIndexOp::create(top, loc, reserve(type, 1));
    return memref::ViewOp::create(top, loc, type, bytes, start, ValueRange());
  }

  Value bytes;

private:
  OpBuilder top; ///< before the loop over blocks
  int64_t used = 0;
};

/// Emits one block's work at `b`.
class Fission {
public:
  Fission(BlocksOp blocks, Scratch &scratch, OpBuilder &b)
      : blocks(blocks), plan(blocks), scratch(scratch), b(b) {}

  void run(ValueRange blockIds) {
    for (auto [argument, id] : llvm::zip_equal(blocks.getBlockIds(), blockIds)) {
      scalars.map(argument, id);
    }
    blocks.getBody().walk([&](SharedOp shared) {
      MemRefType type = shared.getMemref().getType();
      auto plain = MemRefType::get(type.getShape(), type.getElementType());
      scalars.map(shared.getMemref(), scratch.whole(shared.getLoc(), plain));
    });
    emitBlock(blocks.getBody().front());
    endPhase(blocks.getLoc());
  }

private:
  //===-- Slots -------------------------------------------------------------------------------===//

  /// One element for each thread. An index is stored as the i64 it is.
  Value slotOf(Value value) {
    Value &slot = slots[value];
    if (!slot) {
      Type type = value.getType().isIndex() ? b.getI64Type() : value.getType();
      slot = scratch.whole(value.getLoc(), MemRefType::get({blocks.getNumThreads()}, type));
    }
    return slot;
  }

  static Value loadSlot(OpBuilder &at, Location loc, Value slot, Value thread, Type type) {
    Value value = memref::LoadOp::create(at, loc, slot, ValueRange(thread));
    return type.isIndex() ? toIndex(at, loc, value) : value;
  }

  static void storeSlot(OpBuilder &at, Location loc, Value value, Value slot, Value thread) {
    if (value.getType().isIndex()) {
      value = arith::IndexCastOp::create(at, loc, at.getI64Type(), value);
    }
    memref::StoreOp::create(at, loc, value, slot, ValueRange(thread));
  }

  /// What decides for the whole block: every thread has the same, so the first one's will do.
  Value scalar(Location loc, Value value) {
    if (plan.isScalar(value)) {
      return scalars.lookupOrDefault(value);
    }
    Value zero = arith::ConstantIndexOp::create(b, loc, 0);
    return loadSlot(b, loc, slotOf(value), zero, value.getType());
  }

  //===-- Phases ------------------------------------------------------------------------------===//

  /// The loops over the threads of a block, last dimension innermost, and where one thread is.
  struct Thread {
    OpBuilder at;
    IRMapping values;
    Value linear; ///< index
  };

  Thread openThreads(Location loc) {
    Value zero = i64Constant(b, loc, 0);
    Value one = i64Constant(b, loc, 1);
    OpBuilder at(b);
    IRMapping values(scalars);
    Value linear;
    for (auto [argument, size] : llvm::zip_equal(blocks.getThreadIds(), blocks.getBlock())) {
      Value extent = i64Constant(at, loc, size);
      auto loop = scf::ForOp::create(at, loc, zero, extent, one);
      at.setInsertionPoint(loop.getBody()->getTerminator());
      Value id = loop.getInductionVar();
      values.map(argument, id);
      linear = linear ? arith::AddIOp::create(at, loc,
                                              arith::MulIOp::create(at, loc, linear, extent), id)
                            .getResult()
                      : id;
    }
    linear = toIndex(at, loc, linear);
    return {at, std::move(values), linear};
  }

  /// Makes `value` of the kernel's body known to the thread.
  Value materialise(Thread &thread, Value value) {
    if (Value known = thread.values.lookupOrNull(value)) {
      return known;
    }
    if (plan.isScalar(value)) {
      return value; // defined outside the body
    }
    Location loc = value.getLoc();
    Operation *def = value.getDefiningOp();
    Value here;
    if (plan.isCheap(value)) {
      for (Value operand : def->getOperands()) {
        materialise(thread, operand);
      }
      here =
          thread.at.clone(*def, thread.values)->getResult(cast<OpResult>(value).getResultNumber());
    } else if (auto array = dyn_cast<MemRefType>(value.getType())) {
      here = ownPart(thread, loc, value, array);
    } else {
      here = loadSlot(thread.at, loc, slotOf(value), thread.linear, value.getType());
    }
    thread.values.map(value, here);
    return here;
  }

  /// The thread's part of a private array that outlives the phase.
  Value ownPart(Thread &thread, Location loc, Value array, MemRefType type) {
    auto [place, isNew] = parts.try_emplace(array, 0);
    if (isNew) {
      place->second = scratch.reserve(type, blocks.getNumThreads());
    }
    Value size = arith::ConstantIndexOp::create(thread.at, loc, Scratch::sizeOf(type));
    Value start = arith::ConstantIndexOp::create(thread.at, loc, place->second);
    Value offset = arith::MulIOp::create(thread.at, loc, thread.linear, size);
    offset = arith::AddIOp::create(thread.at, loc, offset, start);
    return memref::ViewOp::create(thread.at, loc, type, scratch.bytes, offset, ValueRange());
  }

  void emitInThread(Thread &thread, Operation *op) {
    llvm::SetVector<Value> used;
    getUsedValuesDefinedAbove(op->getRegions(), used);
    used.insert_range(op->getOperands());
    for (Value value : used) {
      materialise(thread, value);
    }
    Operation *copy = thread.at.clone(*op, thread.values);
    for (auto [result, value] : llvm::zip(op->getResults(), copy->getResults())) {
      if (plan.needsSlot(result)) {
        storeSlot(thread.at, op->getLoc(), value, slotOf(result), thread.linear);
      }
    }
  }

  void endPhase(Location loc) {
    if (pending.empty() && handedOn.empty()) {
      return;
    }
    Thread thread = openThreads(loc);
    for (Operation *op : pending) {
      emitInThread(thread, op);
    }
    // All of them are read before one is written: they may be the same slots in another order.
    SmallVector<Value> values;
    for (auto &[value, slot] : handedOn) {
      values.push_back(materialise(thread, value));
    }
    for (auto [value, to] : llvm::zip_equal(values, handedOn)) {
      storeSlot(thread.at, loc, value, to.second, thread.linear);
    }
    pending.clear();
    handedOn.clear();
  }

  /// `value` becomes that of `target` for every thread at the end of the phase, unless it is a
  /// scalar.
  void handOn(ValueRange values, ValueRange targets) {
    for (auto [value, target] : llvm::zip_equal(values, targets)) {
      if (!plan.isScalar(target) && value != target) {
        handedOn.push_back({value, slotOf(target)});
      }
    }
  }

  SmallVector<Value> scalarsAmong(Location loc, ValueRange values, ValueRange targets) {
    SmallVector<Value> result;
    for (auto [value, target] : llvm::zip_equal(values, targets)) {
      if (plan.isScalar(target)) {
        result.push_back(scalar(loc, value));
      }
    }
    return result;
  }

  SmallVector<Type> scalarTypes(ValueRange targets) const {
    SmallVector<Type> types;
    for (Value target : targets) {
      if (plan.isScalar(target)) {
        types.push_back(target.getType());
      }
    }
    return types;
  }

  void mapScalars(ValueRange targets, ValueRange values) {
    size_t next = 0;
    for (Value target : targets) {
      if (plan.isScalar(target)) {
        scalars.map(target, values[next++]);
      }
    }
  }

  /// A loop's results wait where its arguments did.
  void shareSlots(ValueRange arguments, ValueRange results) {
    for (auto [argument, result] : llvm::zip_equal(arguments, results)) {
      if (!plan.isScalar(argument)) {
        slots[result] = slotOf(argument);
      }
    }
  }

  //===-- Structure ---------------------------------------------------------------------------===//

  void emitBlock(Block &block) {
    for (Operation &op : block.without_terminator()) {
      bool isSpread = isa<memref::AllocaOp>(op) && plan.needsSlot(op.getResult(0));
      if (isa<SharedOp>(op) || isSpread) {
        continue;
      }
      if (isa<BarrierOp>(op)) {
        endPhase(op.getLoc());
      } else if (auto branch = dyn_cast<scf::IfOp>(op); branch && PhasePlan::hasBarrier(&op)) {
        emitIf(branch);
      } else if (auto loop = dyn_cast<scf::ForOp>(op); loop && PhasePlan::hasBarrier(&op)) {
        emitFor(loop);
      } else if (auto loop = dyn_cast<scf::WhileOp>(op); loop && PhasePlan::hasBarrier(&op)) {
        emitWhile(loop);
      } else if (plan.runsOnce(&op)) {
        b.clone(op, scalars);
      } else {
        pending.push_back(&op);
      }
    }
  }

  void emitIf(scf::IfOp op) {
    Location loc = op.getLoc();
    endPhase(loc);
    SmallVector<Type> types = scalarTypes(op.getResults());
    bool hasElse = !op.getElseRegion().empty();
    auto copy = scf::IfOp::create(b, loc, types, scalar(loc, op.getCondition()),
                                  /*addThenBlock=*/true, /*addElseBlock=*/hasElse);
    OpBuilder::InsertionGuard guard(b);
    auto fill = [&](Region &from, Region &to) {
      b.setInsertionPointToStart(&to.front());
      emitBlock(from.front());
      ValueRange yielded = from.front().getTerminator()->getOperands();
      handOn(yielded, op.getResults());
      endPhase(loc);
      scf::YieldOp::create(b, loc, scalarsAmong(loc, yielded, op.getResults()));
    };
    fill(op.getThenRegion(), copy.getThenRegion());
    if (hasElse) {
      fill(op.getElseRegion(), copy.getElseRegion());
    }
    mapScalars(op.getResults(), copy.getResults());
  }

  void emitFor(scf::ForOp op) {
    Location loc = op.getLoc();
    ValueRange arguments = ValueRange(op.getRegionIterArgs());
    handOn(op.getInitArgs(), arguments);
    endPhase(loc);
    Value lower = scalar(loc, op.getLowerBound());
    Value upper = scalar(loc, op.getUpperBound());
    Value step = scalar(loc, op.getStep());
    auto copy = scf::ForOp::create(b, loc, lower, upper, step,
                                   scalarsAmong(loc, op.getInitArgs(), arguments), nullptr,
                                   op.getUnsignedCmp());
    scalars.map(op.getInductionVar(), copy.getInductionVar());
    mapScalars(arguments, ValueRange(copy.getRegionIterArgs()));
    {
      OpBuilder::InsertionGuard guard(b);
      if (!copy.getBody()->empty()) {
        copy.getBody()->back().erase(); // the builder's own yield
      }
      b.setInsertionPointToStart(copy.getBody());
      emitBlock(*op.getBody());
      handOn(op.getYieldedValues(), arguments);
      endPhase(loc);
      scf::YieldOp::create(b, loc, scalarsAmong(loc, op.getYieldedValues(), arguments));
    }
    shareSlots(arguments, op.getResults());
    mapScalars(op.getResults(), copy.getResults());
  }

  void emitWhile(scf::WhileOp op) {
    Location loc = op.getLoc();
    ValueRange before = ValueRange(op.getBeforeArguments());
    ValueRange after = ValueRange(op.getAfterArguments());
    handOn(op.getInits(), before);
    endPhase(loc);
    SmallVector<Type> types = scalarTypes(after);
    SmallVector<Value> inits = scalarsAmong(loc, op.getInits(), before);
    auto copy = scf::WhileOp::create(b, loc, types, inits);
    OpBuilder::InsertionGuard guard(b);
    auto addBlock = [&](Region &region, TypeRange blockTypes) {
      SmallVector<Location> locs(blockTypes.size(), loc);
      return b.createBlock(&region, {}, blockTypes, locs);
    };
    Block *test = addBlock(copy.getBefore(), ValueRange(inits).getTypes());
    mapScalars(before, test->getArguments());
    emitBlock(*op.getBeforeBody());
    scf::ConditionOp condition = op.getConditionOp();
    handOn(condition.getArgs(), after);
    endPhase(loc);
    Value holds = scalar(loc, condition.getCondition());
    scf::ConditionOp::create(b, loc, holds, scalarsAmong(loc, condition.getArgs(), after));

    Block *body = addBlock(copy.getAfter(), types);
    mapScalars(after, body->getArguments());
    emitBlock(*op.getAfterBody());
    ValueRange yielded = op.getYieldOp().getOperands();
    handOn(yielded, before);
    endPhase(loc);
    scf::YieldOp::create(b, loc, scalarsAmong(loc, yielded, before));

    shareSlots(after, op.getResults());
    mapScalars(op.getResults(), copy.getResults());
  }

  BlocksOp blocks;
  PhasePlan plan;
  Scratch &scratch;
  OpBuilder &b;
  IRMapping scalars;                    ///< values that are there between phases
  llvm::DenseMap<Value, Value> slots;   ///< arrays with one element for each thread
  llvm::DenseMap<Value, int64_t> parts; ///< where the threads' parts of a private array begin
  SmallVector<Operation *> pending;     ///< of the phase that is open
  SmallVector<std::pair<Value, Value>> handedOn; ///< values and the slots they go to when it ends
};

} // namespace

int64_t splitAtBarriers(BlocksOp blocks, Value first, Value last, Value scratchBytes) {
  // There is one array for the block wherever it is declared.
  SmallVector<SharedOp> arrays;
  blocks.getBody().walk([&](SharedOp array) { arrays.push_back(array); });
  for (SharedOp array : llvm::reverse(arrays)) {
    array->moveBefore(&blocks.getBody().front(), blocks.getBody().front().begin());
  }
  OpBuilder builder(blocks);
  Location loc = blocks.getLoc();
  Value one = i64Constant(builder, loc, 1);
  auto loop = scf::ForOp::create(builder, loc, first, last, one);
  Scratch scratch(scratchBytes, OpBuilder(loop));
  builder.setInsertionPoint(loop.getBody()->getTerminator());
  SmallVector<Value> ids = delinearize(builder, loc, loop.getInductionVar(), blocks.getExtents());
  Fission(blocks, scratch, builder).run(ids);
  blocks.erase();
  return scratch.size();
}

} // namespace mlir::dc
