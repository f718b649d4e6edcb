// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A closed set of facts `x - y <= c` among integers that do not wrap.
#ifndef DOTCOMPUTE_PASSES_ANALYSIS_DIFFERENCEGRAPH_H
#define DOTCOMPUTE_PASSES_ANALYSIS_DIFFERENCEGRAPH_H

#include <optional>
#include <vector>

namespace mlir::dc {

/// Wide enough for the sum of any path of 64-bit bounds.
using WideInt = __int128;

/// The closure is kept after every addition, so a question costs one look. Contradicting facts mean
/// that the place they describe is never reached; whatever is then answered is true of it.
class DifferenceGraph {
public:
  using Node = unsigned;
  /// The node that stands for the integer 0.
  static constexpr Node kZero = 0;
  /// Nodes beyond this many get no facts: answers become weaker, never wrong.
  static constexpr unsigned kMaxNodes = 96;

  DifferenceGraph();

  Node addNode();
  /// Adds x - y <= c; true when that was not known.
  bool add(Node x, Node y, WideInt c);
  /// The least known c with x - y <= c.
  std::optional<WideInt> bound(Node x, Node y) const;

private:
  std::optional<WideInt> &at(Node x, Node y) { return closure[x * kMaxNodes + y]; }
  const std::optional<WideInt> &at(Node x, Node y) const { return closure[x * kMaxNodes + y]; }

  unsigned numNodes = 0;
  std::vector<std::optional<WideInt>> closure;
};

} // namespace mlir::dc

#endif // DOTCOMPUTE_PASSES_ANALYSIS_DIFFERENCEGRAPH_H
