// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The closure of difference bounds.
#include "passes/Analysis/DifferenceGraph.h"

#include <gtest/gtest.h>

namespace mlir::dc {
namespace {

TEST(DifferenceGraph, KnowsNothingAtFirst) {
  DifferenceGraph graph;
  auto x = graph.addNode();
  EXPECT_FALSE(graph.bound(x, DifferenceGraph::kZero));
  EXPECT_EQ(graph.bound(x, x), WideInt(0));
}

TEST(DifferenceGraph, ClosesPathsInAnyOrder) {
  DifferenceGraph graph;
  auto x = graph.addNode();
  auto y = graph.addNode();
  auto z = graph.addNode();
  EXPECT_TRUE(graph.add(y, z, -1));
  EXPECT_TRUE(graph.add(x, y, 3));
  EXPECT_EQ(graph.bound(x, z), WideInt(2));
  EXPECT_FALSE(graph.bound(z, x));
}

TEST(DifferenceGraph, TellsWhetherAFactIsNew) {
  DifferenceGraph graph;
  auto x = graph.addNode();
  EXPECT_TRUE(graph.add(x, DifferenceGraph::kZero, 5));
  EXPECT_FALSE(graph.add(x, DifferenceGraph::kZero, 6));
  EXPECT_TRUE(graph.add(x, DifferenceGraph::kZero, 4));
  EXPECT_EQ(graph.bound(x, DifferenceGraph::kZero), WideInt(4));
}

TEST(DifferenceGraph, ContradictionsStayFinite) {
  DifferenceGraph graph;
  auto x = graph.addNode();
  auto y = graph.addNode();
  for (int round = 0; round < 1000; ++round) {
    graph.add(x, y, *graph.bound(x, x) - (WideInt(1) << 90));
    graph.add(y, x, *graph.bound(y, y) - (WideInt(1) << 90));
  }
  EXPECT_LT(*graph.bound(x, x), WideInt(0));
}

TEST(DifferenceGraph, NodesBeyondTheLimitHaveNoFacts) {
  DifferenceGraph graph;
  DifferenceGraph::Node last = 0;
  for (unsigned count = 0; count < 2 * DifferenceGraph::kMaxNodes; ++count) {
    last = graph.addNode();
  }
  EXPECT_FALSE(graph.add(last, DifferenceGraph::kZero, 1));
  EXPECT_FALSE(graph.bound(last, DifferenceGraph::kZero));
}

} // namespace
} // namespace mlir::dc
