// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Expressions as infix text: operators, parentheses, names, limits.
#include "runtime/artifact/Expr.h"
#include "test/unit/runtime/artifact/Samples.h"

#include <gtest/gtest.h>

#include <bit>

using namespace dc::rt::artifact;

namespace {

std::string last(const std::vector<ExprNode> &table, std::span<const ArgInfo> args = {}) {
  return to_text(table, static_cast<uint32_t>(table.size() - 1), args);
}

ExprNode integer(int64_t value) { return {ExprOp::ConstInt, 0, 0, 0, value}; }
ExprNode real(double value) { return {ExprOp::ConstFloat, 0, 0, 0, std::bit_cast<int64_t>(value)}; }

TEST(ExprText, Samples) {
  ArtifactData data = test::rich();
  const KernelInfo &saxpy = data.kernels[0];
  EXPECT_EQ(to_text(saxpy.exprs, 3, saxpy.args), "x.size() >= domain(0)");
  EXPECT_EQ(to_text(saxpy.exprs, 6, saxpy.args), "0.5 < a");
  EXPECT_EQ(to_text(saxpy.exprs, 8, saxpy.args), "y.size() < 2147483648");
  const KernelInfo &transpose = data.kernels[1];
  EXPECT_EQ(to_text(transpose.exprs, 6, transpose.args), "(in.extent(0) + 15) / 16");
  EXPECT_EQ(to_text(transpose.exprs, 17, transpose.args),
            "out.stride(0) == in.extent(0) ? (!(out.size_bytes() % alignment(out)) && "
            "ule(n, out.size_bytes())) : ule(n, out.size_bytes())");
  EXPECT_EQ(to_text(transpose.exprs, 20, transpose.args), "u32(n) <= device.shared_bytes");
}

TEST(ExprText, Parentheses) {
  const ExprNode a = integer(1), b = integer(2);
  EXPECT_EQ(last({a, b, {ExprOp::Sub, 0, 1, 0, 0}, {ExprOp::Sub, 2, 0, 0, 0}}), "1 - 2 - 1");
  EXPECT_EQ(last({a, b, {ExprOp::Sub, 0, 1, 0, 0}, {ExprOp::Sub, 0, 2, 0, 0}}), "1 - (1 - 2)");
  EXPECT_EQ(last({a, b, {ExprOp::Mul, 0, 1, 0, 0}, {ExprOp::Add, 0, 2, 0, 0}}), "1 + 1 * 2");
  EXPECT_EQ(last({a, b, {ExprOp::Add, 0, 1, 0, 0}, {ExprOp::Mul, 0, 2, 0, 0}}), "1 * (1 + 2)");
  EXPECT_EQ(last({a, b, {ExprOp::Lt, 0, 1, 0, 0}, {ExprOp::Lt, 2, 1, 0, 0}}), "(1 < 2) < 2");
  EXPECT_EQ(last({a, b, {ExprOp::Shl, 0, 1, 0, 0}, {ExprOp::Add, 2, 1, 0, 0}}), "(1 << 2) + 2");
  EXPECT_EQ(last({a, b, {ExprOp::Xor, 1, 1, 0, 0}, {ExprOp::Eq, 2, 0, 0, 0}}), "(2 ^ 2) == 1");
  EXPECT_EQ(last({a, b, {ExprOp::Select, 0, 1, 0, 0}, {ExprOp::Add, 2, 1, 0, 0}}),
            "(1 ? 2 : 1) + 2");
  EXPECT_EQ(last({integer(-3), b, {ExprOp::Mul, 1, 0, 0, 0}}), "2 * (-3)");
  EXPECT_EQ(last({integer(-3), b, {ExprOp::Add, 0, 1, 0, 0}}), "-3 + 2");
}

TEST(ExprText, Booleans) {
  const ExprNode a = integer(5), b = integer(7), lt = {ExprOp::Lt, 0, 1, 0, 0},
                 ne = {ExprOp::Ne, 0, 1, 0, 0};
  EXPECT_EQ(last({a, b, lt, ne, {ExprOp::And, 2, 3, 0, 0}}), "5 < 7 && 5 != 7");
  EXPECT_EQ(last({a, b, lt, ne, {ExprOp::Or, 2, 3, 0, 0}, {ExprOp::And, 4, 2, 0, 0}}),
            "(5 < 7 || 5 != 7) && 5 < 7");
  EXPECT_EQ(last({a, b, lt, ne, {ExprOp::And, 2, 3, 0, 0}, {ExprOp::And, 4, 2, 0, 0}}),
            "5 < 7 && 5 != 7 && 5 < 7");
  EXPECT_EQ(last({a, b, lt, integer(0), {ExprOp::Select, 2, 2, 3, 0}}), "5 < 7 && 5 < 7");
  EXPECT_EQ(last({a, b, lt, integer(1), {ExprOp::Select, 2, 3, 2, 0}}), "5 < 7 || 5 < 7");
  EXPECT_EQ(last({a, b, lt, {ExprOp::And, 0, 2, 0, 0}}), "5 & 5 < 7");
}

TEST(ExprText, Functions) {
  const ExprNode a = integer(5), b = integer(7), f = real(1.0);
  EXPECT_EQ(last({a, b, {ExprOp::Min, 0, 1, 0, 0}}), "min(5, 7)");
  EXPECT_EQ(last({a, b, {ExprOp::UShr, 0, 1, 0, 0}}), "ushr(5, 7)");
  EXPECT_EQ(last({a, {ExprOp::ToFloat, 0, 0, 0, 0}}), "double(5)");
  EXPECT_EQ(last({f, {ExprOp::RoundF32, 0, 0, 0, 0}}), "float(1.0)");
  EXPECT_EQ(last({f, {ExprOp::ToInt, 0, 0, 0, 0}}), "int(1.0)");
  EXPECT_EQ(last({a, {ExprOp::Wrap, 0, 0, 0, 32}}), "i32(5)");
  EXPECT_EQ(last({real(1e300)}), "1.0000000000000001e+300");
}

TEST(ExprText, HostileTables) {
  EXPECT_EQ(last({{ExprOp::Add, 0, 99, 0, 0}}), "? + ?");
  EXPECT_EQ(last({{static_cast<ExprOp>(200), 0, 0, 0, 0}}), "?");
  EXPECT_EQ(to_text({}, 3, {}), "?");
  EXPECT_EQ(last({integer(1), {ExprOp::Wrap, 0, 0, 0, INT64_MIN}}), "u9223372036854775808(1)");
  EXPECT_EQ(last({{ExprOp::DeviceFact, 77, 0, 0, 0}}), "device.unknown");
  const ArgInfo evil[] = {
      {"\x1b[2J", ArgKind::Scalar, ElementType::I32, Access::Read, 0, false, 1}};
  EXPECT_EQ(last({{ExprOp::Scalar, 0, 0, 0, 0}}, evil), "\\x1b[2J");
  const ArgInfo umlaut[] = {
      {"\xc3\xb6\xc3\xb6\xc3\xb6", ArgKind::Scalar, ElementType::I32, Access::Read, 0, false, 1}};
  EXPECT_EQ(to_text(std::vector<ExprNode>{{ExprOp::Scalar, 0, 0, 0, 0}}, 0, umlaut, 3),
            "\xc3\xb6...");
}

} // namespace
