// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Nearest neighbours against a sort of all points by distance.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/graphs/knn.dc.cpp"

#include <algorithm>

SUITE_TEST() {
  for (auto [n, m] : {std::pair<int64_t, int64_t>{0, 3}, {1, 1}, {6, 5}, {7, 0}, {301, 257}}) {
    auto points = reals(2 * n, -1, 1), queries = reals(2 * m, -1, 1);
    std::vector<int> nearest(m * 6), expected;
    std::vector<float> squares(m * 6), expectedSquares;
    for (int64_t q = 0; q < m; ++q) {
      std::vector<std::pair<float, int>> all(6, {INFINITY, -1});
      for (int64_t p = 0; p < n; ++p) {
        float dx = points[2 * p] - queries[2 * q], dy = points[2 * p + 1] - queries[2 * q + 1];
        all.emplace_back(dx * dx + dy * dy, static_cast<int>(p));
      }
      std::sort(all.begin(), all.end());
      for (int k = 0; k < 6; ++k) {
        expectedSquares.push_back(all[k].first);
        expected.push_back(all[k].second);
      }
    }
    run(KERNEL(knn), in(points, n, 2), in(queries, m, 2), out(nearest, m, 6), out(squares, m, 6));
    expect(squares, expectedSquares);
    expect(nearest, expected); // points are as good as never equally far
  }
}
