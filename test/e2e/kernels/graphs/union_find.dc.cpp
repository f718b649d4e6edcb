// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Union-find over edges in parallel, then the labels: compare_exchange in a loop, helper functions
// that walk memory.
#include <dotcompute/kernel.h>

inline int findRoot(dc::span<int> parent, int v) {
  int up = dc::atomic_load(parent[v]);
  while (up != v) {
    v = up;
    up = dc::atomic_load(parent[v]);
  }
  return v;
}

/// Roots point to smaller ones only, so that no circle can come about.
DC_KERNEL void union_edges(dc::view<const int, 2> edges, dc::span<int> parent) {
  DC_DOMAIN(edges.extent(0));
  DC_REQUIRES(edges.extent(1) == 2);
  const auto e = dc::global_id();
  int a = findRoot(parent, edges(e, 0)), b = findRoot(parent, edges(e, 1));
  while (a != b) {
    if (a < b) {
      int kept = a;
      a = b;
      b = kept;
    }
    const int seen = dc::atomic_compare_exchange(parent[a], a, b);
    if (seen == a) {
      return;
    }
    a = findRoot(parent, seen);
    b = findRoot(parent, b);
  }
}

DC_KERNEL void label_nodes(dc::span<int> parent, dc::span<int> labels) {
  DC_DOMAIN(labels.size());
  const auto v = dc::global_id();
  labels[v] = findRoot(parent, static_cast<int>(v));
}
