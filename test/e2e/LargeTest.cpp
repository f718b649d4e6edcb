// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arrays of more than 2^31 bytes: every index and every byte offset needs more than 32 bits.
#include "test/e2e/OnEveryDevice.h"

#include <cstdlib>

namespace {

class Large : public e2e::OnEveryDevice {
protected:
  void SetUp() override {
    OnEveryDevice::SetUp();
    // Three arrays, on the host too: more than a small machine has, and a minute of two cores.
    if (GetParam() == "cpu" && !std::getenv("DOTCOMPUTE_TEST_LARGE")) {
      GTEST_SKIP() << "takes 7 GB on the CPU: set DOTCOMPUTE_TEST_LARGE=1";
    }
  }
};
E2E_ON_EVERY_DEVICE(Large);

constexpr int64_t kFloats = (int64_t(1) << 29) + 7;

TEST_P(Large, VectorAdd) {
  auto compiled = kernel("vector_add", "vector_add");
  std::vector<float> a(kFloats), b(kFloats);
  for (int64_t i = 0; i < kFloats; ++i) {
    a[i] = static_cast<float>(i & 0xffff);
    b[i] = static_cast<float>(i >> 16);
  }
  auto as = onDevice(a), bs = onDevice(b), cs = onDevice(poisoned<float>(kFloats));
  auto launched = queue->launch(compiled, as, bs, cs);
  ASSERT_TRUE(launched.ok()) << launched.status().to_string();
  auto c = fromDevice(cs);
  for (int64_t i = 0; i < kFloats; ++i) {
    ASSERT_EQ(c[i], a[i] + b[i]) << i;
  }
}

TEST_P(Large, Histogram) {
  auto compiled = kernel("blocks", "histogram");
  const int64_t n = (int64_t(1) << 31) + 12345;
  std::vector<unsigned char> x(n);
  std::vector<unsigned> expected(256);
  for (int64_t i = 0; i < n; ++i) {
    x[i] = static_cast<unsigned char>((i >> 3) * 7 + (i >> 29));
    ++expected[x[i]];
  }
  auto xs = onDevice(x);
  auto bins = onDevice(std::vector<unsigned>(256));
  auto launched = queue->launch(compiled, xs, bins, 4096);
  ASSERT_TRUE(launched.ok()) << launched.status().to_string();
  ASSERT_EQ(fromDevice(bins), expected);
}

TEST_P(Large, BlockSum) {
  auto compiled = kernel("blocks", "block_sum");
  auto xs = onDevice(std::vector<float>(kFloats, 1.0f));
  const int64_t grid = 1024;
  auto sums = onDevice(poisoned<float>(grid));
  auto launched = queue->launch(compiled, xs, sums);
  ASSERT_TRUE(launched.ok()) << launched.status().to_string();
  auto result = fromDevice(sums);
  for (int64_t b = 0; b < grid; ++b) {
    // 2^29 are 2048 for each thread; of the other 7, the first block has all.
    ASSERT_EQ(result[b], 2048.0f * 256 + (b == 0 ? 7 : 0)) << b;
  }
}

TEST_P(Large, Transpose) {
  auto compiled = kernel("blocks", "transpose");
  const int64_t rows = 23171, columns = 23173;
  static_assert(rows * columns * 4 > (int64_t(1) << 31));
  std::vector<float> x(rows * columns);
  for (int64_t i = 0; i < rows * columns; ++i) {
    x[i] = static_cast<float>(i % 16777213);
  }
  auto xs = onDevice(x), ys = onDevice(poisoned<float>(rows * columns));
  auto launched = queue->launch(compiled, matrix(xs, rows, columns), matrix(ys, columns, rows));
  ASSERT_TRUE(launched.ok()) << launched.status().to_string();
  auto y = fromDevice(ys);
  for (int64_t c = 0; c < columns; ++c) {
    for (int64_t r = 0; r < rows; ++r) {
      ASSERT_EQ(y[c * rows + r], x[r * columns + c]) << r << ", " << c;
    }
  }
}

} // namespace
