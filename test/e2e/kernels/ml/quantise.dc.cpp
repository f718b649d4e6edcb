// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Rows to 8 bits with a scale each, products of such rows in integers, and back: conversions that
// round and saturate.
#include <dotcompute/kernel.h>

#include <cstdint>

DC_KERNEL void quantise(dc::view<const float, 2> x, dc::view<int8_t, 2> q, dc::span<float> scale) {
  DC_DOMAIN(scale.size());
  DC_REQUIRES(x.extent(0) == scale.size() && q.extent(0) == scale.size() &&
              q.extent(1) == x.extent(1));
  const auto row = dc::global_id();
  float most = 0;
  for (dc::index c = 0; c < x.extent(1); ++c) {
    most = dc::fmax(most, dc::fabs(x(row, c)));
  }
  const float step = most > 0 ? most / 127 : 1;
  scale[row] = step;
  for (dc::index c = 0; c < x.extent(1); ++c) {
    q(row, c) = dc::convert<int8_t>(x(row, c) / step, dc::rne, dc::sat);
  }
}

/// out = a times b transposed.
DC_KERNEL void int8_dot(dc::view<const int8_t, 2> a, dc::span<const float> scaleA,
                        dc::view<const int8_t, 2> b, dc::span<const float> scaleB,
                        dc::view<float, 2> out) {
  DC_DOMAIN(out.extent(0), out.extent(1));
  DC_REQUIRES(a.extent(1) == b.extent(1));
  auto [r, c] = dc::global_id<2>();
  int sum = 0;
  for (dc::index k = 0; k < a.extent(1); ++k) {
    sum += a(r, k) * b(c, k);
  }
  out(r, c) = static_cast<float>(sum) * (scaleA[r] * scaleB[c]);
}

DC_KERNEL void dequantise(dc::view<const int8_t, 2> q, dc::span<const float> scale,
                          dc::view<float, 2> x) {
  DC_DOMAIN(q.extent(0), q.extent(1));
  auto [r, c] = dc::global_id<2>();
  x(r, c) = q(r, c) * scale[r];
}
