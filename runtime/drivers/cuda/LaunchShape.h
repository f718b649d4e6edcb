// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How many blocks a launch has, and how the threads of one lie in the domain.
#ifndef DOTCOMPUTE_RUNTIME_DRIVERS_CUDA_LAUNCHSHAPE_H
#define DOTCOMPUTE_RUNTIME_DRIVERS_CUDA_LAUNCHSHAPE_H

#include <cstdint>

#include "runtime/artifact/Manifest.h"
#include "runtime/core/Driver.h"

namespace dc::rt::cuda {

/// What a kernel's entry says about its blocks.
struct BlockForm {
  explicit BlockForm(const artifact::EntryPoint &entry)
      : blockThreads(entry.blockThreads), tileThreads(entry.tileThreads),
        itemsPerThread(entry.itemsPerThread) {}

  /// Of one block, at most.
  uint32_t threads() const { return tileThreads != 0 ? tileThreads : blockThreads; }

  uint32_t blockThreads;
  uint32_t tileThreads;    ///< not 0: blocks are tiles of at most so many threads
  uint32_t itemsPerThread; ///< threads of the domain for each of the block
};

/// Sizes in x, y and z of the hardware.
struct LaunchShape {
  uint32_t grid[3] = {1, 1, 1};
  uint32_t block[3] = {1, 1, 1};
  /// Not 0: more blocks than a grid can have, and nothing else is set.
  int64_t refused = 0;
};

/// The most blocks of a grid in y, and in z, of every GPU.
inline constexpr int64_t kMostGridYZ = 65535;

/// `mostGridX` is the device's. The launch has passed its checks: extents are not negative, and
/// their product is `units`, at least 1.
LaunchShape shapeOf(const BlockForm &form, const core::DriverLaunch &launch, int64_t mostGridX);

} // namespace dc::rt::cuda

#endif // DOTCOMPUTE_RUNTIME_DRIVERS_CUDA_LAUNCHSHAPE_H
