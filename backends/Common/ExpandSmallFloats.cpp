// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The pass common-expand-small-floats: f16 and bf16 through f32, with no library call.
#include "backends/Common/Passes.h"

#include "dialects/DC/DC.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/AttrTypeSubElements.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace mlir::dc {

#define GEN_PASS_DEF_EXPANDSMALLFLOATSPASS
#include "backends/Common/Passes.h.inc"

namespace {

bool isSmallFloat(Type type) { return isa<Float16Type, BFloat16Type>(type); }

/// Short names for integer and float steps on one location.
struct Steps {
  ImplicitLocOpBuilder b;
  Type i32 = b.getI32Type(), i16 = b.getI16Type(), f32 = b.getF32Type();

  explicit Steps(Operation *op) : b(op->getLoc(), op) {}

  Value c(uint32_t v) { return arith::ConstantIntOp::create(b, i32, static_cast<int32_t>(v)); }
  Value cf(float v) { return arith::ConstantOp::create(b, b.getF32FloatAttr(v)); }
  Value bits(Value v) { return arith::BitcastOp::create(b, i32, v); }
  Value real(Value v) { return arith::BitcastOp::create(b, f32, v); }
  Value add(Value x, Value y) { return arith::AddIOp::create(b, x, y); }
  Value sub(Value x, Value y) { return arith::SubIOp::create(b, x, y); }
  Value andi(Value x, Value y) { return arith::AndIOp::create(b, x, y); }
  Value ori(Value x, Value y) { return arith::OrIOp::create(b, x, y); }
  Value xori(Value x, Value y) { return arith::XOrIOp::create(b, x, y); }
  Value shl(Value x, unsigned n) { return arith::ShLIOp::create(b, x, c(n)); }
  Value shr(Value x, unsigned n) { return arith::ShRUIOp::create(b, x, c(n)); }
  Value ugt(Value x, Value y) { return arith::CmpIOp::create(b, arith::CmpIPredicate::ugt, x, y); }
  Value uge(Value x, Value y) { return arith::CmpIOp::create(b, arith::CmpIPredicate::uge, x, y); }
  Value ult(Value x, Value y) { return arith::CmpIOp::create(b, arith::CmpIPredicate::ult, x, y); }
  Value select(Value ok, Value x, Value y) { return arith::SelectOp::create(b, ok, x, y); }
  Value widen(Value small) {
    return arith::ExtUIOp::create(b, i32, arith::BitcastOp::create(b, i16, small));
  }
  Value narrow(Value v, Type small) {
    return arith::BitcastOp::create(b, small, arith::TruncIOp::create(b, i16, v));
  }
};

/// bf16 is the upper half of an f32.
Value extendBF16(Steps s, Value v) { return s.real(s.shl(s.widen(v), 16)); }

/// Adds just under half of the last kept bit, and that bit: nearest, ties to even. The carry into
/// the exponent is right, up to infinity.
Value roundBF16(Steps s, Value v) {
  Value u = s.bits(v);
  Value odd = s.andi(s.shr(u, 16), s.c(1));
  Value rounded = s.shr(s.add(s.add(u, s.c(0x7fff)), odd), 16);
  Value quiet = s.ori(s.shr(u, 16), s.c(0x40));
  Value isNaN = s.ugt(s.andi(u, s.c(0x7fffffff)), s.c(0x7f800000));
  return s.narrow(s.select(isNaN, quiet, rounded), s.b.getBF16Type());
}

/// Moves exponent and mantissa into place and multiplies by 2^112, which also normalises
/// subnormals, exactly.
Value extendF16(Steps s, Value v) {
  Value u = s.widen(v);
  Value magnitude = s.shl(s.andi(u, s.c(0x7fff)), 13);
  Value scaled = s.bits(arith::MulFOp::create(s.b, s.real(magnitude), s.cf(0x1p112f)));
  // Infinity and NaN: all ones in the exponent; a NaN becomes quiet, as F16C makes it.
  Value special = s.ori(magnitude, s.c(0x7f800000));
  Value quiet = s.ori(special, s.c(0x00400000));
  special = s.select(s.ugt(s.andi(u, s.c(0x7fff)), s.c(0x7c00)), quiet, special);
  Value result = s.select(s.uge(magnitude, s.c(0x7c00 << 13)), special, scaled);
  return s.real(s.ori(result, s.shl(s.andi(u, s.c(0x8000)), 16)));
}

/// Normal results round in integers; subnormal ones by adding 0.5, whose last place is the
/// subnormals' last place.
Value roundF16(Steps s, Value v) {
  Value u = s.bits(v);
  Value sign = s.andi(u, s.c(0x80000000));
  Value magnitude = s.xori(u, sign);
  Value odd = s.andi(s.shr(magnitude, 13), s.c(1));
  Value normal = s.shr(s.add(s.add(s.sub(magnitude, s.c(112 << 23)), s.c(0xfff)), odd), 13);
  Value added = s.bits(arith::AddFOp::create(s.b, s.real(magnitude), s.cf(0.5f)));
  Value subnormal = s.sub(added, s.c(0x3f000000));
  Value finite = s.select(s.ult(magnitude, s.c(113 << 23)), subnormal, normal);
  // From 65520 on the nearest is infinity.
  Value result = s.select(s.uge(magnitude, s.c(0x477ff000)), s.c(0x7c00), finite);
  Value quiet = s.ori(s.c(0x7e00), s.andi(s.shr(magnitude, 13), s.c(0x3ff)));
  result = s.select(s.ugt(magnitude, s.c(0x7f800000)), quiet, result);
  return s.narrow(s.ori(result, s.shr(sign, 16)), s.b.getF16Type());
}

/// A double that rounds to f32 without losing on which side of a tie it lies: truncated, with the
/// last bit set if anything was cut off. Rounding that to 16 bits gives what rounding the double
/// would, since f32 has more than two bits to spare.
Value roundToOdd(Steps s, Value v) {
  Value near = arith::TruncFOp::create(s.b, s.f32, v);
  Value back = arith::ExtFOp::create(s.b, s.b.getF64Type(), near);
  Value exact = arith::CmpFOp::create(s.b, arith::CmpFPredicate::UEQ, back, v);
  // Where the nearest is beyond v, one step towards zero truncates.
  Value beyond =
      arith::CmpFOp::create(s.b, arith::CmpFPredicate::OGT, math::AbsFOp::create(s.b, back),
                            math::AbsFOp::create(s.b, v));
  Value u = s.bits(near);
  Value truncated = s.select(beyond, s.sub(u, s.c(1)), u);
  return s.real(s.select(exact, u, s.ori(truncated, s.c(1))));
}

struct ExpandSmallFloats : impl::ExpandSmallFloatsPassBase<ExpandSmallFloats> {
  using ExpandSmallFloatsPassBase::ExpandSmallFloatsPassBase;

