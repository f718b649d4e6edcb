// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Weights in 8-bit floats with a scale for each row: stored, read back, and used in a product that
// computes in float.
#include <dotcompute/kernel.h>

DC_KERNEL void to_fp8(dc::view<const float, 2> x, dc::view<dc::f8e4m3, 2> q, dc::span<float> scale) {
  DC_DOMAIN(scale.size());
  DC_REQUIRES(x.extent(0) == scale.size() && q.extent(0) == scale.size() &&
              q.extent(1) == x.extent(1));
  const auto r = dc::global_id();
  float most = 0;
  for (float v : x.row(r)) {
    most = dc::fmax(most, dc::fabs(v));
  }
  // A power of two, so that the scale itself rounds nothing.
  const float by = most > 0 ? dc::exp2(dc::floor(dc::log2(448 / most))) : 1.0f;
  scale[r] = 1 / by;
  for (dc::index c = 0; c < x.extent(1); ++c) {
    q(r, c) = dc::f8e4m3(x(r, c) * by);
  }
}

DC_KERNEL void from_fp8(dc::view<const dc::f8e4m3, 2> q, dc::span<const float> scale,
                        dc::view<float, 2> x) {
  DC_DOMAIN(x.extent(0), x.extent(1));
  const auto [r, c] = dc::global_id<2>();
  x(r, c) = q(r, c) * scale[r];
}

/// y = W x, with the other format for gradients.
DC_KERNEL void fp8_gemv(dc::view<const dc::f8e4m3, 2> w, dc::span<const float> scale,
                        dc::span<const dc::f8e5m2> x, dc::span<float> y) {
  DC_DOMAIN(y.size());
  DC_REQUIRES(w.extent(1) == x.size());
  const auto r = dc::global_id();
  const auto row = w.row(r);
  float sum = 0;
  for (dc::index c = 0; c < row.size(); ++c) {
    sum += row[c] * x[c];
  }
  y[r] = sum * scale[r];
}
