// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels bound by memory: what they cost is the bytes they move.
#include <dotcompute/kernel.h>

DC_KERNEL void copy(dc::span<const float> x, dc::span<float> y) {
  DC_DOMAIN(y.size());
  auto i = dc::global_id();
  y[i] = x[i];
}

DC_KERNEL void saxpy(float a, dc::span<const float> x, dc::span<float> y) {
  DC_DOMAIN(y.size());
  auto i = dc::global_id();
  y[i] = a * x[i] + y[i];
}

DC_KERNEL void chain8(dc::span<const float> x, dc::span<float> y) {
  DC_DOMAIN(y.size());
  auto i = dc::global_id();
  float v = x[i] * 1.5f;
  v = v + 0.5f;
  v = v < -1.0f ? -1.0f : v;
  v = v * v;
  v = v - 0.25f;
  v = v > 3.0f ? 3.0f : v;
  v = v * 0.75f;
  y[i] = v + x[i];
}

// As saxpy, but nothing says how long x is: every load of it is guarded.
DC_KERNEL void saxpy_guarded(float a, dc::span<const float> x, dc::span<float> y) {
  DC_DOMAIN(y.size());
  auto i = dc::global_id();
  if (a != 0.0f) {
    y[i] = a * x[i] + y[i];
  }
}
