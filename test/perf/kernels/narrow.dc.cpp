// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels bound by memory on elements of 1 and 2 bytes, of which one load of a warp fetches little.
#include <dotcompute/kernel.h>

DC_KERNEL void copy_u8(dc::span<const unsigned char> x, dc::span<unsigned char> y) {
  DC_DOMAIN(y.size());
  auto i = dc::global_id();
  y[i] = x[i];
}

DC_KERNEL void copy_bf16(dc::span<const dc::bf16> x, dc::span<dc::bf16> y) {
  DC_DOMAIN(y.size());
  auto i = dc::global_id();
  y[i] = x[i];
}

DC_KERNEL void copy_u32(dc::span<const unsigned> x, dc::span<unsigned> y) {
  DC_DOMAIN(y.size());
  auto i = dc::global_id();
  y[i] = x[i];
}

DC_KERNEL void saxpy_bf16(float a, dc::span<const dc::bf16> x, dc::span<dc::bf16> y) {
  DC_DOMAIN(y.size());
  auto i = dc::global_id();
  y[i] = dc::bf16(a * float(x[i]) + float(y[i]));
}

DC_KERNEL void saxpy_f16(float a, dc::span<const dc::f16> x, dc::span<dc::f16> y) {
  DC_DOMAIN(y.size());
  auto i = dc::global_id();
  y[i] = dc::f16(a * float(x[i]) + float(y[i]));
}

// Brightens 8-bit pixels, saturating.
DC_KERNEL void brighten_u8(int by, dc::span<const unsigned char> x, dc::span<unsigned char> y) {
  DC_DOMAIN(y.size());
  auto i = dc::global_id();
  int v = int(x[i]) + by;
  y[i] = static_cast<unsigned char>(v < 0 ? 0 : v > 255 ? 255 : v);
}

// The same of an image whose rows may lie apart.
DC_KERNEL void brighten_image(int by, dc::view<const unsigned char, 2> x, dc::view<unsigned char, 2> y) {
  DC_DOMAIN(y.extent(0), y.extent(1));
  auto [r, c] = dc::global_id<2>();
  int v = int(x(r, c)) + by;
  y(r, c) = static_cast<unsigned char>(v < 0 ? 0 : v > 255 ? 255 : v);
}

DC_KERNEL void scale_matrix(float a, dc::view<const float, 2> x, dc::view<float, 2> y) {
  DC_DOMAIN(y.extent(0), y.extent(1));
  auto [r, c] = dc::global_id<2>();
  y(r, c) = a * x(r, c);
}

// 8 bits to 32 and back: accesses of 4 bytes beside those of 16.
DC_KERNEL void dequantise(float scale, dc::span<const signed char> x, dc::span<float> y) {
  DC_DOMAIN(y.size());
  auto i = dc::global_id();
  y[i] = scale * float(x[i]);
}

DC_KERNEL void quantise(float scale, dc::span<const float> x, dc::span<signed char> y) {
  DC_DOMAIN(y.size());
  auto i = dc::global_id();
  y[i] = dc::convert<signed char>(scale * x[i]);
}
