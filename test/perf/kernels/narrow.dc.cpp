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
