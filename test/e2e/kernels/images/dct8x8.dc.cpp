// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The cosine transform of 8 x 8 pixels as JPEG has it, forward and back, with quantisation: a block
// per tile, coefficients that constexpr functions compute, a bool template argument.
#include <dotcompute/kernel.h>

#include <numbers>

/// cos(k * pi / 16), exact enough for float, by its series.
constexpr double cosine(int k) {
  const double x = k % 32 * std::numbers::pi / 16;
  double term = 1, sum = 1;
  for (int n = 2; n < 60; n += 2) {
    term *= -x * x / (n * (n - 1));
    sum += term;
  }
  return sum;
}

struct Basis {
  float value[8][8];
};

constexpr Basis makeBasis() {
  Basis basis{};
  for (int k = 0; k < 8; ++k) {
    for (int n = 0; n < 8; ++n) {
      basis.value[k][n] =
          static_cast<float>(cosine(k * (2 * n + 1)) * (k == 0 ? 0.5 / std::numbers::sqrt2 : 0.5));
    }
  }
  return basis;
}

constexpr Basis basis = makeBasis();

template <bool Forward>
DC_KERNEL void dct8x8(int quality, dc::view<const float, 2> in, dc::view<float, 2> out) {
  DC_BLOCK(8, 8);
  DC_GRID(out.extent(0) / 8, out.extent(1) / 8);
  DC_REQUIRES(quality > 0 && in.extent(0) == out.extent(0) && in.extent(1) == out.extent(1));
  DC_SHARED float tile[8][8];
  DC_SHARED float rows[8][8];
  auto [r, c] = dc::global_id<2>();
  auto [tr, tc] = dc::thread_id<2>();
  const float step = static_cast<float>(quality) * static_cast<float>(1 + tr + tc);
  tile[tr][tc] = Forward ? in(r, c) - 128 : in(r, c) * step;
  dc::barrier();
  float sum = 0;
  for (int n = 0; n < 8; ++n) {
    sum += tile[tr][n] * (Forward ? basis.value[tc][n] : basis.value[n][tc]);
  }
  rows[tr][tc] = sum;
  dc::barrier();
  sum = 0;
  for (int n = 0; n < 8; ++n) {
    sum += rows[n][tc] * (Forward ? basis.value[tr][n] : basis.value[n][tr]);
  }
  if constexpr (Forward) {
    out(r, c) = dc::rint(sum / step);
  } else {
    out(r, c) = dc::clamp(sum + 128, 0.f, 255.f);
  }
}
template void dct8x8<true>(int, dc::view<const float, 2>, dc::view<float, 2>);
template void dct8x8<false>(int, dc::view<const float, 2>, dc::view<float, 2>);
