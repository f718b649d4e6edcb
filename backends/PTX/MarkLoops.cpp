// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The pass ptx-mark-loops: which loops LLVM shall unroll.
#include "backends/Common/LoopHints.h"
#include "backends/PTX/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Interfaces/LoopLikeInterface.h"

#include "llvm/ADT/SetVector.h"

namespace mlir::dc {

#define GEN_PASS_DEF_MARKLOOPSPASS
#include "backends/PTX/Passes.h.inc"

namespace {

using Loops = llvm::SetVector<scf::ForOp>;

/// How often a loop with constant bounds runs.
std::optional<uint64_t> tripCount(scf::ForOp loop) {
  APInt lower, upper, step;
  if (!matchPattern(loop.getLowerBound(), m_ConstantInt(&lower)) ||
      !matchPattern(loop.getUpperBound(), m_ConstantInt(&upper)) ||
      !matchPattern(loop.getStep(), m_ConstantInt(&step)) || !step.isStrictlyPositive() ||
      lower.getSignificantBits() > 32 || upper.getSignificantBits() > 32) {
    return std::nullopt;
  }
  int64_t length = upper.getSExtValue() - lower.getSExtValue();
  return length <= 0 ? 0 : llvm::divideCeil(static_cast<uint64_t>(length), step.getZExtValue());
}

/// Whether `value` is a number once the loops that are added to `loops` are unrolled.
bool isNumber(Value value, Loops &loops, unsigned depth = 0) {
  if (auto argument = dyn_cast<BlockArgument>(value)) {
    auto loop = dyn_cast<scf::ForOp>(argument.getOwner()->getParentOp());
    if (!loop || argument != loop.getInductionVar() || !tripCount(loop)) {
      return false;
    }
    loops.insert(loop);
    return true;
  }
  Operation *op = value.getDefiningOp();
  if (op->hasTrait<OpTrait::ConstantLike>()) {
    return true;
  }
  constexpr unsigned deepest = 12;
  return depth < deepest && isa<arith::ArithDialect>(op->getDialect()) &&
         llvm::all_of(
             op->getOperands(), [&](Value operand) { return isNumber(operand, loops, depth + 1); });
}

/// The operations of `loop` once it and all loops in it that count are unrolled.
uint64_t unrolledSize(scf::ForOp loop, uint64_t limit) {
  uint64_t size = 0;
  loop.getBody()->walk<WalkOrder::PreOrder>([&](Operation *op) {
    auto inner = dyn_cast<scf::ForOp>(op);
    if (inner && tripCount(inner)) {
      size += unrolledSize(inner, limit);
      return WalkResult::skip();
    }
    size +=
        isa<arith::ArithDialect>(op->getDialect()) && op->hasTrait<OpTrait::ConstantLike>() ? 0 : 1;
    return size > limit ? WalkResult::interrupt() : WalkResult::advance();
  });
  return size * *tripCount(loop);
}

/// A loop that loads from memory, has no others in it, and in which threads do not meet; not one of
/// ours that has its hint, as the rows at a domain's end, which are few.
bool loadsInStrides(scf::ForOp loop) {
  if (loop->hasAttr(kLoopAnnotationAttr) || matchPattern(loop.getStep(), m_Constant())) {
    return false;
  }
  constexpr unsigned largest = 40;
  unsigned size = 0;
  bool loads = false;
  WalkResult walked = loop.getBody()->walk([&](Operation *op) {
    if (isa<LoopLikeOpInterface>(op) || isa<NVVM::NVVMDialect>(op->getDialect())) {
      return WalkResult::interrupt();
    }
    loads |= isa<memref::LoadOp>(op);
    return ++size > largest ? WalkResult::interrupt() : WalkResult::advance();
  });
  return loads && !walked.wasInterrupted();
}

struct MarkLoops : impl::MarkLoopsPassBase<MarkLoops> {
  using MarkLoopsPassBase::MarkLoopsPassBase;

  void runOnOperation() override {
    Loops unrolled;
    getOperation()->walk([&](Operation *op) {
      if (auto loop = dyn_cast<scf::ForOp>(op); loop && loadsInStrides(loop)) {
        setUnrolled(loop, 4);
        ++numStrided;
      } else if (isa<memref::AllocaOp>(op)) {
        collect(op->getResult(0), /*all=*/true, unrolled);
      } else if (isa<memref::GetGlobalOp>(op)) {
        collect(op->getResult(0), /*all=*/false, unrolled);
      }
    });
    for (scf::ForOp loop : unrolled) {
      setFullyUnrolled(loop);
      ++numFull;
    }
  }

  /// The loops that stand between indices of `array` and numbers; with `all`, only if none then is
  /// anything else.
  void collect(Value array, bool all, Loops &unrolled) {
    Loops needed;
    for (Operation *user : array.getUsers()) {
      ValueRange indices;
      if (auto load = dyn_cast<memref::LoadOp>(user)) {
        indices = load.getIndices();
      } else if (auto store = dyn_cast<memref::StoreOp>(user);
                 store && store.getMemref() == array) {
        indices = store.getIndices();
      } else {
        return;
      }
      Loops here;
      bool known = llvm::all_of(indices, [&](Value index) { return isNumber(index, here); });
      if (known) {
        needed.insert(here.begin(), here.end());
      } else if (all) {
        return;
      }
    }
    for (scf::ForOp loop : needed) {
      scf::ForOp outermost = loop;
      for (Operation *at = loop->getParentOp(); at; at = at->getParentOp()) {
        if (auto outer = dyn_cast<scf::ForOp>(at); outer && needed.contains(outer)) {
          outermost = outer;
        }
      }
      if (unrolledSize(outermost, maxOperations) > maxOperations) {
        return;
      }
    }
    unrolled.insert(needed.begin(), needed.end());
  }
};

} // namespace
} // namespace mlir::dc
