// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Block kernels, against loops written for each and against the same source on the host.
#include "test/e2e/OnEveryDevice.h"

#include <dotcompute/host.h>

#include "test/e2e/kernels/blocks.dc.cpp"

#include <algorithm>
#include <numeric>

namespace {

using dc::rt::copy_in;
using dc::rt::copy_inout;

using Blocks = e2e::OnEveryDevice;
E2E_ON_EVERY_DEVICE(Blocks);

#define ASSERT_LAUNCHED(...)                                                                       \
  do {                                                                                             \
    auto launched = (__VA_ARGS__);                                                                 \
    ASSERT_TRUE(launched.ok()) << launched.status().to_string();                                   \
  } while (false)

TEST_P(Blocks, SumsInTheStatedOrder) {
  auto compiled = kernel("blocks", "block_sum");
  for (int64_t n : e2e::sizes) {
    for (int64_t grid : {0, 1, 7}) {
      auto x = floats(n);
      auto result = poisoned<float>(grid);
      ASSERT_LAUNCHED(queue->launch(compiled, copy_in(x), copy_inout(result)));
      for (int64_t b = 0; b < grid; ++b) {
        float part[256] = {};
        for (int64_t t = 0; t < 256; ++t) {
          for (int64_t i = b * 256 + t; i < n; i += grid * 256) {
            part[t] += x[i];
          }
        }
        for (int h = 128; h > 0; h /= 2) {
          for (int t = 0; t < h; ++t) {
            part[t] += part[t + h];
          }
        }
        ASSERT_EQ(result[b], part[0]) << "n " << n << " block " << b << " of " << grid;
      }
      if (n <= 4096) {
        auto expected = poisoned<float>(grid);
        dc::host::run(block_sum, x, expected);
        ASSERT_EQ(result, expected) << n;
      }
    }
  }
}

TEST_P(Blocks, TransposesEveryShape) {
  auto compiled = kernel("blocks", "transpose");
  for (auto [rows, columns] : {std::pair<int64_t, int64_t>{0, 3},
                               {1, 1},
                               {31, 33},
                               {32, 32},
                               {100, 77},
                               {1, 257},
                               {509, 263}}) {
    auto x = floats(rows * columns);
    auto xs = onDevice(x);
    auto ys = onDevice(poisoned<float>(rows * columns));
    ASSERT_LAUNCHED(queue->launch(compiled, matrix(xs, rows, columns), matrix(ys, columns, rows)));
    auto y = fromDevice(ys);
    for (int64_t r = 0; r < rows; ++r) {
      for (int64_t c = 0; c < columns; ++c) {
        ASSERT_EQ(y[c * rows + r], x[r * columns + c])
            << rows << " x " << columns << " at " << r << ", " << c;
      }
    }
  }
}

TEST_P(Blocks, MultipliesMatrices) {
  auto compiled = kernel("blocks", "matmul_shared");
  for (auto [m, n, k] : {std::array<int64_t, 3>{0, 5, 5},
                         {1, 1, 1},
                         {16, 16, 16},
                         {17, 33, 5},
                         {5, 3, 0},
                         {37, 41, 101}}) {
    // Small integers: every order of summation gives the same, and so do one rounding and two.
    auto integral = [&](int64_t count) {
      auto whole = integers<int>(count, -8, 8);
      return std::vector<float>(whole.begin(), whole.end());
    };
    auto a = integral(m * k), b = integral(k * n);
    auto as = onDevice(a), bs = onDevice(b), cs = onDevice(poisoned<float>(m * n));
    ASSERT_LAUNCHED(queue->launch(compiled, matrix(as, m, k), matrix(bs, k, n), matrix(cs, m, n)));
    auto c = fromDevice(cs);
    for (int64_t i = 0; i < m; ++i) {
      for (int64_t j = 0; j < n; ++j) {
        float expected = 0;
        for (int64_t l = 0; l < k; ++l) {
          expected += a[i * k + l] * b[l * n + j];
        }
        ASSERT_EQ(c[i * n + j], expected)
            << m << ", " << n << ", " << k << " at " << i << ", " << j;
      }
    }
  }
}

TEST_P(Blocks, CountsInSharedMemory) {
  auto compiled = kernel("blocks", "histogram");
  for (int64_t n : e2e::sizes) {
    for (int blocks : {1, 5}) {
      auto x = integers<unsigned char>(n, 0, 255);
      std::vector<unsigned> bins(256, 3), expected(256, 3);
      for (unsigned char v : x) {
        ++expected[v];
      }
      ASSERT_LAUNCHED(queue->launch(compiled, copy_in(x), copy_inout(bins), blocks));
      ASSERT_EQ(bins, expected) << n;
    }
  }
}

TEST_P(Blocks, ScansEachBlock) {
  auto compiled = kernel("blocks", "block_scan");
  for (int64_t n : e2e::sizes) {
    auto x = integers<int>(n, -1000, 1000);
    auto y = poisoned<int>(n);
    ASSERT_LAUNCHED(queue->launch(compiled, copy_in(x), copy_inout(y)));
    int sum = 0;
    for (int64_t i = 0; i < n; ++i) {
      sum = (i % 64 == 0 ? 0 : sum) + x[i];
      ASSERT_EQ(y[i], sum) << "n " << n << " at " << i;
    }
  }
}

TEST_P(Blocks, SortsEachBlock) {
  for (int size : {32, 256}) {
    auto compiled = kernel("blocks", "sort_blocks<" + std::to_string(size) + ">");
    for (int64_t n : {0, 1, 31, 256, 1000, 4099}) {
      auto x = floats(n);
      auto sorted = poisoned<float>(n);
      auto origin = poisoned<int>(n);
      ASSERT_LAUNCHED(queue->launch(compiled, copy_in(x), copy_inout(sorted), copy_inout(origin)));
      for (int64_t first = 0; first < n; first += size) {
        int64_t end = std::min(n, first + size);
        std::vector<float> expected(x.begin() + first, x.begin() + end);
        std::sort(expected.begin(), expected.end());
        for (int64_t i = first; i < end; ++i) {
          ASSERT_EQ(sorted[i], expected[i - first]) << "size " << size << " n " << n << " at " << i;
          ASSERT_EQ(x[first + origin[i]], sorted[i]);
        }
      }
    }
  }
}

TEST_P(Blocks, GoesThroughPhasesAsTheHostDoes) {
  auto compiled = kernel("blocks", "phases");
  for (int round = 0; round < 60; ++round) {
    int64_t count = integers<int>(1, 0, 9)[0];
    auto steps = integers<int>(count + 1, 1, 4);
    steps[count] = 0;
    auto x = integers<int>(360, -1000000, 1000000);
    auto result = poisoned<int>(360), expected = result;
    int mode = round % 4;
    ASSERT_LAUNCHED(queue->launch(compiled, copy_in(steps), copy_in(x), copy_inout(result), mode));
    dc::host::run(phases, steps, x, expected, mode);
    ASSERT_EQ(result, expected) << "round " << round;
  }
}

TEST_P(Blocks, BlocksOfOneThread) {
  auto compiled = kernel("blocks", "alone");
  for (int64_t n : {0, 1, 300}) {
    auto x = integers<int>(n, 0, 1000), expected = x;
    for (int &v : expected) {
      ++v;
    }
    // The kernel has no DC_GRID: the launcher is told.
    ASSERT_LAUNCHED(queue->launch(compiled, dc::rt::blocks(n), copy_inout(x)));
    ASSERT_EQ(x, expected);
  }
  std::vector<int> x(4);
  auto tooMany = queue->launch(compiled, dc::rt::blocks(5), copy_inout(x));
  EXPECT_NE(tooMany.status().to_string().find("x.size() >= grid"), std::string::npos)
      << tooMany.status().to_string();
}

TEST_P(Blocks, AFaultNamesThreadAndBlock) {
  auto compiled = kernel("blocks", "past_the_tile");
  auto x = integers<int>(96, 1, 1000);
  std::vector<int> y(96, -1);
  auto launched = queue->launch(compiled, copy_in(x), copy_inout(y));
  dc::rt::Status status = launched.ok() ? queue->sync() : launched.status();
  ASSERT_FALSE(status.ok());
  ASSERT_NE(status.fault(), nullptr) << status.to_string();
  EXPECT_EQ(status.fault()->thread, 31);
  EXPECT_GE(status.fault()->block, 0);
  EXPECT_LT(status.fault()->block, 3);
  EXPECT_EQ(status.fault()->index, 32);
  EXPECT_EQ(status.fault()->extent, 32);
  EXPECT_NE(status.to_string().find("thread 31 of block "), std::string::npos)
      << status.to_string();
  queue->clear_fault();
}

TEST_P(Blocks, AThreadThatHasFaultedReachesBarriers) {
  auto compiled = kernel("blocks", "assertion");
  auto x = integers<int>(128, 0, 1000);
  auto xs = onDevice(x);
  auto ys = onDevice(std::vector<int>(128, -1));
  ASSERT_LAUNCHED(queue->launch(compiled, xs, ys));
  ASSERT_TRUE(queue->sync().ok());
  x[70] = -5;
  ASSERT_TRUE(queue->upload(xs, x).ok());
  ASSERT_LAUNCHED(queue->launch(compiled, xs, ys));
  EXPECT_FALSE(queue->sync().ok());
  queue->clear_fault();
  auto y = fromDevice(ys);
  int first = std::accumulate(x.begin(), x.begin() + 64, 0);
  int second = std::accumulate(x.begin() + 64, x.end(), 5);
  EXPECT_EQ(y[0], first);
  EXPECT_EQ(y[64], second);
  EXPECT_EQ(y[127], second);
}

TEST_P(Blocks, NoThreadLeavesACommonLoopByItself) {
  auto compiled = kernel("blocks", "common_loop");
  std::vector<int> steps = {1, 1, 1, 0};
  auto xs = onDevice(std::vector<int>(32, 0));
  auto ys = onDevice(std::vector<int>(32, -1));
  auto stepsThere = onDevice(steps);
  ASSERT_LAUNCHED(queue->launch(compiled, stepsThere, xs, ys));
  EXPECT_FALSE(queue->sync().ok());
  queue->clear_fault();
  auto y = fromDevice(ys);
  for (int t = 0; t < 32; ++t) {
    EXPECT_EQ(y[t], t + (t + 1) % 32 + (t + 2) % 32 + 300) << t;
  }
}

TEST_P(Blocks, ACommonLoopEndsWhereItsArrayDoes) {
  auto compiled = kernel("blocks", "endless");
  auto ys = onDevice(std::vector<int>(32, -1));
  auto steps = onDevice(std::vector<int>(5, 0));
  ASSERT_LAUNCHED(queue->launch(compiled, steps, ys));
  dc::rt::Status status = queue->sync();
  ASSERT_NE(status.fault(), nullptr) << status.to_string();
  EXPECT_EQ(status.fault()->index, 5);
  queue->clear_fault();
  EXPECT_EQ(fromDevice(ys), std::vector<int>(32, 5));
}

} // namespace
