// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Shortest ways against Dijkstra from each node.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/graphs/floyd_warshall.dc.cpp"

#include <set>

SUITE_TEST() {
  for (int n : {0, 1, 2, 31, 47}) {
    std::vector<float> distance(n * n, INFINITY), expected;
    std::vector<int> next(n * n, -1);
    for (int i = 0; i < n * n; ++i) {
      if (i % (n + 1) == 0) {
        distance[i] = 0;
      } else if (between(0, 5) == 0) {
        distance[i] = static_cast<float>(between(1, 1000)); // sums are exact
        next[i] = i % n;
      }
    }
    auto edges = distance;
    for (int via = 0; via < n; ++via) {
      run(KERNEL(floyd_warshall), via, inout(distance, n, n), inout(next, n, n));
    }
    for (int from = 0; from < n; ++from) {
      std::vector<float> best(n, INFINITY);
      std::set<std::pair<float, int>> open = {{0.f, from}};
      while (!open.empty()) {
        auto [length, v] = *open.begin();
        open.erase(open.begin());
        if (length >= best[v]) {
          continue;
        }
        best[v] = length;
        for (int w = 0; w < n; ++w) {
          if (std::isfinite(edges[v * n + w])) {
            open.insert({length + edges[v * n + w], w});
          }
        }
      }
      expected.insert(expected.end(), best.begin(), best.end());
    }
    expect(distance, expected);
    bool follows = true;
    for (int from = 0; from < n; ++from) {
      for (int to = 0; to < n; ++to) {
        float length = 0;
        int at = from;
        for (int steps = 0; at != to && at >= 0 && steps < n; ++steps) {
          int then = next[at * n + to];
          length += then < 0 ? INFINITY : edges[at * n + then];
          at = then;
        }
        follows &= length == distance[from * n + to];
      }
    }
    expect(follows, "the next nodes lead there");
  }
}
