// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Folds of the DC operations. They use constants only: what a fact can establish is for validation
// to decide.
#include "dialects/DC/DC.h"

#include "mlir/IR/Matchers.h"
#include "mlir/IR/PatternMatch.h"

#include "llvm/ADT/APSInt.h"

namespace mlir::dc {

//===-- Total division
//---------------------------------------------------------------------------------------------===//

static std::optional<APInt> constantInt(Attribute attr) {
  if (auto value = dyn_cast_or_null<IntegerAttr>(attr)) {
    return value.getValue();
  }
  return std::nullopt;
}

/// Both operands constant, or a divisor of 1 whose result is `byOne`. A zero divisor never reaches
/// `compute`.
static OpFoldResult foldDivision(Attribute lhs, Attribute rhs, Type type, OpFoldResult byOne,
                                 function_ref<APInt(const APInt &, const APInt &)> compute) {
  std::optional<APInt> divisor = constantInt(rhs);
  if (!divisor) {
    return {};
  }
  if (divisor->isZero()) {
    return IntegerAttr::get(type, APInt::getZero(divisor->getBitWidth()));
  }
  // An i1 holds 0 and -1 where it is signed, so its 1 is no unit there.
  if (divisor->isOne() && divisor->getBitWidth() > 1) {
    return byOne;
  }
  if (std::optional<APInt> dividend = constantInt(lhs)) {
    return IntegerAttr::get(type, compute(*dividend, *divisor));
  }
  return {};
}

static IntegerAttr zero(Type type) { return IntegerAttr::get(type, 0); }

// APInt's sdiv and srem wrap where the quotient does not fit: MIN / -1 is MIN, MIN % -1 is 0.
OpFoldResult DivSIOp::fold(FoldAdaptor adaptor) {
  return foldDivision(adaptor.getLhs(), adaptor.getRhs(), getType(), getLhs(),
                      [](const APInt &a, const APInt &b) { return a.sdiv(b); });
}

OpFoldResult DivUIOp::fold(FoldAdaptor adaptor) {
  return foldDivision(adaptor.getLhs(), adaptor.getRhs(), getType(), getLhs(),
                      [](const APInt &a, const APInt &b) { return a.udiv(b); });
}

OpFoldResult RemSIOp::fold(FoldAdaptor adaptor) {
  return foldDivision(adaptor.getLhs(), adaptor.getRhs(), getType(), zero(getType()),
                      [](const APInt &a, const APInt &b) { return a.srem(b); });
}

OpFoldResult RemUIOp::fold(FoldAdaptor adaptor) {
  return foldDivision(adaptor.getLhs(), adaptor.getRhs(), getType(), zero(getType()),
                      [](const APInt &a, const APInt &b) { return a.urem(b); });
}

//===-- Float to integer
//-------------------------------------------------------------------------------------------===//

/// APFloat's conversion is the language's: it truncates, saturates, and gives 0 for NaN.
static OpFoldResult foldFloatToInt(Attribute in, Type type, bool isUnsigned) {
  auto value = dyn_cast_or_null<FloatAttr>(in);
  if (!value) {
    return {};
  }
  llvm::APSInt result(type.getIntOrFloatBitWidth(), isUnsigned);
  bool isExact = false;
  value.getValue().convertToInteger(result, APFloat::rmTowardZero, &isExact);
  return IntegerAttr::get(type, result);
}

OpFoldResult FPToSIOp::fold(FoldAdaptor adaptor) {
  return foldFloatToInt(adaptor.getIn(), getType(), /*isUnsigned=*/false);
}

OpFoldResult FPToUIOp::fold(FoldAdaptor adaptor) {
  return foldFloatToInt(adaptor.getIn(), getType(), /*isUnsigned=*/true);
}

//===-- Guards
//-----------------------------------------------------------------------------------------------------===//

OpFoldResult GuardOp::fold(FoldAdaptor adaptor) {
  std::optional<APInt> index = constantInt(adaptor.getIndex());
  std::optional<APInt> extent = constantInt(adaptor.getExtent());
  if (!index || !extent) {
    return {};
  }
  return BoolAttr::get(getContext(), !index->isNegative() && index->slt(*extent));
}

LogicalResult AssertOp::canonicalize(AssertOp op, PatternRewriter &rewriter) {
  if (!matchPattern(op.getCondition(), m_One())) {
    return failure();
  }
  rewriter.eraseOp(op);
  return success();
}

LogicalResult FaultOp::canonicalize(FaultOp op, PatternRewriter &rewriter) {
  if (!matchPattern(op.getCondition(), m_Zero())) {
    return failure();
  }
  rewriter.eraseOp(op);
  return success();
}

} // namespace mlir::dc
