// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A 7-point stencil over three dimensions, whose edges keep their values: the heat equation.
#include <dotcompute/kernel.h>

DC_KERNEL void stencil7(float rate, dc::view<const float, 3> in, dc::view<float, 3> out) {
  DC_DOMAIN(out.extent(0), out.extent(1), out.extent(2));
  auto [p, r, c] = dc::global_id<3>();
  const bool inner = p > 0 && p < in.extent(0) - 1 && r > 0 && r < in.extent(1) - 1 && c > 0 &&
                     c < in.extent(2) - 1;
  const float here = in(p, r, c);
  if (!inner) {
    out(p, r, c) = here;
    return;
  }
  const float around = in(p - 1, r, c) + in(p + 1, r, c) + in(p, r - 1, c) + in(p, r + 1, c) +
                       in(p, r, c - 1) + in(p, r, c + 1);
  out(p, r, c) = here + rate * (around - 6 * here);
}
