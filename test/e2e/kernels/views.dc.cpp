// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels over two and three dimensions.
#ifndef DOTCOMPUTE_TEST_E2E_KERNELS_VIEWS
#define DOTCOMPUTE_TEST_E2E_KERNELS_VIEWS
#include <dotcompute/kernel.h>

/// Every access at the thread's own element: contracts, no guard.
DC_KERNEL void saxpy_2d(float a, dc::view<const float, 2> x, dc::view<float, 2> y) {
  DC_DOMAIN(y.extent(0), y.extent(1));
  auto [r, c] = dc::global_id<2>();
  y(r, c) = a * x(r, c) + y(r, c);
}

/// The rows and columns that have no neighbour keep their value.
DC_KERNEL void stencil_5(dc::view<const float, 2> in, dc::view<float, 2> out) {
  DC_DOMAIN(out.extent(0), out.extent(1));
  auto [r, c] = dc::global_id<2>();
  float sum = in(r, c);
  if (r > 0 && r < in.extent(0) - 1 && c > 0 && c < in.extent(1) - 1) {
    sum = 0.25f * (in(r - 1, c) + in(r + 1, c) + in(r, c - 1) + in(r, c + 1));
  }
  out(r, c) = sum;
}

/// A row and a column past the end are read without a test: a fault.
DC_KERNEL void next_diagonal(dc::view<const int, 2> in, dc::view<int, 2> out, dc::index down, dc::index right) {
  DC_DOMAIN(out.extent(0), out.extent(1));
  auto [r, c] = dc::global_id<2>();
  out(r, c) = in(r + down, c + right);
}

inline float dot(dc::view<const float, 2> a, dc::view<const float, 2> b, dc::index r, dc::index c) {
  float sum = 0;
  for (dc::index k = 0; k < a.extent(1); ++k) {
    sum += a(r, k) * b(k, c);
  }
  return sum;
}

DC_KERNEL void matmul(dc::view<const float, 2> a, dc::view<const float, 2> b, dc::view<float, 2> out) {
  DC_DOMAIN(out.extent(0), out.extent(1));
  DC_REQUIRES(a.extent(1) == b.extent(0));
  auto [r, c] = dc::global_id<2>();
  dc::view<float, 2> result = out;
  result(r, c) = dot(a, b, r, c);
}

/// Iterations until |z| exceeds 2.
DC_KERNEL void mandelbrot(float left, float top, float step, int limit, dc::view<int, 2> count) {
  DC_DOMAIN(count.extent(0), count.extent(1));
  auto [row, column] = dc::global_id<2>();
  float re = left + step * static_cast<float>(column);
  float im = top + step * static_cast<float>(row);
  float x = 0;
  float y = 0;
  int n = 0;
  while (n < limit && x * x + y * y <= 4.0f) {
    float next = x * x - y * y + re;
    y = 2 * x * y + im;
    x = next;
    ++n;
  }
  count(row, column) = n;
}

/// The domain is the input's: out(c, r) is the thread's own element with the dimensions exchanged.
DC_KERNEL void transpose(dc::view<const float, 2> in, dc::view<float, 2> out) {
  DC_DOMAIN(in.extent(0), in.extent(1));
  auto [r, c] = dc::global_id<2>();
  out(c, r) = in(r, c);
}

DC_KERNEL void stencil_7(dc::view<const int, 3> in, dc::view<int, 3> out) {
  auto [p, r, c] = dc::global_id<3>();
  auto at = [&](dc::index i, dc::index j, dc::index k) {
    bool inside = i >= 0 && i < in.extent(0) && j >= 0 && j < in.extent(1) && k >= 0 && k < in.extent(2);
    int value = 0;
    if (inside) {
      value = in(i, j, k);
    }
    return value;
  };
  out(p, r, c) = at(p - 1, r, c) + at(p + 1, r, c) + at(p, r - 1, c) + at(p, r + 1, c) + at(p, r, c - 1) +
                 at(p, r, c + 1) - 6 * in(p, r, c);
}

/// What the kernel knows of its view and its domain.
DC_KERNEL void describe(dc::view<const float, 3> in, dc::span<dc::index> facts) {
  DC_DOMAIN(1, 1, 1);
  facts[0] = in.extent(0);
  facts[1] = in.extent(1);
  facts[2] = in.extent(2);
  facts[3] = in.stride(0);
  facts[4] = in.stride(1);
  facts[5] = in.stride(2);
  facts[6] = dc::domain(0) + dc::domain(1) + dc::domain(2);
}

#endif
