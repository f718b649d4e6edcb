// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One step of an LU factorisation: find the pivot in a block, swap rows, eliminate over a
// two-dimensional domain.
#include <dotcompute/kernel.h>

struct Candidate {
  double size;
  dc::index row;

  constexpr bool beats(const Candidate &other) const {
    return size > other.size || (size == other.size && row < other.row);
  }
};

DC_KERNEL void find_pivot(dc::view<const double, 2> a, dc::index step, dc::span<dc::index> pivots) {
  DC_BLOCK(128);
  DC_GRID(1);
  DC_SHARED Candidate best[128];
  const auto t = dc::thread_id();
  Candidate mine{-1, step};
  for (auto r = step + t; r < a.extent(0); r += 128) {
    Candidate here{dc::abs(a(r, step)), r};
    if (here.beats(mine)) {
      mine = here;
    }
  }
  best[t] = mine;
  dc::barrier();
  for (int half = 64; half >= 1; half /= 2) {
    if (t < half && best[t + half].beats(best[t])) {
      best[t] = best[t + half];
    }
    dc::barrier();
  }
  if (t == 0) {
    pivots[step] = best[0].row;
  }
}

DC_KERNEL void swap_rows(dc::view<double, 2> a, dc::index step, dc::span<const dc::index> pivots) {
  DC_DOMAIN(a.extent(1));
  const auto c = dc::global_id();
  const dc::index pivot = pivots[step];
  if (pivot == step) {
    return;
  }
  double kept = a(step, c);
  a(step, c) = a(pivot, c);
  a(pivot, c) = kept;
}

/// Column `step` becomes the factors. A launch of its own, since every thread of the next one reads
/// them.
DC_KERNEL void scale_column(dc::view<double, 2> a, dc::index step) {
  DC_DOMAIN(a.extent(0));
  const auto r = dc::global_id();
  if (r > step) {
    a(r, step) /= a(step, step);
  }
}

DC_KERNEL void eliminate(dc::view<double, 2> a, dc::index step) {
  DC_DOMAIN(a.extent(0), a.extent(1));
  auto [r, c] = dc::global_id<2>();
  if (r <= step || c <= step) {
    return;
  }
  a(r, c) -= a(r, step) * a(step, c);
}
