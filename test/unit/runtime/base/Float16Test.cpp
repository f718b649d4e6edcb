// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// dc::f16 and dc::bf16 on the host. Conversions from every type, against independent references, are in test/e2e.
#include <dotcompute/base/float16.h>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace {

template <class T> class Float16 : public ::testing::Test {};
using Formats = ::testing::Types<dc::f16, dc::bf16>;
TYPED_TEST_SUITE(Float16, Formats);

TYPED_TEST(Float16, EveryValueSurvivesTheWayThroughFloat) {
  for (unsigned bits = 0; bits < 0x10000; ++bits) {
    auto value = TypeParam::from_bits(static_cast<unsigned short>(bits));
    float wide = value;
    TypeParam back(wide);
    if (std::isnan(wide)) {
      EXPECT_TRUE(std::isnan(static_cast<float>(back))) << bits;
    } else {
      EXPECT_EQ(back.bits(), bits);
      EXPECT_EQ(TypeParam(static_cast<double>(wide)).bits(), bits);
      EXPECT_EQ((-value).bits(), bits ^ 0x8000);
    }
  }
}

TYPED_TEST(Float16, RoundsToNearestWithTiesToEven) {
  for (unsigned bits = 0; bits < 0x7c00; ++bits) {
    float low = TypeParam::from_bits(static_cast<unsigned short>(bits));
    float high = TypeParam::from_bits(static_cast<unsigned short>(bits + 1));
    if (!std::isfinite(high)) {
      continue;
    }
    double middle = (static_cast<double>(low) + high) / 2;
    EXPECT_EQ(TypeParam(middle).bits(), bits + bits % 2);
    EXPECT_EQ(TypeParam(std::nextafter(middle, 0.0)).bits(), middle == 0 ? 0 : bits);
    EXPECT_EQ(TypeParam(std::nextafter(middle, 1e300)).bits(), bits + 1);
  }
}

TYPED_TEST(Float16, OverflowsToInfinityAndUnderflowsToZero) {
  EXPECT_EQ(static_cast<float>(TypeParam(1e300)), std::numeric_limits<float>::infinity());
  EXPECT_EQ(static_cast<float>(TypeParam(-1e300)), -std::numeric_limits<float>::infinity());
  EXPECT_EQ(TypeParam(-1e-300).bits(), 0x8000);
  EXPECT_EQ(TypeParam(std::numeric_limits<double>::denorm_min()).bits(), 0);
}

TYPED_TEST(Float16, ConvertsIntegersOnce) {
  // A tie of bf16 in 64 bits: halfway between two, and one more.
  long long tie = (0x101ll << 54) + 0;
  EXPECT_EQ(static_cast<float>(dc::bf16(tie)), 0x1p62f);
  EXPECT_EQ(static_cast<float>(dc::bf16(tie + 1)), 0x1.02p62f);
  EXPECT_EQ(static_cast<float>(dc::bf16(-tie - 1)), -0x1.02p62f);
  EXPECT_EQ(static_cast<float>(TypeParam(255)), 255.0f);
}

TYPED_TEST(Float16, ComputesInConstants) {
  constexpr TypeParam a(1.5f), b(0.25);
  static_assert(static_cast<float>(a + b) == 1.75f);
  static_assert(static_cast<float>(a / b) == 6.0f);
  TypeParam c = a;
  c *= b;
  EXPECT_EQ(static_cast<float>(c), 0.375f);
  EXPECT_TRUE(a > b);
  EXPECT_EQ(a * 2.0f, 3.0f); // a float
}

} // namespace
