// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// c = a + b over a domain rounded up, as CUDA programs do; and a kernel that reads a neighbour.
#include <dotcompute/kernel.h>

DC_KERNEL void vector_add(dc::span<const float> a, dc::span<const float> b, dc::span<float> c) {
  DC_DOMAIN((c.size() + 255) / 256 * 256);
  auto i = dc::global_id();
  if (i < c.size()) { // covers c[i]; dcc guards a[i] and b[i], whose sizes nothing here compares
    c[i] = a[i] + b[i];
  }
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
