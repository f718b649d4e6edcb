// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The text of dc::print.
#include <dotcompute/base/print.h>

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace {

using dc::detail::print_value;

std::string line(std::string_view format, std::vector<print_value> values = {}) {
  std::string text;
  dc::detail::append_line(text, format, values.data(), values.size());
  return text;
}

TEST(Print, EndsInOneNewline) {
  EXPECT_EQ(line(""), "\n");
  EXPECT_EQ(line("a"), "a\n");
  EXPECT_EQ(line("a\n"), "a\n");
  EXPECT_EQ(line("a\nb"), "a\nb\n");
}

TEST(Print, PutsValuesInTheirPlaces) {
  EXPECT_EQ(line("{}-{}", {print_value::of(int64_t(-3)), print_value::of(true)}), "-3-true\n");
  EXPECT_EQ(line("{{{}}}", {print_value::of(uint64_t(-1))}), "{18446744073709551615}\n");
  EXPECT_EQ(line("{}", {print_value::of(std::numeric_limits<int64_t>::min())}),
            "-9223372036854775808\n");
}

TEST(Print, TakesTheShortestTextOfAFloat) {
  const float inf = std::numeric_limits<float>::infinity();
  EXPECT_EQ(line("{}", {print_value::of(0.1f)}), "0.1\n");
  EXPECT_EQ(line("{}", {print_value::of(0.1)}), "0.1\n");
  EXPECT_EQ(line("{}", {print_value::of(double(0.1f))}), "0.10000000149011612\n");
  EXPECT_EQ(line("{} {}", {print_value::of(-0.f), print_value::of(1e30f)}), "-0 1e+30\n");
  EXPECT_EQ(line("{} {}", {print_value::of(-inf), print_value::of(1e-45f)}), "-inf 1e-45\n");
  EXPECT_EQ(line("{}", {print_value::of(std::numeric_limits<double>::denorm_min())}), "5e-324\n");
}

TEST(Print, HasOneNaN) {
  for (uint32_t bits : {0x7fc00000u, 0xffc00000u, 0x7f800001u, 0xffffffffu}) {
    EXPECT_EQ(line("{}", {{print_value::float32, bits}}), "nan\n");
  }
}

TEST(Print, DoesNotReadBeyondItsValues) {
  EXPECT_EQ(line("{} {} {", {print_value::of(int64_t(1))}), "1  {\n");
  EXPECT_EQ(line("x", {print_value::of(int64_t(1))}), "x\n");
}

} // namespace
