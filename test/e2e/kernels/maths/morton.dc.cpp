// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Morton order of points in a box: bits spread by masks in a constexpr loop over a table, float to
// integer conversions that saturate.
#include <dotcompute/kernel.h>

#include <cstdint>

constexpr struct {
  int shift;
  uint64_t mask;
} spreads[] = {{32, 0x1f00000000ffff},
               {16, 0x1f0000ff0000ff},
               {8, 0x100f00f00f00f00f},
               {4, 0x10c30c30c30c30c3},
               {2, 0x1249249249249249}};

constexpr uint64_t spread(uint32_t x) {
  uint64_t v = x & 0x1fffff;
  for (const auto &step : spreads) {
    v = (v | v << step.shift) & step.mask;
  }
  return v;
}
static_assert(spread(0b101) == 0b1000001);

DC_KERNEL void morton(float low, float high, dc::view<const float, 2> points,
                      dc::span<uint64_t> codes) {
  DC_DOMAIN(codes.size());
  DC_REQUIRES(points.extent(0) == codes.size() && points.extent(1) == 3);
  const auto i = dc::global_id();
  uint64_t code = 0;
  for (int d = 0; d < 3; ++d) {
    const float part = (points(i, d) - low) / (high - low) * 2097152.0f;
    // Outside the box is its edge; NaN is 0.
    code |= spread(dc::min(dc::convert<uint32_t>(part), 2097151u)) << d;
  }
  codes[i] = code;
}
