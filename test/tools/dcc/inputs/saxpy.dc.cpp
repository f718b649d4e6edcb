// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the tests of dcc's command line compile.
#include <dotcompute/kernel.h>
#ifndef FACTOR
#define FACTOR 1
#endif

DC_KERNEL void saxpy(float a, dc::span<const float> x, dc::span<float> y) {
  DC_DOMAIN(y.size());
  auto i = dc::global_id();
  y[i] = a * x[i] + y[i] * FACTOR;
}

DC_KERNEL void pick(dc::span<const int> from, dc::span<const float> x, dc::span<float> y) {
  DC_DOMAIN(y.size());
  auto i = dc::global_id();
  y[i] = x[from[i]];
}
