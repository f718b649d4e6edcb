// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One level of a breadth-first search: a frontier by compare_exchange, tickets by atomic_add,
// indices from memory.
#include <dotcompute/kernel.h>

struct Graph {
  dc::span<const int> first, neighbour;
};

struct Frontier {
  dc::span<int> node;
  dc::span<int> count;

  void push(int v) const { node[dc::atomic_add(count[0], 1)] = v; }
};

constexpr int unseen = -1;

DC_KERNEL void bfs_level(Graph graph, dc::span<const int> current, int level, dc::span<int> levels,
                         Frontier next) {
  DC_DOMAIN(current.size());
  const int from = current[dc::global_id()];
  for (int k = graph.first[from], end = graph.first[from + 1]; k != end; ++k) {
    const int to = graph.neighbour[k];
    if (dc::atomic_compare_exchange(levels[to], unseen, level) == unseen) {
      next.push(to);
    }
  }
}
