// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// dc::f8e4m3 and dc::f8e5m2 on the host: every number of them, and conversions against a search for
// the nearest.
#include <dotcompute/base/float8.h>

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>
#include <vector>

namespace {

/// The value that OCP's specification gives the bits, from its formulas.
double valueOf(unsigned bits, int exponentBits) {
  const int mantissaBits = 7 - exponentBits;
  const int bias = (1 << (exponentBits - 1)) - 1;
  const int exponent = static_cast<int>(bits >> mantissaBits) & ((1 << exponentBits) - 1);
  const int mantissa = static_cast<int>(bits) & ((1 << mantissaBits) - 1);
  double value = exponent == 0
                     ? std::ldexp(mantissa, 1 - bias - mantissaBits)
                     : std::ldexp((1 << mantissaBits) + mantissa, exponent - bias - mantissaBits);
  if (exponentBits == 5 && exponent == 31) {
    value = mantissa == 0 ? std::numeric_limits<double>::infinity()
                          : std::numeric_limits<double>::quiet_NaN();
  }
  if (exponentBits == 4 && (bits & 0x7f) == 0x7f) {
    value = std::numeric_limits<double>::quiet_NaN();
  }
  return (bits & 0x80) != 0 ? -value : value;
}

/// The nearest finite number, ties to the even one; what is larger than all becomes the largest.
unsigned nearest(double value, int exponentBits) {
  const unsigned largest = exponentBits == 4 ? 0x7e : 0x7b;
  const unsigned sign = std::signbit(value) ? 0x80 : 0;
  if (std::isnan(value)) {
    return sign | 0x7f;
  }
  const double magnitude = std::fabs(value);
  if (magnitude >= valueOf(largest, exponentBits)) {
    return sign | largest;
  }
  unsigned best = 0;
  for (unsigned bits = 1; bits <= largest; ++bits) {
    // Exact, or far from a tie.
    const double here = std::fabs(magnitude - valueOf(bits, exponentBits));
    const double there = std::fabs(magnitude - valueOf(best, exponentBits));
    if (here < there || (here == there && (bits & 1) == 0)) {
      best = bits;
    }
  }
  return sign | best;
}

template <class F8> class Float8 : public testing::Test {};
struct E4M3 {
  using type = dc::f8e4m3;
  static constexpr int exponentBits = 4;
};
struct E5M2 {
  using type = dc::f8e5m2;
  static constexpr int exponentBits = 5;
};
using Types = testing::Types<E4M3, E5M2>;
TYPED_TEST_SUITE(Float8, Types);

TYPED_TEST(Float8, EveryNumberBecomesAFloatAndComesBack) {
  for (unsigned bits = 0; bits < 256; ++bits) {
    const auto number = TypeParam::type::from_bits(static_cast<unsigned char>(bits));
    const double expected = valueOf(bits, TypeParam::exponentBits);
    const float value = number;
    if (std::isnan(expected)) {
      ASSERT_TRUE(std::isnan(value)) << bits;
      ASSERT_EQ(typename TypeParam::type(value).bits(), (bits & 0x80) | 0x7f) << bits;
      continue;
    }
    ASSERT_EQ(static_cast<double>(value), expected) << bits;
    ASSERT_EQ(std::signbit(value), (bits & 0x80) != 0) << bits;
    if (!std::isinf(expected)) {
      ASSERT_EQ(typename TypeParam::type(value).bits(), bits);
      ASSERT_EQ(typename TypeParam::type(static_cast<double>(value)).bits(), bits);
    }
  }
}

TYPED_TEST(Float8, ConversionsRoundToNearestAndSaturate) {
  // Every float whose lower 14 bits are one of these: all numbers, all midpoints between two, and
  // both sides of each.
  for (uint32_t upper = 0; upper < (1u << 18); ++upper) {
    for (uint32_t lower : {0u, 1u, 0x2000u, 0x3fffu}) {
      const auto value = std::bit_cast<float>(upper << 14 | lower);
      if ((upper & 0x3f) != 0 && (upper & 0x3f) != 0x3f && lower != 0) {
        continue; // far from any midpoint
      }
      const unsigned got = typename TypeParam::type(value).bits();
      ASSERT_EQ(got, nearest(value, TypeParam::exponentBits)) << value;
      ASSERT_EQ(typename TypeParam::type(static_cast<double>(value)).bits(), got) << value;
    }
  }
  // A double that a float would round to a midpoint.
  const double justAbove =
      1.0 + std::ldexp(1.0, -2 - (TypeParam::exponentBits == 4 ? 2 : 1)) + 0x1p-40;
  EXPECT_EQ(typename TypeParam::type(justAbove).bits(),
            nearest(justAbove, TypeParam::exponentBits));
  EXPECT_EQ(typename TypeParam::type(1000000000).bits(),
            TypeParam::exponentBits == 4 ? 0x7e : 0x7b);
  EXPECT_EQ(static_cast<float>(typename TypeParam::type(-3)), -3.0f);
}

static_assert(static_cast<float>(dc::f8e4m3(1e9f)) == 448.0f &&
              static_cast<float>(dc::f8e5m2(-1e9f)) == -57344.0f);

} // namespace
