// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Columns of matrices: sums, a product with a transposed view, and norms of every other element, each
// thread with a strided view of its own.
#include <dotcompute/kernel.h>

DC_KERNEL void column_sums(dc::strided_view<const float, 2> m, dc::span<float> sums) {
  DC_DOMAIN(sums.size());
  float sum = 0;
  for (float x : m.column(dc::global_id())) {
    sum += x;
  }
  sums[dc::global_id()] = sum;
}

inline float dot(dc::strided_view<const float, 1> a, dc::strided_view<const float, 1> b) {
  float sum = 0;
  for (dc::index k = 0; k < a.size(); ++k) {
    sum += a[k] * b[k];
  }
  return sum;
}

/// out = transposed(a) * b
DC_KERNEL void transposed_product(dc::view<const float, 2> a, dc::view<const float, 2> b,
                                  dc::view<float, 2> out) {
  DC_DOMAIN(out.extent(0), out.extent(1));
  DC_REQUIRES(a.extent(0) == b.extent(0));
  const auto [r, c] = dc::global_id<2>();
  out(r, c) = dot(a.transposed().row(r), b.column(c));
}

/// Of each column the sum of squares in even and in odd rows.
DC_KERNEL void even_odd_norms(dc::view<const float, 2> m, dc::view<float, 2> norms) {
  DC_DOMAIN(norms.extent(1));
  DC_REQUIRES(norms.extent(0) == 2);
  const auto c = dc::global_id();
  const auto column = m.column(c);
  for (int odd = 0; odd < 2; ++odd) {
    float sum = 0;
    if (column.size() > odd) {
      for (float x : column.subspan(odd).strided(2)) {
        sum += x * x;
      }
    }
    norms(odd, c) = sum;
  }
}
