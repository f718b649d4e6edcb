// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Half a Gauss-Seidel sweep, red or black, in place: a parameter by enum, the largest change by an
// atomic on a float.
#include <dotcompute/kernel.h>

enum class Colour { Red, Black };

DC_KERNEL void red_black(Colour colour, float omega, dc::view<const float, 2> right,
                         dc::view<float, 2> u, dc::span<float> largest) {
  DC_DOMAIN(u.extent(0), u.extent(1));
  auto [r, c] = dc::global_id<2>();
  if (((r + c) & 1) != static_cast<int>(colour)) {
    return;
  }
  if (r == 0 || c == 0 || r == u.extent(0) - 1 || c == u.extent(1) - 1) {
    return;
  }
  const float old = u(r, c);
  const float relaxed =
      0.25f * (u(r - 1, c) + u(r + 1, c) + u(r, c - 1) + u(r, c + 1) - right(r, c));
  u(r, c) = old + omega * (relaxed - old);
  dc::atomic_max(largest[0], dc::fabs(relaxed - old));
}
