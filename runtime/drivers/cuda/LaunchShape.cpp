// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Chooses the shape of tiles. All sizes of tiles are powers of two, so nothing here divides.
#include "runtime/drivers/cuda/LaunchShape.h"

#include <algorithm>
#include <bit>

namespace dc::rt::cuda {
namespace {

/// A row of a tile, where the domain has as many columns: the elements of a warp side by side.
constexpr int kLogWarp = 5;
/// The hardware's limit on a block in z.
constexpr int kMostLogPlanes = 6;

int logCeil(int64_t value) { return value <= 1 ? 0 : std::bit_width(uint64_t(value - 1)); }

/// The tiles of 2^log that cover `extent`.
int64_t tiles(int64_t extent, int log) {
  return (extent >> log) + ((extent & ((int64_t(1) << log) - 1)) != 0 ? 1 : 0);
}

int64_t saturatingProduct(int64_t a, int64_t b) {
  int64_t product = 0;
  return __builtin_mul_overflow(a, b, &product) ? INT64_MAX : product;
}

LaunchShape refuse(int64_t blocks) {
  LaunchShape shape;
  shape.refused = blocks;
  return shape;
}

LaunchShape line(uint32_t threads, int64_t blocks, int64_t mostGridX) {
  if (blocks > mostGridX) {
    return refuse(blocks);
  }
  LaunchShape shape;
  shape.grid[0] = uint32_t(blocks);
  shape.block[0] = threads;
  return shape;
}

/// Rows of a warp's width and as many of them as a block has threads for; where the domain has
/// fewer rows or columns the tile grows in the other dimensions, and where it has few of all the
/// block has fewer threads.
LaunchShape tiled(const BlockForm &form, const core::DriverLaunch &launch, int64_t mostGridX) {
  const bool hasPlanes = launch.rank == 3;
  const int64_t planes = hasPlanes ? launch.extents[0] : 1;
  const int64_t rows = launch.extents[launch.rank - 2];
  const int64_t columns = launch.extents[launch.rank - 1];
  const int logItems = std::countr_zero(form.itemsPerThread);
  int left = std::countr_zero(form.tileThreads);
  const int allX = logCeil(columns);
  int logX = std::min({kLogWarp, allX, left});
  left -= logX;
  const int logY = std::min(logCeil(tiles(rows, logItems)), left);
  left -= logY;
  const int logZ = std::min({logCeil(planes), left, kMostLogPlanes});
  left -= logZ;
  logX += std::min(allX - logX, left);

  const int64_t x = tiles(columns, logX), y = tiles(rows, logY + logItems), z = tiles(planes, logZ);
  const int64_t all = saturatingProduct(saturatingProduct(x, y), z);
  LaunchShape shape;
  shape.block[0] = 1u << logX;
  shape.block[1] = 1u << logY;
  shape.block[2] = 1u << logZ;
  if (x <= mostGridX && y <= kMostGridYZ && z <= kMostGridYZ) {
    shape.grid[0] = uint32_t(x);
    shape.grid[1] = uint32_t(y);
    shape.grid[2] = uint32_t(z);
    return shape;
  }
  if (!hasPlanes && x <= mostGridX && y <= kMostGridYZ * kMostGridYZ) {
    const int64_t folds = (y + kMostGridYZ - 1) / kMostGridYZ;
    shape.grid[0] = uint32_t(x);
    shape.grid[1] = uint32_t((y + folds - 1) / folds);
    shape.grid[2] = uint32_t(folds);
    return shape;
  }
  if (hasPlanes && all <= mostGridX) {
    shape.grid[0] = uint32_t(all);
    return shape;
  }
  return refuse(all);
}

} // namespace

LaunchShape shapeOf(const BlockForm &form, const core::DriverLaunch &launch, int64_t mostGridX) {
  if (launch.blocks) {
    return line(form.blockThreads, launch.units, mostGridX);
  }
  if (form.tileThreads != 0) {
    return tiled(form, launch, mostGridX);
  }
  const int64_t perBlock = int64_t(form.blockThreads) * form.itemsPerThread;
  const int64_t blocks = launch.units / perBlock + (launch.units % perBlock != 0 ? 1 : 0);
  return line(form.blockThreads, blocks, mostGridX);
}

} // namespace dc::rt::cuda
