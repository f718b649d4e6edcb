// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Many tridiagonal systems, one row of each view to a thread: the Thomas algorithm on spans, there and
// back, with a row of scratch memory.
#include <dotcompute/kernel.h>

/// Solves in place; `d` becomes the solution, `c` is used up.
inline void thomas(dc::span<const double> a, dc::span<const double> b, dc::span<double> c,
                   dc::span<double> d) {
  double last = 0, lastD = 0;
  for (dc::index i = 0; i < d.size(); ++i) {
    const double scale = 1 / (b[i] - a[i] * last);
    last = c[i] * scale;
    lastD = (d[i] - a[i] * lastD) * scale;
    c[i] = last;
    d[i] = lastD;
  }
  double next = 0;
  for (dc::index i = d.size() - 1; i >= 0; --i) {
    next = d[i] - c[i] * next;
    d[i] = next;
  }
}

DC_KERNEL void solve_tridiagonal(dc::view<const double, 2> lower, dc::view<const double, 2> diagonal,
                                 dc::view<const double, 2> upper, dc::view<double, 2> scratch,
                                 dc::view<double, 2> x) {
  DC_DOMAIN(x.extent(0));
  DC_REQUIRES(lower.extent(1) == x.extent(1) && diagonal.extent(1) == x.extent(1) &&
              upper.extent(1) == x.extent(1) && scratch.extent(1) == x.extent(1));
  const auto system = dc::global_id();
  const auto c = scratch.row(system);
  for (dc::index i = 0; i < c.size(); ++i) {
    c[i] = upper(system, i);
  }
  thomas(lower.row(system), diagonal.row(system), c, x.row(system));
}
