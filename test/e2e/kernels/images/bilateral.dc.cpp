// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A bilateral filter of any radius: nested loops with bounds from an argument, exp, clamped
// coordinates, a division of sums.
#include <dotcompute/kernel.h>

DC_KERNEL void bilateral(int radius, float nearness, float likeness, dc::view<const float, 2> in,
                         dc::view<float, 2> out) {
  DC_DOMAIN(out.extent(0), out.extent(1));
  DC_REQUIRES(radius >= 0 && in.extent(0) == out.extent(0) && in.extent(1) == out.extent(1));
  auto [r, c] = dc::global_id<2>();
  const float here = in(r, c);
  float sum = 0, weights = 0;
  for (int down = -radius; down <= radius; ++down) {
    const auto row = dc::clamp(r + down, dc::index(0), in.extent(0) - 1);
    for (int right = -radius; right <= radius; ++right) {
      const float there = in(row, dc::clamp(c + right, dc::index(0), in.extent(1) - 1));
      const float apart = static_cast<float>(down * down + right * right), unlike = there - here;
      const float weight = dc::exp(-(apart * nearness + unlike * unlike * likeness));
      sum += weight * there;
      weights += weight;
    }
  }
  out(r, c) = sum / weights;
}
