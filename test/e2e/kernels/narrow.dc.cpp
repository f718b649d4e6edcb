// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels on elements of one and two bytes, which a GPU accesses several at a time.
#ifndef DOTCOMPUTE_TEST_E2E_KERNELS_NARROW_DC_CPP
#define DOTCOMPUTE_TEST_E2E_KERNELS_NARROW_DC_CPP

#include <dotcompute/kernel.h>

DC_KERNEL void brighten(int by, dc::span<const unsigned char> x, dc::span<unsigned char> y) {
  DC_DOMAIN(y.size());
  auto i = dc::global_id();
  int v = int(x[i]) + by;
  y[i] = static_cast<unsigned char>(v < 0 ? 0 : v > 255 ? 255 : v);
}

DC_KERNEL void axpy_bf16(float a, dc::span<const dc::bf16> x, dc::span<dc::bf16> y) {
  DC_DOMAIN(y.size());
  auto i = dc::global_id();
  y[i] = dc::bf16(a * float(x[i]) + float(y[i]));
}

DC_KERNEL void invert_image(dc::view<const unsigned char, 2> x, dc::view<unsigned char, 2> y) {
  DC_DOMAIN(y.extent(0), y.extent(1));
  auto [r, c] = dc::global_id<2>();
  y(r, c) = static_cast<unsigned char>(255 - x(r, c));
}

// Behind the first `skip` elements of x, wherever these end.
DC_KERNEL void copy_behind(dc::index skip, dc::span<const unsigned char> x, dc::span<unsigned char> y) {
  DC_DOMAIN(y.size());
  auto i = dc::global_id();
  y[i] = x[skip + i];
}

#endif
