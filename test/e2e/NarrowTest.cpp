// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Elements of one and two bytes from every start: aligned for wide accesses, for none, and for
// those of one array only.
#include "test/e2e/OnEveryDevice.h"

#include <dotcompute/host.h>

#include "test/e2e/kernels/narrow.dc.cpp"

#include <algorithm>

namespace {

using Narrow = e2e::OnEveryDevice;
E2E_ON_EVERY_DEVICE(Narrow);

using Byte = unsigned char;

/// Around the 4096 bytes and the 2048 halves of a GPU's tile, and some tiles with a rest.
const std::vector<int64_t> lengths = {0, 1, 255, 2048, 4095, 4096, 4097, 40000, 1000003};

template <class T> dc::rt::Argument part(dc::rt::Buffer<T> &buffer, int64_t first, int64_t count) {
  auto view = buffer.subview(first, count);
  EXPECT_TRUE(view.ok());
  return view->argument();
}

Byte brightened(Byte value, int by) { return static_cast<Byte>(std::clamp(value + by, 0, 255)); }

TEST_P(Narrow, BytesFromEveryStart) {
  auto compiled = kernel("narrow", "brighten");
  for (int64_t n : lengths) {
    auto x = integers<Byte>(n + 17, 0, 255), y = poisoned<Byte>(n + 17);
    auto xs = onDevice(x);
    for (auto [from, to] : {std::pair{0, 0}, {16, 16}, {1, 0}, {0, 8}, {3, 3}, {16, 15}}) {
      auto ys = onDevice(y);
      auto launched = queue->launch(compiled, 9, part(xs, from, n), part(ys, to, n));
      ASSERT_TRUE(launched.ok()) << launched.status().to_string();
      auto result = fromDevice(ys);
      for (int64_t i = 0; i < n + 17; ++i) {
        Byte expected = i >= to && i < to + n ? brightened(x[from + i - to], 9) : y[i];
        ASSERT_EQ(result[i], expected) << n << " from " << from << " to " << to << " at " << i;
      }
    }
  }
}

TEST_P(Narrow, OneArrayTwice) {
  auto compiled = kernel("narrow", "brighten");
  for (int64_t n : lengths) {
    auto x = integers<Byte>(n, 0, 255);
    auto xs = onDevice(x);
    ASSERT_TRUE(queue->launch(compiled, -20, xs.view().argument(), xs.view().argument()).ok());
    auto result = fromDevice(xs);
    for (int64_t i = 0; i < n; ++i) {
      ASSERT_EQ(result[i], brightened(x[i], -20)) << n << " at " << i;
    }
  }
}

TEST_P(Narrow, HalvesAsOnTheHost) {
  auto compiled = kernel("narrow", "axpy_bf16");
  for (int64_t n : lengths) {
    std::vector<dc::bf16> x(n + 8), y(n + 8);
    auto values = floats(2 * (n + 8));
    for (int64_t i = 0; i < n + 8; ++i) {
      x[i] = dc::bf16(values[2 * i]);
      y[i] = dc::bf16(values[2 * i + 1]);
    }
    for (auto [from, to] : {std::pair{0, 0}, {8, 8}, {1, 0}, {2, 2}}) {
      auto xs = onDevice(x), ys = onDevice(y);
      ASSERT_TRUE(queue->launch(compiled, 0.75f, part(xs, from, n), part(ys, to, n)).ok());
      std::vector<dc::bf16> expected = y;
      dc::host::run(axpy_bf16, 0.75f, dc::span<const dc::bf16>(x.data() + from, n),
                    dc::span<dc::bf16>(expected.data() + to, n));
      auto result = fromDevice(ys);
      ASSERT_EQ(std::memcmp(result.data(), expected.data(), (n + 8) * sizeof(dc::bf16)), 0)
          << n << " from " << from << " to " << to;
    }
  }
}

TEST_P(Narrow, ImagesWithGaps) {
  auto compiled = kernel("narrow", "invert_image");
  struct Shape {
    int64_t rows, columns, xStride, yStride;
  };
  // The third has rows of 16 in neither array's own distance, the fourth columns that are no
  // multiple.
  for (Shape s : {Shape{64, 256, 256, 256},
                  {33, 512, 528, 1024},
                  {129, 128, 130, 128},
                  {50, 250, 256, 256},
                  {700, 16, 16, 32}}) {
    auto x = integers<Byte>(s.rows * s.xStride, 0, 255), y = poisoned<Byte>(s.rows * s.yStride);
    auto xs = onDevice(x), ys = onDevice(y);
    auto image = [&](dc::rt::Argument whole, int64_t stride) {
      whole.rank = 2;
      whole.extents[0] = s.rows;
      whole.extents[1] = s.columns;
      whole.strides[0] = stride;
      return whole;
    };
    ASSERT_TRUE(queue
                    ->launch(compiled, image(xs.view().argument(), s.xStride),
                             image(ys.view().argument(), s.yStride))
                    .ok());
    auto result = fromDevice(ys);
    for (int64_t i = 0; i < s.rows * s.yStride; ++i) {
      int64_t row = i / s.yStride, column = i % s.yStride;
      Byte expected =
          column < s.columns ? static_cast<Byte>(255 - x[row * s.xStride + column]) : y[i];
      ASSERT_EQ(result[i], expected) << s.rows << " x " << s.columns << " at " << i;
    }
  }
}

TEST_P(Narrow, StartsThatTheKernelComputes) {
  auto compiled = kernel("narrow", "copy_behind");
  const int64_t n = 10000;
  auto x = integers<Byte>(n + 32, 0, 255);
  auto xs = onDevice(x);
  for (int64_t skip : {0, 1, 8, 16, 31}) {
    auto ys = onDevice(poisoned<Byte>(n));
    ASSERT_TRUE(queue->launch(compiled, skip, xs.view().argument(), ys.view().argument()).ok());
    auto result = fromDevice(ys);
    ASSERT_TRUE(std::equal(result.begin(), result.end(), x.begin() + skip)) << skip;
  }
}

} // namespace