  void runOnOperation() override {
    SmallVector<Operation *> operations;
    getOperation().walk([&](Operation *op) {
      if (isa<arith::ArithDialect, math::MathDialect>(op->getDialect()) || isa<MulAddOp>(op)) {
        operations.push_back(op);
      }
    });
    for (Operation *op : operations) {
      expand(op);
    }
    if (asIntegers) {
      keepBits();
    }
  }

  /// Nothing computes with these types any more: their values are only moved.
  void keepBits() {
    auto bits = IntegerType::get(&getContext(), 16);
    AttrTypeReplacer replacer;
    auto isMoved = [&](Type type) {
      return (!hardwareBF16 && isa<BFloat16Type>(type)) || (!hardwareF16 && isa<Float16Type>(type));
    };
    replacer.addReplacement([=](FloatType type) -> std::optional<Type> {
      return isMoved(type) ? std::optional<Type>(bits) : std::nullopt;
    });
    replacer.addReplacement([=](FloatAttr value) -> std::optional<Attribute> {
      return isMoved(value.getType()) ? std::optional<Attribute>(IntegerAttr::get(
                                            bits, value.getValue().bitcastToAPInt()))
                                      : std::nullopt;
    });
    replacer.addReplacement([=](DenseFPElementsAttr values) -> std::optional<Attribute> {
      return isMoved(values.getElementType()) ? std::optional<Attribute>(values.bitcast(bits))
                                              : std::nullopt;
    });
    replacer.recursivelyReplaceElementsIn(getOperation(), /*replaceAttrs=*/true,
                                          /*replaceLocs=*/false, /*replaceTypes=*/true);
    getOperation().walk([](arith::BitcastOp cast) {
      if (cast.getIn().getType() == cast.getType()) {
        cast.replaceAllUsesWith(cast.getIn());
        cast.erase();
      }
    });
  }

  void expand(Operation *op) {
    // These move bits; they neither round nor compute.
    if (isa<arith::ConstantOp, arith::SelectOp, arith::BitcastOp>(op) ||
        !(llvm::any_of(op->getOperandTypes(), isSmallFloat) ||
          llvm::any_of(op->getResultTypes(), isSmallFloat))) {
      return;
    }
    ++numExpanded;
    Steps s(op);
    if (auto extend = dyn_cast<arith::ExtFOp>(op)) {
      Value wide = this->extend(s, extend.getIn());
      if (!extend.getType().isF32()) {
        wide = arith::ExtFOp::create(s.b, extend.getType(), wide);
      }
      replace(op, wide);
      return;
    }
    if (auto truncate = dyn_cast<arith::TruncFOp>(op)) {
      Value in = truncate.getIn();
      if (isSmallFloat(in.getType())) {
        in = extend(s, in);
      }
      replace(op, round(s, in.getType().isF64() ? roundToOdd(s, in) : in, truncate.getType()));
      return;
    }
    if (isa<arith::SIToFPOp, arith::UIToFPOp>(op)) {
      return convertInteger(s, op);
    }
    if (auto fused = dyn_cast<math::FmaOp>(op)) {
      return fuse(s, fused);
    }
    Operation *wide = s.b.clone(*op);
    s.b.setInsertionPoint(wide);
    for (OpOperand &operand : wide->getOpOperands()) {
      if (isSmallFloat(operand.get().getType())) {
        operand.set(extend(s, operand.get()));
      }
    }
    s.b.setInsertionPointAfter(wide);
    Value result = wide->getResult(0);
    if (Type type = result.getType(); isSmallFloat(type)) {
      result.setType(s.f32);
      result = round(s, result, type);
    }
    replace(op, result);
  }

