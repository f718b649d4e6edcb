// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What every expression operation means, as tables; failures; cost.
#include "runtime/artifact/Expr.h"
#include "runtime/artifact/Names.h"
#include "runtime/artifact/Version.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>

using namespace dc::rt;
using namespace dc::rt::artifact;

namespace {

constexpr int64_t kMin = std::numeric_limits<int64_t>::min();
constexpr int64_t kMax = std::numeric_limits<int64_t>::max();
constexpr double kInf = std::numeric_limits<double>::infinity();
const double kNaN = std::nan("");

ExprNode integer(int64_t value) { return {ExprOp::ConstInt, 0, 0, 0, value}; }
ExprNode real(double value) { return {ExprOp::ConstFloat, 0, 0, 0, std::bit_cast<int64_t>(value)}; }

ExprOutcome apply(ExprOp op, ExprNode a, ExprNode b, int64_t imm = 0) {
  const ExprNode table[] = {a, b, {op, 0, 1, 0, imm}};
  return evaluate_fast(table, 2, {});
}

struct IntCase {
  ExprOp op;
  int64_t a, b;
  int64_t result;
  ExprError error = ExprError::None;
};

TEST(Expr, Integers) {
  const auto overflow = ExprError::Overflow, zero = ExprError::DivisionByZero;
  const IntCase cases[] = {
      {ExprOp::Add, 2, 3, 5},
      {ExprOp::Add, kMax, 0, kMax},
      {ExprOp::Add, kMax, 1, 0, overflow},
      {ExprOp::Add, kMin, -1, 0, overflow},
      {ExprOp::Sub, 2, 3, -1},
      {ExprOp::Sub, kMin, 1, 0, overflow},
      {ExprOp::Sub, 0, kMin, 0, overflow},
      {ExprOp::Sub, -1, kMin, kMax},
      {ExprOp::Mul, -4, 3, -12},
      {ExprOp::Mul, int64_t(1) << 32, int64_t(1) << 31, 0, overflow},
      {ExprOp::Mul, kMin, -1, 0, overflow},
      {ExprOp::Mul, kMin, 1, kMin},
      {ExprOp::Mul, int64_t(1) << 31, int64_t(1) << 31, int64_t(1) << 62},
      {ExprOp::Div, 7, 2, 3},
      {ExprOp::Div, -7, 2, -3},
      {ExprOp::Div, 7, -2, -3},
      {ExprOp::Div, 7, -1, -7},
      {ExprOp::Div, kMin, -1, 0, overflow},
      {ExprOp::Div, 7, 0, 0, zero},
      {ExprOp::Rem, 7, 3, 1},
      {ExprOp::Rem, -7, 3, -1},
      {ExprOp::Rem, 7, -3, 1},
      {ExprOp::Rem, kMin, -1, 0},
      {ExprOp::Rem, 7, 0, 0, zero},
      {ExprOp::UDiv, -1, 2, kMax},
      {ExprOp::UDiv, 1, 0, 0, zero},
      {ExprOp::UDiv, kMin, -1, 0},
      {ExprOp::URem, -1, 10, 5},
      {ExprOp::URem, 1, 0, 0, zero},
      {ExprOp::Min, -1, 1, -1},
      {ExprOp::Max, -1, 1, 1},
      {ExprOp::Eq, 3, 3, 1},
      {ExprOp::Eq, 3, 4, 0},
      {ExprOp::Ne, 3, 4, 1},
      {ExprOp::Lt, -1, 0, 1},
      {ExprOp::Lt, 0, 0, 0},
      {ExprOp::Le, 0, 0, 1},
      {ExprOp::Gt, 0, -1, 1},
      {ExprOp::Ge, -1, 0, 0},
      {ExprOp::ULt, -1, 0, 0},
      {ExprOp::ULt, 0, -1, 1},
      {ExprOp::ULe, -1, -1, 1},
      {ExprOp::And, 12, 10, 8},
      {ExprOp::Or, 12, 10, 14},
      {ExprOp::Xor, 12, 10, 6},
      {ExprOp::Not, 0, 0, 1},
      {ExprOp::Not, 7, 0, 0},
      {ExprOp::Shl, 1, 63, kMin},
      {ExprOp::Shl, 3, 64, 3},
      {ExprOp::Shl, kMax, 1, -2},
      {ExprOp::Shr, -8, 1, -4},
      {ExprOp::Shr, -8, 65, -4},
      {ExprOp::UShr, -1, 63, 1},
      {ExprOp::UShr, -1, -1, 1},
  };
  for (const IntCase &c : cases) {
    ExprOutcome outcome = apply(c.op, integer(c.a), integer(c.b));
    EXPECT_EQ(outcome.error, c.error) << to_string(c.op) << " " << c.a << " " << c.b;
    EXPECT_FALSE(outcome.value.isFloat);
    EXPECT_EQ(outcome.value.i, c.result) << to_string(c.op) << " " << c.a << " " << c.b;
    EXPECT_EQ(outcome.node, c.error == ExprError::None ? kNoExpr : 2u);
  }
}

TEST(Expr, Wrap) {
  struct Case {
    int64_t value, bits, result;
  };
  const Case cases[] = {{255, 8, -1},
                        {127, 8, 127},
                        {-1, -8, 255},
                        {256, -8, 0},
                        {1, 1, -1},
                        {1, -1, 1},
                        {kMin, 64, kMin},
                        {-1, -64, -1},
                        {0x80000000, 32, -0x80000000ll},
                        {-1, -32, 0xffffffff},
                        {int64_t(1) << 32, 32, 0}};
  for (const Case &c : cases) {
    EXPECT_EQ(apply(ExprOp::Wrap, integer(c.value), integer(0), c.bits).value.i, c.result)
        << c.value << " " << c.bits;
  }
  for (int64_t bits : {int64_t(0), int64_t(65), int64_t(-65), kMin, kMax}) {
    EXPECT_EQ(apply(ExprOp::Wrap, integer(1), integer(0), bits).error, ExprError::Malformed)
        << bits;
  }
}

TEST(Expr, Floats) {
  auto number = [](ExprOp op, double a, double b) {
    ExprOutcome outcome = apply(op, real(a), real(b));
    EXPECT_EQ(outcome.error, ExprError::None) << to_string(op);
    EXPECT_TRUE(outcome.value.isFloat) << to_string(op);
    return outcome.value.f;
  };
  EXPECT_EQ(number(ExprOp::Add, 0.5, 1), 1.5);
  EXPECT_EQ(number(ExprOp::Sub, 0.5, 1), -0.5);
  EXPECT_EQ(number(ExprOp::Mul, 0.5, 3), 1.5);
  EXPECT_EQ(number(ExprOp::Mul, 1e300, 1e300), kInf) << "floats never fail";
  EXPECT_EQ(number(ExprOp::Div, 1, 0), kInf);
  EXPECT_TRUE(std::isnan(number(ExprOp::Div, 0, 0)));
  EXPECT_EQ(number(ExprOp::Rem, -7.5, 2), -1.5);
  EXPECT_TRUE(std::isnan(number(ExprOp::Rem, 1, 0)));
  EXPECT_EQ(number(ExprOp::Min, 1, 2), 1);
  EXPECT_EQ(number(ExprOp::Min, 2, 1), 1);
  EXPECT_EQ(number(ExprOp::Max, 1, 2), 2);
  EXPECT_EQ(number(ExprOp::Max, 2, 1), 2);
  for (ExprOp op : {ExprOp::Min, ExprOp::Max}) {
    EXPECT_TRUE(std::isnan(number(op, kNaN, 1))) << to_string(op);
    EXPECT_TRUE(std::isnan(number(op, 1, kNaN))) << to_string(op);
  }
  EXPECT_TRUE(std::signbit(number(ExprOp::Min, 0.0, -0.0)));
  EXPECT_TRUE(std::signbit(number(ExprOp::Min, -0.0, 0.0)));
  EXPECT_FALSE(std::signbit(number(ExprOp::Max, 0.0, -0.0)));
  EXPECT_FALSE(std::signbit(number(ExprOp::Max, -0.0, 0.0)));
  EXPECT_EQ(number(ExprOp::RoundF32, 0.1, 0), double(0.1f));
  EXPECT_EQ(number(ExprOp::RoundF32, 1e300, 0), kInf);
}

TEST(Expr, FloatComparesAreFalseForNaNButForNe) {
  auto flag = [](ExprOp op, double a, double b) { return apply(op, real(a), real(b)).value.i; };
  EXPECT_EQ(flag(ExprOp::Lt, 1, 2), 1);
  EXPECT_EQ(flag(ExprOp::Le, 2, 2), 1);
  EXPECT_EQ(flag(ExprOp::Gt, 1, 2), 0);
  EXPECT_EQ(flag(ExprOp::Ge, 2, 2), 1);
  EXPECT_EQ(flag(ExprOp::Eq, 0.0, -0.0), 1);
  for (ExprOp op : {ExprOp::Lt, ExprOp::Le, ExprOp::Gt, ExprOp::Ge, ExprOp::Eq}) {
    EXPECT_EQ(flag(op, kNaN, 1), 0) << to_string(op);
    EXPECT_EQ(flag(op, 1, kNaN), 0) << to_string(op);
  }
  EXPECT_EQ(flag(ExprOp::Ne, kNaN, kNaN), 1);
  EXPECT_FALSE(apply(ExprOp::Lt, real(1), real(2)).value.isFloat);
}

TEST(Expr, Conversions) {
  auto convert = [](double value) {
    const ExprNode table[] = {real(value), {ExprOp::ToInt, 0, 0, 0, 0}};
    return evaluate_fast(table, 1, {}).value.i;
  };
  EXPECT_EQ(convert(2.9), 2);
  EXPECT_EQ(convert(-2.9), -2);
  EXPECT_EQ(convert(kNaN), 0);
  EXPECT_EQ(convert(kInf), kMax);
  EXPECT_EQ(convert(-kInf), kMin);
  EXPECT_EQ(convert(0x1p63), kMax);
  EXPECT_EQ(convert(-0x1p63), kMin);
  EXPECT_EQ(convert(0x1.fffffffffffffp62), 0x7ffffffffffffc00);
  const ExprNode table[] = {integer(kMax), {ExprOp::ToFloat, 0, 0, 0, 0}};
  EXPECT_EQ(evaluate_fast(table, 1, {}).value.f, 0x1p63);
}

TEST(Expr, Leaves) {
  ArgOperand args[2];
  args[0].address = 0x1030;
  args[0].extents = {4, 5, 6};
  args[0].strides = {100, 10, 1};
  args[0].byteSize = 480;
  args[1].scalar = ExprValue::of(2.5);
  const int64_t domain[] = {7, 8};
  ExprInputs inputs{args, domain, {32, 1024, 49152}};
  auto leaf = [&](ExprOp op, uint32_t a, uint32_t b = 0) {
    const ExprNode table[] = {{op, a, b, 0, 0}};
    return evaluate_fast(table, 0, inputs);
  };
  EXPECT_EQ(leaf(ExprOp::Extent, 0, 2).value.i, 6);
  EXPECT_EQ(leaf(ExprOp::Stride, 0, 1).value.i, 10);
  EXPECT_EQ(leaf(ExprOp::ByteSize, 0).value.i, 480);
  EXPECT_EQ(leaf(ExprOp::Alignment, 0).value.i, 16);
  EXPECT_EQ(leaf(ExprOp::Scalar, 1).value.f, 2.5);
  EXPECT_TRUE(leaf(ExprOp::Scalar, 1).value.isFloat);
  EXPECT_EQ(leaf(ExprOp::Domain, 1).value.i, 8);
  EXPECT_EQ(leaf(ExprOp::DeviceFact, 1).value.i, 1024);
  // An unchecked table is no reason to crash.
  EXPECT_EQ(leaf(ExprOp::Extent, 2).error, ExprError::Malformed);
  EXPECT_EQ(leaf(ExprOp::Extent, 0, 3).error, ExprError::Malformed);
  EXPECT_EQ(leaf(ExprOp::Domain, 2).error, ExprError::Malformed);
  EXPECT_EQ(leaf(ExprOp::DeviceFact, 3).error, ExprError::Malformed);
  args[0].address = 0;
  EXPECT_GT(leaf(ExprOp::Alignment, 0).value.i, 4096) << "an empty array is aligned";
  args[0].address = uint64_t(1) << 63;
  EXPECT_GE(leaf(ExprOp::Alignment, 0).value.i, 4096);
}

TEST(Expr, SelectUsesOnlyWhatItChooses) {
  // n != 0 ? m / n : 5
  const ExprNode table[] = {integer(0),
                            integer(10),
                            {ExprOp::Div, 1, 0, 0, 0},
                            integer(5),
                            {ExprOp::Ne, 0, 0, 0, 0},
                            {ExprOp::Select, 4, 2, 3, 0},
                            {ExprOp::Select, 3, 2, 3, 0},
                            {ExprOp::Select, 2, 3, 3, 0}};
  EXPECT_EQ(evaluate_fast(table, 5, {}).value.i, 5);
  ExprOutcome failed = evaluate_fast(table, 6, {});
  EXPECT_EQ(failed.error, ExprError::DivisionByZero);
  EXPECT_EQ(failed.node, 2u);
  EXPECT_EQ(evaluate_fast(table, 7, {}).error, ExprError::DivisionByZero) << "a failed condition";
}

TEST(Expr, FailuresSpread) {
  const ExprNode table[] = {integer(kMax),
                            {ExprOp::Add, 0, 0, 0, 0},
                            integer(0),
                            {ExprOp::And, 2, 1, 0, 0},
                            {ExprOp::Not, 3, 0, 0, 0},
                            {ExprOp::ToFloat, 4, 0, 0, 0}};
  ExprOutcome outcome = evaluate_fast(table, 5, {});
  EXPECT_EQ(outcome.error, ExprError::Overflow);
  EXPECT_EQ(outcome.node, 1u);
  EXPECT_EQ(evaluate_fast(table, 2, {}).error, ExprError::None)
      << "what is not used does not count";
}

TEST(Expr, Malformed) {
  auto error = [](std::vector<ExprNode> table) {
    return evaluate_fast(table, static_cast<uint32_t>(table.size() - 1), {}).error;
  };
  EXPECT_EQ(error({{ExprOp::Add, 0, 0, 0, 0}}), ExprError::Malformed) << "itself";
  EXPECT_EQ(error({integer(1), {ExprOp::Add, 0, 7, 0, 0}}), ExprError::Malformed);
  EXPECT_EQ(error({integer(1), {ExprOp::Select, 0, 0, 1, 0}}), ExprError::Malformed);
  EXPECT_EQ(error({integer(1), real(1), {ExprOp::Add, 0, 1, 0, 0}}), ExprError::Malformed);
  EXPECT_EQ(error({real(1), {ExprOp::Not, 0, 0, 0, 0}}), ExprError::Malformed);
  EXPECT_EQ(error({real(1), {ExprOp::Select, 0, 0, 0, 0}}), ExprError::Malformed);
  EXPECT_EQ(error({integer(1), {ExprOp::ToInt, 0, 0, 0, 0}}), ExprError::Malformed);
  EXPECT_EQ(error({real(1), {ExprOp::Shl, 0, 0, 0, 0}}), ExprError::Malformed);
  EXPECT_EQ(error({integer(1), {static_cast<ExprOp>(77), 0, 0, 0, 0}}), ExprError::Malformed);
  EXPECT_EQ(evaluate_fast({}, 0, {}).error, ExprError::Malformed);
  EXPECT_EQ(evaluate_fast({}, kNoExpr, {}).error, ExprError::Malformed);
}

TEST(Expr, DeepTablesAreLinear) {
  // x, x + x, (x + x) + (x + x), ...: 2^4095 leaves as a tree, 4096 nodes as a table.
  std::vector<ExprNode> table = {integer(0)};
  while (table.size() < kMaxExprNodes) {
    auto last = static_cast<uint32_t>(table.size() - 1);
    table.push_back({ExprOp::Add, last, last, 0, 0});
  }
  ExprOutcome outcome = evaluate_fast(table, kMaxExprNodes - 1, {});
  EXPECT_EQ(outcome.error, ExprError::None);
  EXPECT_EQ(outcome.value.i, 0);
  EXPECT_LE(to_text(table, kMaxExprNodes - 1, {}).size(), 403u);
  table.push_back(table.back());
  EXPECT_EQ(evaluate_fast(table, kMaxExprNodes, {}).error, ExprError::Malformed)
      << "above the limit";
}

TEST(Expr, Statuses) {
  const ArgInfo args[] = {{"x", ArgKind::Array, ElementType::F32, Access::Read, 1, false, 4}};
  ArgOperand operand;
  operand.extents = {kMax, 0, 0};
  const ExprNode table[] = {{ExprOp::Extent, 0, 0, 0, 0}, integer(2),
                            {ExprOp::Mul, 0, 1, 0, 0},    integer(0),
                            {ExprOp::Div, 0, 3, 0, 0},    {ExprOp::Ge, 2, 3, 0, 0}};
  ExprInputs inputs{{&operand, 1}, {}, {}};
  EXPECT_EQ(evaluate(table, 1, inputs, args).value().i, 2);
  Status overflow = evaluate(table, 5, inputs, args).status();
  EXPECT_EQ(overflow.id(), "DCR2101");
  EXPECT_EQ(overflow.message(), "'x.size() * 2' overflows 64 bits");
  Status zero = evaluate(table, 4, inputs).status();
  EXPECT_EQ(zero.id(), "DCR2102");
  EXPECT_EQ(zero.code(), StatusCode::InvalidArgument);
  EXPECT_EQ(zero.message(), "'arg0.extent(0) / 0' divides by zero");
  EXPECT_EQ(evaluate(table, 6, inputs).status().id(), "DCR2103");
}

TEST(Expr, Truthy) {
  EXPECT_TRUE(ExprValue::of(int64_t(-1)).truthy());
  EXPECT_FALSE(ExprValue::of(int64_t(0)).truthy());
  EXPECT_TRUE(ExprValue::of(kNaN).truthy());
  EXPECT_FALSE(ExprValue::of(-0.0).truthy());
}

} // namespace
