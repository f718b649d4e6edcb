// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One kernel that newer GPUs round in an instruction, and one with a guard and a contract of its own.
#include <dotcompute/kernel.h>

DC_KERNEL void half_scale(float a, dc::span<const dc::bf16> x, dc::span<dc::bf16> y) {
  DC_DOMAIN(y.size());
  auto i = dc::global_id();
  y[i] = dc::bf16(a * float(x[i]));
}

DC_KERNEL void pick(dc::span<const int> from, dc::span<const float> x, dc::span<float> y) {
  DC_DOMAIN(y.size());
  DC_REQUIRES(x.size() > 1);
  auto i = dc::global_id();
  y[i] = x[from[i]];
}
