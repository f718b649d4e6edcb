// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A row of a dynamic program in each launch: local alignment (Smith and Waterman) with affine gaps
// along anti-diagonals.
#include <dotcompute/kernel.h>

struct Scores {
  int match, mismatch, open, extend;

  constexpr int of(char a, char b) const { return a == b ? match : mismatch; }
};

/// What is known of a cell: the best that ends there, and that ends there in a gap of either sort.
struct Cells {
  dc::span<const int> best, down, right;
};
struct NewCells {
  dc::span<int> best, down, right;
};

constexpr int impossible = -1000000;

/// Anti-diagonal `d` has the cells (i, d - i); `previous` and `before` are the two before it, all
/// indexed by i.
DC_KERNEL void align_diagonal(Scores scores, int d, dc::span<const char> a, dc::span<const char> b,
                              Cells previous, dc::span<const int> before, NewCells now,
                              dc::span<int> highest) {
  DC_DOMAIN(now.best.size());
  const auto i = dc::global_id(), j = d - i;
  if (j < 0 || j >= b.size() || i >= a.size()) {
    now.best[i] = 0;
    now.down[i] = now.right[i] = impossible;
    return;
  }
  const bool top = i == 0, left = j == 0;
  const int down =
      top ? impossible
          : dc::max(previous.best[i - 1] - scores.open, previous.down[i - 1] - scores.extend);
  const int right =
      left ? impossible
           : dc::max(previous.best[i] - scores.open, previous.right[i] - scores.extend);
  const int diagonal = (top || left ? 0 : before[i - 1]) + scores.of(a[i], b[j]);
  const int best = dc::max(dc::max(0, diagonal), dc::max(down, right));
  now.best[i] = best;
  now.down[i] = down;
  now.right[i] = right;
  dc::atomic_max(highest[0], best);
}
