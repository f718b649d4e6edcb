// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the tests of dcx run.
#include <dotcompute/kernel.h>

DC_KERNEL void saxpy(float a, dc::span<const float> x, dc::span<float> y) {
  DC_DOMAIN(y.size());
  auto i = dc::global_id();
  y[i] = a * x[i] + y[i];
}

DC_KERNEL void pick(dc::span<const int> from, dc::span<const float> x, dc::span<float> y) {
  DC_DOMAIN(y.size());
  auto i = dc::global_id();
  y[i] = x[from[i]];
}
