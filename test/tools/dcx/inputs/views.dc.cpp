// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the tests of dcx run over two and three dimensions.
#include <dotcompute/kernel.h>

DC_KERNEL void add_rows(dc::view<const float, 2> x, dc::view<float, 2> y) {
  DC_DOMAIN(y.extent(0), y.extent(1));
  auto [r, c] = dc::global_id<2>();
  y(r, c) += x(r, c);
}

DC_KERNEL void below(dc::view<const float, 2> x, dc::view<float, 2> y) {
  DC_DOMAIN(y.extent(0), y.extent(1));
  auto [r, c] = dc::global_id<2>();
  y(r, c) = x(r + 1, c);
}

DC_KERNEL void number(dc::view<dc::index, 3> v) {
  DC_DOMAIN(v.extent(0), v.extent(1), v.extent(2));
  auto [p, r, c] = dc::global_id<3>();
  v(p, r, c) = 100 * p + 10 * r + c;
}
