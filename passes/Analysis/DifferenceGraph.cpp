// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Shortest paths, kept closed while edges are added.
#include "passes/Analysis/DifferenceGraph.h"

#include <algorithm>

namespace mlir::dc {

/// Contradicting facts make paths shorter without end; nothing of interest lies beyond this.
static constexpr WideInt kLimit = WideInt(1) << 100;

DifferenceGraph::DifferenceGraph() : closure(kMaxNodes * kMaxNodes) { addNode(); }

DifferenceGraph::Node DifferenceGraph::addNode() {
  if (numNodes < kMaxNodes) {
    at(numNodes, numNodes) = 0;
  }
  return numNodes++;
}

bool DifferenceGraph::add(Node x, Node y, WideInt c) {
  if (x >= kMaxNodes || y >= kMaxNodes) {
    return false;
  }
  c = std::max(c, -kLimit);
  if (c > kLimit || (at(x, y) && *at(x, y) <= c)) {
    return false;
  }
  // Every path that the new edge shortens goes from some b to y, over the edge to x, and on to some
  // a.
  unsigned count = std::min(numNodes, kMaxNodes);
  for (Node a = 0; a < count; ++a) {
    if (!at(a, x)) {
      continue;
    }
    WideInt head = *at(a, x) + c;
    for (Node b = 0; b < count; ++b) {
      if (!at(y, b)) {
        continue;
      }
      WideInt length = std::max(head + *at(y, b), -kLimit);
      std::optional<WideInt> &known = at(a, b);
      if (!known || *known > length) {
        known = length;
      }
    }
  }
  return true;
}

std::optional<WideInt> DifferenceGraph::bound(Node x, Node y) const {
  if (x >= kMaxNodes || y >= kMaxNodes) {
    return std::nullopt;
  }
  return at(x, y);
}

} // namespace mlir::dc