  /// The product is exact in f64; the sum is rounded to odd there, so that the next rounding is the
  /// only one.
  void fuse(Steps &s, math::FmaOp op) {
    Type f64 = s.b.getF64Type();
    auto wide = [&](Value v) -> Value { return arith::ExtFOp::create(s.b, f64, extend(s, v)); };
    auto minus = [&](Value x, Value y) -> Value { return arith::SubFOp::create(s.b, x, y); };
    auto compare = [&](arith::CmpFPredicate how, Value x, Value y) -> Value {
      return arith::CmpFOp::create(s.b, how, x, y);
    };
    auto c64 = [&](int64_t v) -> Value {
      return arith::ConstantIntOp::create(s.b, s.b.getI64Type(), v);
    };
    Value product = arith::MulFOp::create(s.b, wide(op.getA()), wide(op.getB()));
    Value addend = wide(op.getC());
    Value sum = arith::AddFOp::create(s.b, product, addend);
    Value part = minus(sum, product);
    Value lost = arith::AddFOp::create(s.b, minus(product, minus(sum, part)), minus(addend, part));
    Value zero = arith::ConstantOp::create(s.b, s.b.getF64FloatAttr(0));
    Value isUp = compare(arith::CmpFPredicate::OGT, lost, zero);
    Value isPositive = compare(arith::CmpFPredicate::OGT, sum, zero);
    Value isAway = arith::CmpIOp::create(s.b, arith::CmpIPredicate::eq, isUp, isPositive);
    Value bits = arith::BitcastOp::create(s.b, s.b.getI64Type(), sum);
    Value isEven =
        arith::CmpIOp::create(s.b, arith::CmpIPredicate::eq, s.andi(bits, c64(1)), c64(0));
    Value isInexact = compare(arith::CmpFPredicate::ONE, lost, zero);
    Value odd = s.add(bits, s.select(isAway, c64(1), c64(-1)));
    Value result =
        arith::BitcastOp::create(s.b, f64, s.select(s.andi(isInexact, isEven), odd, bits));
    replace(op, round(s, roundToOdd(s, result), op.getType()));
  }

  /// Through f64, which holds 32 bits exactly; of 64 bits, those that it cannot hold are kept as a
  /// sticky last one.
  void convertInteger(Steps &s, Operation *op) {
    Value in = op->getOperand(0);
    bool isSigned = isa<arith::SIToFPOp>(op);
    Type f64 = s.b.getF64Type();
    auto toDouble = [&](Value v) -> Value {
      return isSigned ? arith::SIToFPOp::create(s.b, f64, v).getResult()
                      : arith::UIToFPOp::create(s.b, f64, v).getResult();
    };
    Value wide;
    if (in.getType().getIntOrFloatBitWidth() < 64) {
      wide = toDouble(in);
    } else {
      // Cutting off the low bits rounds down; with the sticky bit set the value still lies on the
      // same side of every tie.
      auto c64 = [&](int64_t v) -> Value {
        return arith::ConstantIntOp::create(s.b, in.getType(), v);
      };
      Value low = s.andi(in, c64(0x7ff));
      Value any = arith::CmpIOp::create(s.b, arith::CmpIPredicate::ne, low, c64(0));
      Value cut = s.andi(in, c64(~int64_t(0x7ff)));
      Value sticky = s.ori(cut, s.select(any, c64(0x800), c64(0)));
      Value high = arith::ShRSIOp::create(s.b, in, c64(53));
      // Small values, of either sign, are exact as they are.
      Value isSmall =
          isSigned ? Value(arith::OrIOp::create(
                         s.b, arith::CmpIOp::create(s.b, arith::CmpIPredicate::eq, high, c64(0)),
                         arith::CmpIOp::create(s.b, arith::CmpIPredicate::eq, high, c64(-1))))
                   : Value(arith::CmpIOp::create(s.b, arith::CmpIPredicate::eq, high, c64(0)));
      wide = toDouble(s.select(isSmall, in, sticky));
    }
    replace(op, round(s, roundToOdd(s, wide), op->getResult(0).getType()));
  }

  void replace(Operation *op, Value result) {
    op->getResult(0).replaceAllUsesWith(result);
    op->erase();
  }

  Value extend(Steps &s, Value v) {
    if (isa<BFloat16Type>(v.getType())) {
      return extendBF16(s, v);
    }
    if (hardwareF16) {
      return arith::ExtFOp::create(s.b, s.f32, v);
    }
    return extendF16(s, v);
  }

  Value round(Steps &s, Value v, Type type) {
    bool isBF16 = isa<BFloat16Type>(type);
    if (isBF16 && !hardwareBF16) {
      return roundBF16(s, v);
    }
    if (isBF16 || hardwareF16) {
      return arith::TruncFOp::create(s.b, type, v);
    }
    return roundF16(s, v);
  }
};

} // namespace
} // namespace mlir::dc
