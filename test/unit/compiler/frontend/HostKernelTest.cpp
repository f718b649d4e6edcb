// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels as plain C++: domains, conversions of containers, and what ends the program with file and line.
#include <dotcompute/host.h>

#include "test/unit/compiler/frontend/kernels/host.dc.cpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <span>
#include <vector>

namespace {

TEST(HostKernel, RunsOverItsOwnDomain) {
  std::vector<float> x = {1, 2, 3}, y = {10, 20, 30};
  dc::host::run(host::saxpy, 2.f, x, y);
  EXPECT_EQ(y, (std::vector<float>{12, 24, 36}));
}

TEST(HostKernel, RunsOverAGivenDomain) {
  std::array<dc::index, 5> ids{};
  dc::host::run(dc::host::threads(4), host::ids, ids);
  EXPECT_EQ(ids, (std::array<dc::index, 5>{4, 5, 6, 7, 0}));
}

TEST(HostKernel, AnEmptyDomainRunsNothing) {
  std::vector<float> x, y;
  dc::host::run(host::saxpy, 2.f, x, y);
  EXPECT_TRUE(y.empty());
}

TEST(HostKernel, TemplatesAreNamedWithTheirArguments) {
  std::vector<int> x = {1, 2};
  dc::host::run(host::scale<int>, 3, x);
  EXPECT_EQ(x, (std::vector<int>{3, 6}));
}

TEST(HostKernel, SpansConvert) {
  std::vector<int> values = {1, 2, 3};
  dc::span<const int> read = values;
  dc::span<int> written = values;
  dc::span<const int> again = written;
  EXPECT_EQ(again.size(), 3);
  EXPECT_EQ(read[2], 3);
  EXPECT_EQ(written.subspan(1, 2)[0], 2);
  dc::span<int> fromStd = std::span<int>(values);
  EXPECT_FALSE(fromStd.empty());
  static_assert(!std::is_convertible_v<dc::span<const int>, dc::span<int>>);
}

TEST(HostKernel, PartsOfArrays) {
  std::vector<int> values = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
  dc::span<int> s = values;
  dc::view<int, 2> m(values.data(), 3, 4);
  EXPECT_EQ(s.first(3).size(), 3);
  EXPECT_EQ(s.last(2)[0], 10);
  EXPECT_EQ(s.subspan(12).size(), 0);
  EXPECT_EQ(s.subspan(4, 2)[1], 5);
  EXPECT_EQ(s.strided(5).size(), 3);
  EXPECT_EQ(s.first(0).strided(5).size(), 0);
  EXPECT_EQ(m.row(1)[2], 6);
  EXPECT_EQ(m.column(1).last(1)[0], 9);
  EXPECT_EQ(m.transposed()(3, 2), 11);
  EXPECT_EQ(m.slice({1, 2}, {1, 3}).stride(0), 4);
  EXPECT_EQ(m.strided(2, 3)(1, 1), 11);
  dc::view<const int, 3> t(values.data(), 2, 2, 3);
  EXPECT_EQ(t.row(1)(1, 0), 9);
  EXPECT_EQ(t.row(1, 1)[0], 9);
  int sum = 0;
  for (int x : m.column(1)) {
    sum += x;
  }
  EXPECT_EQ(sum, 1 + 5 + 9);
  // Spans, views and containers are strided views; no const is lost.
  dc::strided_view<const int, 2> wide = m;
  EXPECT_EQ(wide.row(2)[1], 9);
  dc::strided_view<int, 1> line = values;
  EXPECT_EQ(line.stride(0), 1);
  static_assert(!std::is_convertible_v<dc::view<const int, 2>, dc::strided_view<int, 2>>);
  static_assert(!std::is_convertible_v<dc::strided_view<int, 2>, dc::view<int, 2>>);
}

TEST(HostKernelDeath, PartsThatDoNotFitNameFileAndLine) {
  std::vector<int> values(12);
  dc::span<int> s = values;
  dc::view<int, 2> m(values.data(), 3, 4);
  EXPECT_DEATH((void)s.first(13), "HostKernelTest.cpp:[0-9]+: 13 elements from index 0 on are outside an array of 12");
  EXPECT_DEATH((void)s.last(-1), "HostKernelTest.cpp:[0-9]+: -1 elements");
  EXPECT_DEATH((void)s.subspan(13), "HostKernelTest.cpp:[0-9]+: 0 elements from index 13 on");
  EXPECT_DEATH((void)s.strided(0), "HostKernelTest.cpp:[0-9]+: expected a step of at least 1, got 0");
  EXPECT_DEATH((void)m.row(3), "HostKernelTest.cpp:[0-9]+: index 3 is outside a view's extent 3 in dimension 0");
  EXPECT_DEATH((void)m.column(4), "HostKernelTest.cpp:[0-9]+: index 4 is outside a view's extent 4 in dimension 1");
  EXPECT_DEATH((void)m.slice({1, 3}, {0, 1}), "HostKernelTest.cpp:[0-9]+: 3 elements from index 1 on are outside an array of 3");
  EXPECT_DEATH((void)m.transposed()(3, 3), "HostKernelTest.cpp:[0-9]+: index 3");
}

TEST(HostKernelDeath, AnIndexOutOfBoundsNamesFileAndLine) {
  std::vector<float> x(2), y(3);
  EXPECT_DEATH(dc::host::run(host::unchecked, x, y), "host.dc.cpp:[0-9]+: index 2 is outside an array of 2 elements");
}

TEST(HostKernelDeath, ABrokenContractNamesItsText) {
  std::vector<float> x(2), y(3);
  EXPECT_DEATH(dc::host::run(host::saxpy, 1.f, x, y), "DC_REQUIRES\\(x.size\\(\\) >= y.size\\(\\)\\) does not hold");
}

TEST(HostKernelDeath, AFailedAssertionNamesTheThread) {
  std::vector<int> x = {1, 2, -1};
  EXPECT_DEATH(dc::host::run(host::asserts, x), "DC_ASSERT\\(x\\[i\\] > 0\\) does not hold for thread 2");
}

TEST(HostKernelDeath, WithoutADomainTheCallerNamesOne) {
  std::array<dc::index, 1> ids{};
  EXPECT_DEATH(dc::host::run(host::ids, ids), "the kernel has no DC_DOMAIN");
}

TEST(HostKernelDeath, ANegativeDomainIsRefused) {
  std::array<dc::index, 1> ids{};
  EXPECT_DEATH(dc::host::run(dc::host::threads(-1), host::ids, ids), "the domain's extent -1 is negative");
}

TEST(HostMaths, MinAndMaxPropagateNaNAndOrderZeros) {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  EXPECT_TRUE(dc::isnan(dc::min(nan, 1.f)) && dc::isnan(dc::min(1.f, nan)));
  EXPECT_TRUE(dc::isnan(dc::max(nan, 1.f)) && dc::isnan(dc::max(1.f, nan)));
  EXPECT_TRUE(std::signbit(dc::min(0.f, -0.f)) && std::signbit(dc::min(-0.f, 0.f)));
  EXPECT_FALSE(std::signbit(dc::max(0.f, -0.f)) || std::signbit(dc::max(-0.f, 0.f)));
  static_assert(dc::min(3, 2) == 2 && dc::clamp(7, 1, 5) == 5 && dc::abs(-3) == 3);
  static_assert(dc::abs(std::numeric_limits<int>::min()) == std::numeric_limits<int>::min());
}

TEST(HostMaths, ConversionsAreDefinedForEveryValue) {
  static_assert(dc::convert<int>(3.9f) == 3 && dc::convert<int>(-3.9f) == -3);
  static_assert(dc::convert<int>(1e20f) == 2147483647 && dc::convert<signed char>(-1e9) == -128);
  static_assert(dc::convert<unsigned char>(-5.f) == 0 && dc::convert<unsigned long>(1e30) == ~0ul);
  static_assert(dc::convert<long>(9223372036854775808.0) == 9223372036854775807);
  static_assert(dc::convert<unsigned char>(300, dc::sat) == 255 && dc::convert<unsigned char>(-3, dc::sat) == 0);
  static_assert(dc::convert<signed char>(200u, dc::sat) == 127 && dc::convert<long>(~0ul, dc::sat) > 0);
  static_assert(dc::convert<int>(-5l, dc::sat) == -5 && dc::convert<unsigned char>(300) == 44);
  EXPECT_EQ(dc::convert<int>(std::numeric_limits<double>::quiet_NaN()), 0);
  EXPECT_EQ(dc::convert<int>(2.5f, dc::rne), 2);
  EXPECT_EQ(dc::convert<int>(3.5f, dc::rne), 4);
}

} // namespace
