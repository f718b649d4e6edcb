// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The shape of launches: which thread of which block has which place of the domain, as compiled
// code computes it.
#include "runtime/drivers/cuda/LaunchShape.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

namespace {

using namespace dc::rt;
using cuda::BlockForm;
using cuda::LaunchShape;

constexpr int64_t kMostX = 2147483647;

LaunchShape shapeOf(uint32_t threads, uint32_t items, std::vector<int64_t> extents,
                    int64_t mostX = kMostX) {
  artifact::EntryPoint entry;
  entry.tileThreads = threads;
  entry.itemsPerThread = items;
  core::DriverLaunch launch;
  launch.units = 1;
  for (int64_t extent : extents) {
    if (__builtin_mul_overflow(launch.units, extent, &launch.units)) {
      launch.units = INT64_MAX;
    }
  }
  launch.extents = extents.data();
  launch.rank = uint32_t(extents.size());
  return cuda::shapeOf(BlockForm(entry), launch, mostX);
}

using Sizes = std::array<uint32_t, 3>;
Sizes grid(const LaunchShape &s) { return {s.grid[0], s.grid[1], s.grid[2]}; }
Sizes block(const LaunchShape &s) { return {s.block[0], s.block[1], s.block[2]}; }

/// How often each element of the domain is run, as docs/kernel-abi.md says where a thread is.
std::vector<int> runs(const LaunchShape &s, uint32_t items, const std::vector<int64_t> &extents) {
  const bool hasPlanes = extents.size() == 3;
  const int64_t planes = hasPlanes ? extents[0] : 1;
  const int64_t rows = extents[extents.size() - 2], columns = extents.back();
  std::vector<int> count(size_t(planes * rows * columns));
  const bool isFlat = hasPlanes && s.grid[1] == 1 && s.grid[2] == 1;
  for (uint32_t z = 0; z < s.grid[2]; ++z) {
    for (uint32_t y = 0; y < s.grid[1]; ++y) {
      for (uint32_t x = 0; x < s.grid[0]; ++x) {
        int64_t tile[3] = {x, y, z};
        if (isFlat) {
          const int64_t wide = (columns + s.block[0] - 1) / s.block[0];
          const int64_t high = (rows + s.block[1] * items - 1) / (s.block[1] * items);
          tile[0] = x % wide;
          tile[1] = x / wide % high;
          tile[2] = x / wide / high;
        } else if (!hasPlanes) {
          tile[1] = y + int64_t(z) * s.grid[1];
          tile[2] = 0;
        }
        for (uint32_t t = 0; t < s.block[0] * s.block[1] * s.block[2]; ++t) {
          const int64_t c = tile[0] * s.block[0] + t % s.block[0];
          const int64_t p = tile[2] * s.block[2] + t / s.block[0] / s.block[1];
          for (uint32_t item = 0; item < items; ++item) {
            const int64_t r =
                tile[1] * s.block[1] * items + t / s.block[0] % s.block[1] + item * s.block[1];
            if (p < planes && r < rows && c < columns) {
              ++count[size_t((p * rows + r) * columns + c)];
            }
          }
        }
      }
    }
  }
  return count;
}

TEST(LaunchShape, EachElementOnce) {
  const std::vector<int64_t> sizes = {1, 2, 3, 31, 32, 33, 257};
  for (uint32_t items : {1u, 4u}) {
    for (uint32_t threads : {1u, 32u, 256u, 1024u}) {
      for (int64_t r : sizes) {
        for (int64_t c : sizes) {
          const LaunchShape s = shapeOf(threads, items, {r, c});
          ASSERT_EQ(s.refused, 0);
          ASSERT_LE(s.block[0] * s.block[1] * s.block[2], threads);
          ASSERT_EQ(runs(s, items, {r, c}), std::vector<int>(size_t(r * c), 1)) << r << " x " << c;
        }
      }
    }
    for (int64_t p : sizes) {
      for (int64_t r : {1, 3, 33}) {
        for (int64_t c : {1, 3, 33, 257}) {
          const LaunchShape s = shapeOf(256, items, {p, r, c});
          ASSERT_LE(s.block[2], 64u);
          ASSERT_EQ(runs(s, items, {p, r, c}), std::vector<int>(size_t(p * r * c), 1))
              << p << " x " << r << " x " << c;
        }
      }
    }
  }
}

TEST(LaunchShape, TilesFollowTheDomain) {
  EXPECT_EQ(block(shapeOf(256, 1, {4096, 4096})), (Sizes{32, 8, 1}));
  EXPECT_EQ(grid(shapeOf(256, 1, {4096, 4096})), (Sizes{128, 512, 1}));
  EXPECT_EQ(grid(shapeOf(256, 4, {4096, 4097})), (Sizes{129, 128, 1}));
  EXPECT_EQ(block(shapeOf(256, 1, {1, 1000000})), (Sizes{256, 1, 1}));
  EXPECT_EQ(block(shapeOf(256, 4, {3, 1000000})), (Sizes{256, 1, 1}));
  EXPECT_EQ(block(shapeOf(256, 4, {1000000, 1})), (Sizes{1, 256, 1}));
  EXPECT_EQ(block(shapeOf(256, 1, {1000000, 3})), (Sizes{4, 64, 1}));
  EXPECT_EQ(block(shapeOf(256, 1, {3, 100})), (Sizes{64, 4, 1}));
  EXPECT_EQ(block(shapeOf(256, 1, {512, 512, 512})), (Sizes{32, 8, 1}));
  EXPECT_EQ(block(shapeOf(256, 4, {512, 1, 512})), (Sizes{32, 1, 8}));
  EXPECT_EQ(block(shapeOf(256, 1, {512, 3, 3})), (Sizes{4, 4, 16}));
  EXPECT_EQ(block(shapeOf(256, 1, {512, 1, 1})), (Sizes{1, 1, 64}));
  EXPECT_EQ(block(shapeOf(256, 4, {1, 1, 1})), (Sizes{1, 1, 1}));
}

TEST(LaunchShape, MoreTilesThanYHas) {
  // In two dimensions z goes on; no block is beyond the last row by more than the folds.
  EXPECT_EQ(grid(shapeOf(256, 1, {8 * 65535, 32})), (Sizes{1, 65535, 1}));
  EXPECT_EQ(grid(shapeOf(256, 1, {8 * 65535 + 1, 32})), (Sizes{1, 32768, 2}));
  EXPECT_EQ(grid(shapeOf(256, 1, {8 * int64_t(65535) * 65535, 32})), (Sizes{1, 65535, 65535}));
  EXPECT_EQ(shapeOf(256, 1, {8 * int64_t(65535) * 65535 + 1, 32}).refused,
            int64_t(65535) * 65535 + 1);
  const std::vector<int64_t> tall = {1024 * 65535 + 5, 1};
  EXPECT_EQ(runs(shapeOf(256, 4, tall), 4, tall), std::vector<int>(size_t(tall[0]), 1));
  // In three, x counts all tiles.
  EXPECT_EQ(grid(shapeOf(256, 1, {10000000, 3, 3})), (Sizes{625000, 1, 1}));
  EXPECT_EQ(grid(shapeOf(256, 1, {2, 8 * 65535 + 1, 64})), (Sizes{2 * 65536 * 2, 1, 1}));
  const std::vector<int64_t> deep = {65535 * 16 + 1, 3, 3};
  EXPECT_EQ(runs(shapeOf(256, 1, deep), 1, deep), std::vector<int>(size_t(deep[0] * 9), 1));
}

TEST(LaunchShape, TooManyBlocks) {
  const int64_t most = int64_t(1) << 52;
  EXPECT_EQ(shapeOf(256, 1, {1, most}).refused, most / 256);
  EXPECT_EQ(shapeOf(256, 1, {8, kMostX * 32}).refused, 0);
  EXPECT_EQ(shapeOf(256, 1, {8, kMostX * 32 + 1}).refused, kMostX + 1);
  EXPECT_EQ(shapeOf(256, 1, {most, 1, 1}).refused, most / 64);
  EXPECT_EQ(shapeOf(256, 1, {64 * kMostX, 1, 1}).refused, 0);
  EXPECT_EQ(shapeOf(256, 1, {64, 64}, /*mostX=*/1).refused, 16);
  // Far beyond what a launcher lets through: refused, not wrapped.
  EXPECT_EQ(shapeOf(1, 1, {INT64_MAX, INT64_MAX}).refused, INT64_MAX);
  EXPECT_EQ(shapeOf(1, 1, {INT64_MAX, INT64_MAX, INT64_MAX}).refused, INT64_MAX);
}

TEST(LaunchShape, BlocksInALine) {
  artifact::EntryPoint entry;
  entry.blockThreads = 256;
  entry.itemsPerThread = 4;
  const int64_t extents[2] = {1000, 1000};
  core::DriverLaunch launch;
  launch.units = 1000000;
  launch.extents = extents;
  launch.rank = 2;
  EXPECT_EQ(grid(cuda::shapeOf(BlockForm(entry), launch, kMostX)), (Sizes{977, 1, 1}));
  EXPECT_EQ(block(cuda::shapeOf(BlockForm(entry), launch, kMostX)), (Sizes{256, 1, 1}));
  launch.blocks = true;
  EXPECT_EQ(grid(cuda::shapeOf(BlockForm(entry), launch, kMostX)), (Sizes{1000000, 1, 1}));
  EXPECT_EQ(cuda::shapeOf(BlockForm(entry), launch, 999999).refused, 1000000);
}

} // namespace
