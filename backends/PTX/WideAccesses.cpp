// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Takes the addresses of a thread's accesses apart.
#include "backends/PTX/WideAccesses.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Matchers.h"
#include "passes/Analysis/Divergence.h"
#include "passes/Analysis/OwnElement.h"

namespace mlir::dc {

namespace {

/// What one instruction moves for a thread.
constexpr unsigned kMostBytes = 16;
/// Elements from this size on saturate memory one by one. Where a kernel has such too, wide
/// accesses of the smaller ones gain nothing: on an H100, of a copy's bandwidth, u8 to f32 has 0.98
/// without and 0.97 with them, f32 to u8 0.99 and 1.01.
constexpr unsigned kEnoughBytes = 4;
/// All copies of a thread's operations together: more would cost registers, thus occupancy.
constexpr unsigned kMostOperations = 384;

struct Access {
  Value array, index;
};

std::optional<Access> plainAccess(Operation *op) {
  if (auto load = dyn_cast<memref::LoadOp>(op); load && load.getIndices().size() == 1) {
    return Access{load.getMemref(), load.getIndices().front()};
  }
  if (auto store = dyn_cast<memref::StoreOp>(op); store && store.getIndices().size() == 1) {
    return Access{store.getMemref(), store.getIndices().front()};
  }
  return std::nullopt;
}

class Finder {
public:
  explicit Finder(ThreadsOp threads)
      : threads(threads), divergence(threads), id(threads.getBody().front().getArguments().back()) {
  }

  std::optional<WideAccesses> find() {
    if (!visit(threads.getBody()) || wide.accesses.empty() || widest >= kEnoughBytes) {
      return std::nullopt;
    }
    // With a division for its row on the way to a thread's first load, one more load hides that.
    wide.groups = threads.getExtents().size() > 1 ? 2 : 1;
    wide.width = kMostBytes / widest;
    while (wide.width > 1 && wide.width * wide.groups * operations > kMostOperations) {
      wide.width /= 2;
    }
    bool isMultiple = llvm::all_of(constants, [&](int64_t c) { return c % wide.width == 0; });
    return wide.width * widest >= kEnoughBytes && isMultiple ? std::optional(std::move(wide))
                                                             : std::nullopt;
  }

private:
  /// False at the first operation that forbids wide accesses. In a `divergent` region each copy of
  /// the thread's work goes its own way.
  bool visit(Region &region, bool divergent = false) {
    return llvm::all_of(region.getOps(),
                        [&](Operation &op) -> bool { return visit(&op, divergent); });
  }

  bool visit(Operation *op, bool divergent) {
    ++operations;
    if (std::optional<Access> access = plainAccess(op)) {
      return isFromOutside(access->array) ? visitAccess(op, *access, divergent) : true;
    }
    if (auto branch = dyn_cast<scf::IfOp>(op)) {
      bool parts = divergent || !divergence.isUniform(branch.getCondition());
      return visit(branch.getThenRegion(), parts) && visit(branch.getElseRegion(), parts);
    }
    // Atomics and the like: where one goes by the id, a warp should meet them side by side.
    bool touchesMemory = llvm::any_of(op->getOperandTypes(), llvm::IsaPred<MemRefType>);
    return op->getNumRegions() == 0 &&
           (!touchesMemory || llvm::none_of(op->getOperands(), [&](Value operand) {
             return operand.getType().isIndex() && goesById(operand);
           }));
  }

  bool visitAccess(Operation *op, const Access &access, bool divergent) {
    bool hasId = false;
    SmallVector<Value> terms;
    SmallVector<int64_t> offsets;
    if (split(access.index, hasId, terms, offsets) && hasId) {
      if (divergent) {
        return false;
      }
      unsigned bytes =
          llvm::divideCeil(cast<MemRefType>(access.array.getType()).getElementTypeBitWidth(), 8);
      wide.accesses[op] = bytes;
      wide.arrays.insert({access.array, bytes});
      wide.distances.insert_range(terms);
      llvm::append_range(constants, offsets);
      widest = std::max(widest, bytes);
      return true;
    }
    // Elsewhere: at a place that is the same along a row, or that has been looked up.
    return !goesById(access.index);
  }

  /// `index` as the last id plus `terms`, each a multiple of a value from outside, plus `offsets`.
  bool split(Value index, bool &hasId, SmallVectorImpl<Value> &terms,
             SmallVectorImpl<int64_t> &offsets) {
    index = stripIndexCasts(index);
    if (index == id) {
      return !std::exchange(hasId, true);
    }
    if (APInt constant; matchPattern(index, m_ConstantInt(&constant))) {
      offsets.push_back(constant.getSExtValue());
      return true;
    }
    if (isFromOutside(index)) {
      terms.push_back(index);
      return true;
    }
    if (auto add = index.getDefiningOp<arith::AddIOp>()) {
      return split(add.getLhs(), hasId, terms, offsets) &&
             split(add.getRhs(), hasId, terms, offsets);
    }
    if (auto product = index.getDefiningOp<arith::MulIOp>(); product && !goesById(index)) {
      for (Value factor : {product.getRhs(), product.getLhs()}) {
        Value stripped = stripIndexCasts(factor);
        if (isFromOutside(stripped)) {
          terms.push_back(stripped);
          return true;
        }
      }
    }
    return false;
  }

  bool isFromOutside(Value value) { return !threads.getBody().isAncestor(value.getParentRegion()); }

  /// Whether `value` follows from the last id by arithmetic; what has been loaded does not.
  bool goesById(Value value) {
    if (value == id) {
      return true;
    }
    Operation *def = value.getDefiningOp();
    if (isFromOutside(value) || !def || isa<memref::LoadOp>(def)) {
      return false;
    }
    auto [known, isNew] = byId.try_emplace(value, false);
    if (isNew) {
      bool result = def->getNumRegions() > 0 ||
                    llvm::any_of(def->getOperands(), [&](Value v) { return goesById(v); });
      byId[value] = result;
      return result;
    }
    return known->second;
  }

  ThreadsOp threads;
  Divergence divergence;
  Value id;
  WideAccesses wide;
  SmallVector<int64_t> constants;
  llvm::DenseMap<Value, bool> byId;
  unsigned operations = 0;
  unsigned widest = 1;
};

} // namespace

std::optional<WideAccesses> findWideAccesses(ThreadsOp threads) { return Finder(threads).find(); }

Value emitIsAligned(OpBuilder &builder, ThreadsOp threads, const WideAccesses &wide) {
  Location loc = threads.getLoc();
  Type i64 = builder.getI64Type();
  auto constant = [&](int64_t value) -> Value {
    return arith::ConstantIntOp::create(builder, loc, value, 64);
  };
  // The bits that have to be zero, of everything together.
  Value bits = constant(0);
  auto require = [&](Value value, unsigned multiple) {
    if (value.getType().isIndex()) {
      value = arith::IndexCastOp::create(builder, loc, i64, value);
    }
    Value low = arith::AndIOp::create(builder, loc, value, constant(multiple - 1));
    bits = arith::OrIOp::create(builder, loc, bits, low);
  };
  for (auto [array, bytes] : wide.arrays) {
    require(memref::ExtractAlignedPointerAsIndexOp::create(builder, loc, array),
            bytes * wide.width);
  }
  for (Value distance : wide.distances) {
    require(distance, wide.width);
  }
  if (threads.getExtents().size() > 1) {
    require(threads.getExtents().back(), wide.width); // so that none goes on in the next row
  }
  return arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::eq, bits, constant(0));
}

} // namespace mlir::dc
