// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Replaces poison, promises and partial arithmetic by what is defined for every operand.
#include "passes/Structure/Passes.h"

#include "dialects/DC/DC.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/Matchers.h"

namespace mlir::dc {

#define GEN_PASS_DEF_MAKETOTALPASS
#include "passes/Structure/Passes.h.inc"

namespace {

class MakeTotal : public impl::MakeTotalPassBase<MakeTotal> {
public:
  void runOnOperation() override {
    SmallVector<Operation *> all;
    getOperation()->walk([&](Operation *op) { all.push_back(op); });
    for (Operation *op : all) {
      visit(op);
    }
  }

private:
  void visit(Operation *op) {
    if (isa<ub::PoisonOp>(op)) {
      OpBuilder builder(op);
      if (TypedAttr zero = builder.getZeroAttr(op->getResult(0).getType())) {
        replace(op, arith::ConstantOp::create(builder, op->getLoc(), zero));
        ++numPoison;
      }
    } else if (isa<arith::DivSIOp>(op)) {
      divide<DivSIOp>(op);
    } else if (isa<arith::DivUIOp>(op)) {
      divide<DivUIOp>(op);
    } else if (isa<arith::RemSIOp>(op)) {
      divide<RemSIOp>(op);
    } else if (isa<arith::RemUIOp>(op)) {
      divide<RemUIOp>(op);
    } else if (isa<arith::FPToSIOp>(op)) {
      convert<FPToSIOp>(op);
    } else if (isa<arith::FPToUIOp>(op)) {
      convert<FPToUIOp>(op);
    } else {
      dropPromises(op);
      if (isa<arith::ShLIOp, arith::ShRSIOp, arith::ShRUIOp>(op)) {
        maskCount(op);
      }
    }
  }

  void replace(Operation *op, Operation *by) {
    op->getResult(0).replaceAllUsesWith(by->getResult(0));
    op->erase();
  }

  template <typename TotalOp> void divide(Operation *op) {
    OpBuilder builder(op);
    Location loc = op->getLoc();
    Value lhs = op->getOperand(0);
    Value rhs = op->getOperand(1);
    if (isa<IntegerType>(lhs.getType())) {
      replace(op, TotalOp::create(builder, loc, lhs, rhs));
    } else if (lhs.getType().isIndex()) {
      // The total divisions have integers of a known width only.
      Type wide = builder.getI64Type();
      Value a = arith::IndexCastOp::create(builder, loc, wide, lhs);
      Value b = arith::IndexCastOp::create(builder, loc, wide, rhs);
      Value quotient = TotalOp::create(builder, loc, a, b);
      replace(op, arith::IndexCastOp::create(builder, loc, lhs.getType(), quotient));
    } else {
      return;
    }
    ++numOps;
  }

  template <typename TotalOp> void convert(Operation *op) {
    if (!isa<IntegerType>(op->getResult(0).getType())) {
      return;
    }
    OpBuilder builder(op);
    replace(op,
            TotalOp::create(builder, op->getLoc(), op->getResult(0).getType(), op->getOperand(0)));
    ++numOps;
  }

  void dropPromises(Operation *op) {
    if (auto arithmetic = dyn_cast<arith::ArithIntegerOverflowFlagsInterface>(op)) {
      if (arithmetic.getOverflowAttr().getValue() != arith::IntegerOverflowFlags::none) {
        op->setAttr(arithmetic.getIntegerOverflowAttrName(),
                    arith::IntegerOverflowFlagsAttr::get(op->getContext(),
                                                         arith::IntegerOverflowFlags::none));
        ++numPromises;
      }
    }
    for (StringRef promise : {"isExact", "nonNeg"}) {
      if (op->getName().getDialectNamespace() == "arith" && op->hasAttr(promise)) {
        op->removeAttr(promise);
        ++numPromises;
      }
    }
  }

  void maskCount(Operation *op) {
    Value count = op->getOperand(1);
    auto type = dyn_cast<IntegerType>(count.getType());
    if (!type) {
      return;
    }
    APInt known;
    if (matchPattern(count, m_ConstantInt(&known)) && known.ult(type.getWidth())) {
      return;
    }
    // A mask of the frontend's own.
    if (auto conjunction = count.getDefiningOp<arith::AndIOp>()) {
      if (matchPattern(conjunction.getRhs(), m_ConstantInt(&known)) && known.ult(type.getWidth())) {
        return;
      }
    }
    OpBuilder builder(op);
    Value mask = arith::ConstantOp::create(builder, op->getLoc(),
                                           builder.getIntegerAttr(type, type.getWidth() - 1));
    op->setOperand(1, arith::AndIOp::create(builder, op->getLoc(), count, mask));
    ++numOps;
  }
};

} // namespace

} // namespace mlir::dc
