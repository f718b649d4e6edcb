// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The handmade kernels in the kernel language, for the driver suite on what dcc makes of them.
#include <dotcompute/kernel.h>

DC_KERNEL void saxpy_f32(float a, dc::span<const float> x, dc::span<float> y) {
  DC_DOMAIN(y.size());
  auto i = dc::global_id();
  y[i] = a * x[i] + y[i];
}

DC_KERNEL void saxpy_f64(double a, dc::span<const double> x, dc::span<double> y) {
  DC_DOMAIN(y.size());
  auto i = dc::global_id();
  y[i] = a * x[i] + y[i];
}

DC_KERNEL void saxpy_i32(int a, dc::span<const int> x, dc::span<int> y) {
  DC_DOMAIN(y.size());
  auto i = dc::global_id();
  y[i] = a * x[i] + y[i];
}

DC_KERNEL void vector_add(dc::span<const float> a, dc::span<const float> b, dc::span<float> c) {
  DC_DOMAIN(c.size());
  auto i = dc::global_id();
  c[i] = a[i] + b[i];
}

DC_KERNEL void gather(dc::span<const dc::index> idx, dc::span<const float> x, dc::span<float> out) {
  DC_DOMAIN(out.size());
  auto i = dc::global_id();
  out[i] = x[idx[i]];
}

DC_KERNEL void divide(dc::span<const int> a, dc::span<const int> b, dc::span<int> q) {
  DC_DOMAIN(q.size());
  auto i = dc::global_id();
  q[i] = a[i] / b[i];
}

DC_KERNEL void fill(dc::span<float> out, float value) {
  auto i = dc::global_id();
  out[i] = value;
}

DC_KERNEL void reverse(dc::span<const float> x, dc::span<float> y) {
  DC_DOMAIN(y.size());
  DC_REQUIRES(x.size() >= y.size());
  auto i = dc::global_id();
  y[i] = x[dc::domain(0) - 1 - i];
}

DC_KERNEL void churn(dc::span<unsigned> x, dc::index rounds) {
  DC_DOMAIN(x.size());
  DC_REQUIRES(rounds * 1000 < (dc::index(1) << 62));
  auto i = dc::global_id();
  unsigned v = x[i];
  for (dc::index r = 0; r < rounds; ++r) {
    v = v * 1664525u + 1013904223u;
  }
  x[i] = v;
}
