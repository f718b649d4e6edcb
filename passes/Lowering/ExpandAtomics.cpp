// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Atomic minimum and maximum of floats, which no target has with NaN propagated, and sums of 16-bit
// floats, as loops around a compare and exchange.
#include "dialects/DC/DC.h"
#include "passes/Lowering/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace mlir::dc {
#define GEN_PASS_DEF_EXPANDATOMICSPASS
#include "passes/Lowering/Passes.h.inc"

namespace {

/// As bits, as the exchange compares: NaN differs from itself as a float.
Value differ(ImplicitLocOpBuilder &b, Value lhs, Value rhs) {
  Type bits = b.getIntegerType(lhs.getType().getIntOrFloatBitWidth());
  return arith::CmpIOp::create(b, arith::CmpIPredicate::ne, arith::BitcastOp::create(b, bits, lhs),
                               arith::BitcastOp::create(b, bits, rhs));
}

/// One attempt: yields the value that was there and whether another thread came between. Where the
/// element would stay as it is, the load was the whole operation: most calls end there.
scf::IfOp attempt(ImplicitLocOpBuilder &b, AtomicOp op, Value seen) {
  Value wanted;
  if (op.getKind() == AtomicKind::Add) {
    wanted = arith::AddFOp::create(b, seen, op.getValue());
  } else if (op.getKind() == AtomicKind::MinF) {
    wanted = arith::MinimumFOp::create(b, seen, op.getValue());
  } else {
    wanted = arith::MaximumFOp::create(b, seen, op.getValue());
  }
  auto ifChanges = scf::IfOp::create(b, TypeRange{seen.getType(), b.getI1Type()},
                                     differ(b, wanted, seen), /*withElseRegion=*/true);
  OpBuilder::InsertionGuard guard(b);
  b.setInsertionPointToStart(ifChanges.thenBlock());
  Value old = AtomicCASOp::create(b, op.getMemref(), op.getIndices(), seen, wanted);
  scf::YieldOp::create(b, ValueRange{old, differ(b, old, seen)});
  b.setInsertionPointToStart(ifChanges.elseBlock());
  Value no = arith::ConstantOp::create(b, b.getBoolAttr(false));
  scf::YieldOp::create(b, ValueRange{seen, no});
  return ifChanges;
}

void expand(AtomicOp op) {
  ImplicitLocOpBuilder b(op.getLoc(), op);
  Type type = op.getType();
  Value first = AtomicLoadOp::create(b, op.getMemref(), op.getIndices());
  auto loop = scf::WhileOp::create(b, TypeRange(type), ValueRange(first));
  Location loc = op.getLoc();
  Block *before = b.createBlock(&loop.getBefore(), {}, type, loc);
  scf::IfOp tried = attempt(b, op, before->getArgument(0));
  scf::ConditionOp::create(b, tried.getResult(1), ValueRange(tried.getResult(0)));
  Block *after = b.createBlock(&loop.getAfter(), {}, type, loc);
  scf::YieldOp::create(b, ValueRange(after->getArgument(0)));
  op.replaceAllUsesWith(loop.getResult(0));
  op.erase();
}

struct ExpandAtomics : impl::ExpandAtomicsPassBase<ExpandAtomics> {
  void runOnOperation() override {
    SmallVector<AtomicOp> ops;
    getOperation()->walk([&](AtomicOp op) {
      bool isSmall = op.getType().isF16() || op.getType().isBF16();
      if (isSmall || op.getKind() == AtomicKind::MinF || op.getKind() == AtomicKind::MaxF) {
        ops.push_back(op);
      }
    });
    numLoops += ops.size();
    llvm::for_each(ops, expand);
  }
};

} // namespace
} // namespace mlir::dc
