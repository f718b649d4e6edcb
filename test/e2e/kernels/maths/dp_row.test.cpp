// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Alignments against the definition with gaps of any length, row by row.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/maths/dp_row.dc.cpp"

#include <algorithm>

SUITE_TEST() {
  for (auto [n, m] : {std::pair<int, int>{0, 5}, {1, 1}, {7, 0}, {31, 43}}) {
    auto a = integers<char>(n, 'a', 'd'), b = integers<char>(m, 'a', 'd');
    std::vector<int> best(n), down(n, impossible), right(n, impossible), before(n), highest = {0},
                                                                                    expected = {0};
    for (int d = 0; d < n + m - 1; ++d) {
      std::vector<int> newBest(n), newDown(n), newRight(n);
      run(KERNEL(align_diagonal), group<Scores>(3, -2, 4, 1), d, in(a), in(b),
          group<Cells>(in(best), in(down), in(right)), in(before),
          group<NewCells>(out(newBest), out(newDown), out(newRight)), inout(highest));
      before = best;
      best = newBest;
      down = newDown;
      right = newRight;
    }
    std::vector<std::vector<int>> h(n + 1, std::vector<int>(m + 1));
    for (int i = 1; i <= n; ++i) {
      for (int j = 1; j <= m; ++j) {
        h[i][j] = std::max(0, h[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 3 : -2));
        for (int k = 1; k <= i; ++k) {
          h[i][j] = std::max(h[i][j], h[i - k][j] - 4 - (k - 1));
        }
        for (int k = 1; k <= j; ++k) {
          h[i][j] = std::max(h[i][j], h[i][j - k] - 4 - (k - 1));
        }
        expected[0] = std::max(expected[0], h[i][j]);
      }
    }
    expect(highest, expected);
  }
}
