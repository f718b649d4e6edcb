// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Sums of two arrays, elementwise: a whole-array kernel and one that adds a neighbour, which needs a guard.
#include <dotcompute/kernel.h>

DC_KERNEL void vector_add(dc::span<const float> a, dc::span<const float> b, dc::span<float> c) {
  DC_DOMAIN(c.size());
  auto i = dc::global_id();
  c[i] = a[i] + b[i];
}

DC_KERNEL void add_next(dc::span<const float> a, dc::span<float> c) {
  DC_DOMAIN(c.size());
  auto i = dc::global_id();
  if (i + 1 < a.size()) {
    c[i] = a[i] + a[i + 1];
  } else {
    c[i] = a[i];
  }
}
