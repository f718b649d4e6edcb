// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels with blocks as plain C++: shared memory, barriers, ids, and what ends the program.
#include <dotcompute/host.h>

#include "test/unit/compiler/frontend/kernels/host_blocks.dc.cpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <thread>
#include <vector>

namespace {

using namespace host_blocks;

std::vector<float> countTo(int n) {
  std::vector<float> x(n);
  std::iota(x.begin(), x.end(), 1.f);
  return x;
}

TEST(HostBlock, SumsThroughSharedMemory) {
  for (int n : {0, 1, 255, 1000}) {
    std::vector<float> x = countTo(n), out(3, -1);
    dc::host::run(block_sum, x, out);
    EXPECT_EQ(out[0] + out[1] + out[2], n * (n + 1) / 2.f) << n;
  }
}

TEST(HostBlock, AGridFromTheCallerGoesBeforeDCGrid) {
  std::vector<float> x = countTo(600), out(3, -1);
  dc::host::run(dc::host::blocks(2), block_sum, x, out);
  EXPECT_EQ(out[0] + out[1], 600 * 601 / 2);
  EXPECT_EQ(out[2], -1);
}

TEST(HostBlock, AnEmptyGridRunsNothing) {
  std::vector<float> x(3), out;
  dc::host::run(block_sum, x, out);
  out = {-1};
  dc::host::run(dc::host::blocks(0), block_sum, x, out);
  EXPECT_EQ(out[0], -1);
}

TEST(HostBlock, TransposesInTwoDimensions) {
  const int rows = 21, columns = 35;
  std::vector<int> in(rows * columns), out(rows * columns);
  std::iota(in.begin(), in.end(), 0);
  dc::host::run(transpose, dc::view<const int, 2>(in.data(), rows, columns),
                dc::view<int, 2>(out.data(), columns, rows));
  for (int r = 0; r < rows; ++r) {
    for (int c = 0; c < columns; ++c) {
      ASSERT_EQ(out[c * rows + r], in[r * columns + c]) << r << ", " << c;
    }
  }
}

TEST(HostBlock, HelpersContainBarriers) {
  std::vector<int> x(192);
  for (int i = 0; i < 192; ++i) {
    x[i] = (i * 7919) % 1009;
  }
  std::vector<int> expected = x;
  for (int b = 0; b < 3; ++b) {
    std::sort(expected.begin() + 64 * b, expected.begin() + 64 * (b + 1));
  }
  dc::host::run(bitonic_sort, x);
  EXPECT_EQ(x, expected);
}

TEST(HostBlock, AtomicsOnSharedMemory) {
  std::vector<unsigned> x(1000), bins(16), expected(16);
  for (unsigned i = 0; i < 1000; ++i) {
    x[i] = i * i;
    ++expected[i * i % 16];
  }
  dc::host::run(dc::host::blocks(3), histogram, x, bins);
  EXPECT_EQ(bins, expected);
}

TEST(HostBlock, SharedMemoryIsPoisonedInEveryBlock) {
  std::vector<int> first(3), again(3);
  dc::host::run(uninitialised, first, again);
  EXPECT_EQ(first, std::vector<int>(3, static_cast<int>(0xfdfdfdfd)));
  EXPECT_EQ(again, std::vector<int>(3, 5));
}

TEST(HostBlock, TemplatesHaveSharedMemoryOfTheirOwn) {
  std::vector<int> x = {1, 2, 3, 4, 5, 6, 7, 8};
  dc::host::run(reverse<int, 4>, x);
  EXPECT_EQ(x, (std::vector<int>{4, 3, 2, 1, 8, 7, 6, 5}));
  std::vector<double> y = {1, 2, 3, 4, 5, 6, 7, 8};
  dc::host::run(reverse<double, 8>, y);
  EXPECT_EQ(y, (std::vector<double>{8, 7, 6, 5, 4, 3, 2, 1}));
}

TEST(HostBlock, IdsInThreeDimensionsLastFastest) {
  std::vector<dc::index> linear(2 * 6 * 8, -1), order(97);
  order[0] = 1;
  dc::host::run(ids, dc::view<dc::index, 3>(linear.data(), 2, 6, 8), order);
  for (int p = 0; p < 2; ++p) {
    for (int r = 0; r < 6; ++r) {
      for (int c = 0; c < 8; ++c) {
        ASSERT_EQ(linear[(p * 6 + r) * 8 + c], (p * 3 + r % 3) * 4 + c % 4);
      }
    }
  }
  for (int i = 0; i < 96; ++i) {
    ASSERT_EQ(order[1 + i], i); // blocks in order, threads in order
  }
}

TEST(HostBlock, SeveralHostThreadsAtOnce) {
  std::vector<float> x = countTo(1000);
  std::vector<std::vector<float>> outs(4, std::vector<float>(2));
  std::vector<std::thread> callers;
  for (auto &out : outs) {
    callers.emplace_back([&] {
      for (int round = 0; round < 25; ++round) {
        dc::host::run(block_sum, x, out);
      }
    });
  }
  for (auto &caller : callers) {
    caller.join();
  }
  for (auto &out : outs) {
    EXPECT_EQ(out[0] + out[1], 1000 * 1001 / 2);
  }
}

TEST(HostBlockDeath, ThreadsAtTwoBarriers) {
  EXPECT_DEATH(dc::host::run(two_barriers, 5),
               "host_blocks.dc.cpp:[0-9]+: the threads of block 1 disagree about a barrier: thread "
               "0 waits at "
               ".*host_blocks.dc.cpp:[0-9]+, thread 5 waits at .*host_blocks.dc.cpp:[0-9]+");
}

TEST(HostBlockDeath, AThreadThatHasEnded) {
  EXPECT_DEATH(dc::host::run(early_return, 2),
               "block 0, 0 disagree about a barrier: thread 0, 0 has ended, thread 0, 2 waits at "
               ".*blocks.dc.cpp:[0-9]+");
  dc::host::run(early_return, 8); // all end
  dc::host::run(early_return, 0); // none does
}

TEST(HostBlockDeath, IdsOfAnotherRank) {
  EXPECT_DEATH(
      dc::host::run(wrong_rank),
      "host_blocks.dc.cpp:[0-9]+: expected an id in 2 dimensions, as DC_BLOCK has, got one in 1");
  EXPECT_DEATH(dc::host::run(wrong_dimension),
               "expected a dimension from 0 to 1, as DC_BLOCK has, got block_dim\\(2\\)");
}

TEST(HostBlockDeath, BlocksInAKernelWithADomain) {
  std::vector<int> x(3);
  EXPECT_DEATH(dc::host::run(id_in_a_domain, x),
               "host_blocks.dc.cpp:[0-9]+: thread_id is for kernels with DC_BLOCK");
  EXPECT_DEATH(dc::host::run(barrier_in_a_domain, x), "barrier is for kernels with DC_BLOCK");
  EXPECT_DEATH(dc::host::run(dc::host::blocks(3), id_in_a_domain, x), "the kernel has no DC_BLOCK");
  EXPECT_DEATH(dc::host::run(grid_alone), "the kernel has no DC_BLOCK");
}

TEST(HostBlockDeath, AGridIsNeeded) {
  std::vector<unsigned> x(3), bins(16);
  EXPECT_DEATH(dc::host::run(histogram, x, bins),
               "the kernel has no DC_GRID: pass dc::host::blocks\\(n\\) first");
  EXPECT_DEATH(dc::host::run(dc::host::threads(3), histogram, x, bins),
               "a kernel with DC_BLOCK runs on dc::host::blocks");
  EXPECT_DEATH(dc::host::run(dc::host::blocks(2, 2), histogram, x, bins),
               "expected a grid of 1 dimension, as DC_BLOCK has, got one of 2");
  EXPECT_DEATH(dc::host::run(dc::host::blocks(-1), histogram, x, bins),
               "the grid's extent -1 is negative");
}

} // namespace
