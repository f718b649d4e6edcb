// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Components against a flood fill: the label is the smallest node. Who hangs below whom depends on
// the order of threads, and is not compared.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/graphs/union_find.dc.cpp"

#include <numeric>

SUITE_TEST() {
  for (int n : {1, 2, 257, 4099}) {
    for (int m : {0, n / 2, n}) {
      auto edges = integers<int>(2 * m, 0, n - 1);
      std::vector<int> parent(n), labels(n), expected(n, -1);
      std::iota(parent.begin(), parent.end(), 0);
      run(KERNEL(union_edges), in(edges, m, 2), inout(parent).unordered());
      run(KERNEL(label_nodes), inout(parent), out(labels));
      std::vector<std::vector<int>> neighbours(n);
      for (int e = 0; e < m; ++e) {
        neighbours[edges[2 * e]].push_back(edges[2 * e + 1]);
        neighbours[edges[2 * e + 1]].push_back(edges[2 * e]);
      }
      for (int v = 0; v < n; ++v) {
        std::vector<int> open;
        if (expected[v] < 0) {
          open.push_back(v);
        }
        while (!open.empty()) {
          int at = open.back();
          open.pop_back();
          if (expected[at] < 0) {
            expected[at] = v;
            open.insert(open.end(), neighbours[at].begin(), neighbours[at].end());
          }
        }
      }
      expect(labels, expected);
    }
  }
}
