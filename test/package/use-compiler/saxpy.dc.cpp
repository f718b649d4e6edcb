// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// y = a * x + y, one thread for each element. The first kernel of docs/getting-started.md.
#include <dotcompute/kernel.h>

DC_KERNEL void saxpy(float a, dc::span<const float> x, dc::span<float> y) {
  DC_DOMAIN(y.size());
  auto i = dc::global_id();
  y[i] = a * x[i] + y[i];
}
