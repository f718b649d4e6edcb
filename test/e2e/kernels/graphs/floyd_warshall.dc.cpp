// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A step of Floyd and Warshall: shortest ways by way of one more node, with the next node on each.
// Infinite distances.
#include <dotcompute/kernel.h>

/// Row and column `via` do not change in this step, since no way is negative: in place is safe.
DC_KERNEL void floyd_warshall(int via, dc::view<float, 2> distance, dc::view<int, 2> next) {
  DC_DOMAIN(distance.extent(0), distance.extent(1));
  auto [from, to] = dc::global_id<2>();
  if (from == via || to == via) {
    return;
  }
  const float longer = distance(from, via) + distance(via, to);
  if (longer < distance(from, to)) {
    distance(from, to) = longer;
    next(from, to) = next(from, via);
  }
}
