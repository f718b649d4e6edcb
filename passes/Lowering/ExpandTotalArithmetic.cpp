// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Total division and float to integer as arith operations that cannot be poison: operands are made
// safe first.
#include "dialects/DC/DC.h"
#include "passes/Lowering/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "mlir/IR/Matchers.h"

#include "llvm/ADT/TypeSwitch.h"

namespace mlir::dc {
#define GEN_PASS_DEF_EXPANDTOTALARITHMETICPASS
#include "passes/Lowering/Passes.h.inc"

namespace {

Value intConstant(ImplicitLocOpBuilder &b, const APInt &value) {
  Type type = b.getIntegerType(value.getBitWidth());
  return arith::ConstantOp::create(b, IntegerAttr::get(type, value));
}

Value intConstant(ImplicitLocOpBuilder &b, Type type, int64_t value) {
  return arith::ConstantOp::create(b, IntegerAttr::get(type, value));
}

Value floatConstant(ImplicitLocOpBuilder &b, Type type, double value) {
  return arith::ConstantOp::create(b, FloatAttr::get(type, value));
}

/// Where a divisor needs care, and the divisor to use instead. Null conditions never hold.
struct SafeDivisor {
  Value isZero;
  Value isMinusOne;
  Value value;
};

SafeDivisor makeSafe(ImplicitLocOpBuilder &b, Value divisor, bool isSigned) {
  APInt constant;
  if (matchPattern(divisor, m_ConstantInt(&constant)) && !constant.isZero() &&
      !(isSigned && constant.isAllOnes())) {
    return {Value(), Value(), divisor};
  }
  Type type = divisor.getType();
  SafeDivisor safe;
  safe.isZero =
      arith::CmpIOp::create(b, arith::CmpIPredicate::eq, divisor, intConstant(b, type, 0));
  Value isUnsafe = safe.isZero;
  if (isSigned) { // MIN / -1 overflows, so -1 is never divided by.
    safe.isMinusOne =
        arith::CmpIOp::create(b, arith::CmpIPredicate::eq, divisor, intConstant(b, type, -1));
    isUnsafe = arith::OrIOp::create(b, safe.isZero, safe.isMinusOne);
  }
  safe.value = arith::SelectOp::create(b, isUnsafe, intConstant(b, type, 1), divisor);
  return safe;
}

Value expandDivision(ImplicitLocOpBuilder &b, Value lhs, Value rhs, bool isSigned) {
  Type type = lhs.getType();
  if (type.isInteger(1)) { // x / 0 is 0, and the other divisor, 1 or -1, gives x back.
    return arith::AndIOp::create(b, lhs, rhs);
  }
  SafeDivisor divisor = makeSafe(b, rhs, isSigned);
  Value result = isSigned ? arith::DivSIOp::create(b, lhs, divisor.value).getResult()
                          : arith::DivUIOp::create(b, lhs, divisor.value).getResult();
  if (divisor.isMinusOne) { // Wraps, so MIN stays MIN.
    Value negated = arith::SubIOp::create(b, intConstant(b, type, 0), lhs);
    result = arith::SelectOp::create(b, divisor.isMinusOne, negated, result);
  }
  if (divisor.isZero) {
    result = arith::SelectOp::create(b, divisor.isZero, intConstant(b, type, 0), result);
  }
  return result;
}

/// A remainder by 1 is 0, which is also what the remainder by 0 and by -1 is: no select is needed
/// afterwards.
Value expandRemainder(ImplicitLocOpBuilder &b, Value lhs, Value rhs, bool isSigned) {
  if (lhs.getType().isInteger(1)) {
    return intConstant(b, lhs.getType(), 0);
  }
  SafeDivisor divisor = makeSafe(b, rhs, isSigned);
  return isSigned ? arith::RemSIOp::create(b, lhs, divisor.value).getResult()
                  : arith::RemUIOp::create(b, lhs, divisor.value).getResult();
}

/// Compares first and converts only what fits. The bounds are powers of two or zero, which float
/// and double hold exactly; every comparison is false for NaN, which therefore becomes 0.
Value expandFloatToInt(ImplicitLocOpBuilder &b, Value in, Type out, bool isSigned) {
  if (in.getType().getIntOrFloatBitWidth() < 32) {
    in = arith::ExtFOp::create(b, b.getF32Type(), in);
  }
  Type type = in.getType();
  unsigned width = out.getIntOrFloatBitWidth();
  Value upper = floatConstant(b, type, std::ldexp(1.0, isSigned ? width - 1 : width));
  Value lower = floatConstant(b, type, isSigned ? -std::ldexp(1.0, width - 1) : 0.0);
  Value isBelowUpper = arith::CmpFOp::create(b, arith::CmpFPredicate::OLT, in, upper);
  Value isAboveLower = arith::CmpFOp::create(b, arith::CmpFPredicate::OGT, in, lower);
  Value fits = arith::AndIOp::create(b, isBelowUpper, isAboveLower);
  Value safe = arith::SelectOp::create(b, fits, in, floatConstant(b, type, 0.0));
  Value result = isSigned ? arith::FPToSIOp::create(b, out, safe).getResult()
                          : arith::FPToUIOp::create(b, out, safe).getResult();
  Value isHigh = arith::CmpFOp::create(b, arith::CmpFPredicate::OGE, in, upper);
  Value max =
      intConstant(b, isSigned ? APInt::getSignedMaxValue(width) : APInt::getMaxValue(width));
  result = arith::SelectOp::create(b, isHigh, max, result);
  if (isSigned) { // Unsigned: what does not fit at the lower end is 0 already.
    Value isLow = arith::CmpFOp::create(b, arith::CmpFPredicate::OLE, in, lower);
    result =
        arith::SelectOp::create(b, isLow, intConstant(b, APInt::getSignedMinValue(width)), result);
  }
  return result;
}

struct ExpandTotalArithmetic : impl::ExpandTotalArithmeticPassBase<ExpandTotalArithmetic> {
  void runOnOperation() override {
    getOperation()->walk([&](Operation *op) {
      ImplicitLocOpBuilder b(op->getLoc(), op);
      Value result = llvm::TypeSwitch<Operation *, Value>(op)
                         .Case([&](DivSIOp div) {
                           return expandDivision(b, div.getLhs(), div.getRhs(), true);
                         })
                         .Case([&](DivUIOp div) {
                           return expandDivision(b, div.getLhs(), div.getRhs(), false);
                         })
                         .Case([&](RemSIOp rem) {
                           return expandRemainder(b, rem.getLhs(), rem.getRhs(), true);
                         })
                         .Case([&](RemUIOp rem) {
                           return expandRemainder(b, rem.getLhs(), rem.getRhs(), false);
                         })
                         .Case([&](FPToSIOp conv) {
                           return expandFloatToInt(b, conv.getIn(), conv.getType(), true);
                         })
                         .Case([&](FPToUIOp conv) {
                           return expandFloatToInt(b, conv.getIn(), conv.getType(), false);
                         })
                         .Default(Value());
      if (!result) {
        return;
      }
      ++(isa<FPToSIOp, FPToUIOp>(op) ? numConversions : numDivisions);
      op->getResult(0).replaceAllUsesWith(result);
      op->erase();
    });
  }
};

} // namespace
} // namespace mlir::dc
