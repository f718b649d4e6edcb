// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// K-means: assign each point to its nearest centre, add it up there, and move the centres. Sums as
// integers, so that no order matters.
#include <dotcompute/kernel.h>

constexpr int dimensions = 3;

struct Clusters {
  dc::view<unsigned long long, 2> sum;
  dc::span<unsigned> count;
};

/// Coordinates are whole numbers from 0 to 65535.
DC_KERNEL void kmeans_assign(dc::view<const unsigned short, 2> points,
                             dc::view<const float, 2> centres, dc::span<int> nearest,
                             Clusters clusters) {
  DC_DOMAIN(points.extent(0));
  DC_REQUIRES(points.extent(1) == dimensions && centres.extent(1) == dimensions);
  const auto i = dc::global_id();
  float best = __builtin_huge_valf();
  int chosen = -1;
  for (int k = 0; k < centres.extent(0); ++k) {
    float apart = 0;
    for (int d = 0; d < dimensions; ++d) {
      const float difference = points(i, d) - centres(k, d);
      apart += difference * difference;
    }
    if (apart < best) {
      best = apart;
      chosen = k;
    }
  }
  nearest[i] = chosen;
  if (chosen < 0) {
    return;
  }
  for (int d = 0; d < dimensions; ++d) {
    dc::atomic_add(clusters.sum(chosen, d), points(i, d));
  }
  dc::atomic_add(clusters.count[chosen], 1u);
}

/// A centre without points stays where it is.
DC_KERNEL void kmeans_update(dc::view<const unsigned long long, 2> sum,
                             dc::span<const unsigned> count, dc::view<float, 2> centres) {
  DC_DOMAIN(centres.extent(0), centres.extent(1));
  auto [k, d] = dc::global_id<2>();
  if (count[k] != 0) {
    centres(k, d) = static_cast<float>(static_cast<double>(sum(k, d)) / count[k]);
  }
}
