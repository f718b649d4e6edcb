// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Levels against shortest paths by relaxation of all edges. The order within a frontier is free, so
// it is sorted.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/graphs/bfs_level.dc.cpp"

#include <algorithm>

SUITE_TEST() {
  for (int n : {1, 7, 257, 1021}) {
    std::vector<std::vector<int>> edges(n);
    for (int e = 0; e < 2 * n; ++e) {
      edges[between(0, n - 1)].push_back(static_cast<int>(between(0, n - 1)));
    }
    std::vector<int> first = {0}, neighbour;
    for (auto &list : edges) {
      neighbour.insert(neighbour.end(), list.begin(), list.end());
      first.push_back(static_cast<int>(neighbour.size()));
    }
    std::vector<int> levels(n, unseen), expected(n, n);
    std::vector<int> frontier = {0};
    levels[0] = 0;
    for (int level = 1; !frontier.empty(); ++level) {
      std::vector<int> next(n), count = {0};
      run(KERNEL(bfs_level), group<Graph>(in(first), in(neighbour)), in(frontier), level,
          inout(levels), group<Frontier>(inout(next).unordered(), inout(count)));
      next.resize(count[0]);
      frontier = next;
    }
    expected[0] = 0;
    for (bool changed = true; changed;) {
      changed = false;
      for (int v = 0; v < n; ++v) {
        for (int w : edges[v]) {
          if (expected[v] < n && expected[w] > expected[v] + 1) {
            expected[w] = expected[v] + 1;
            changed = true;
          }
        }
      }
    }
    std::replace(expected.begin(), expected.end(), n, unseen);
    expect(levels, expected);
  }
}
