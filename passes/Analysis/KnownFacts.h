// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What is known of integers at one place of a kernel: enclosing tests and loops, contracts, ranges
// of ids and extents.
#ifndef DOTCOMPUTE_PASSES_ANALYSIS_KNOWNFACTS_H
#define DOTCOMPUTE_PASSES_ANALYSIS_KNOWNFACTS_H

#include "passes/Analysis/DifferenceGraph.h"

#include "dialects/DC/DC.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"

#include <map>
#include <tuple>

namespace mlir::dc {

/// Inclusive bounds.
struct IntRange {
  WideInt low;
  WideInt high;
};

/// No extent of an array argument is larger: its bytes would not fit any address space that we run
/// in, and the runtime checks sizes against real allocations, and the extents of empty arrays. Indices
/// a few elements past an extent therefore do not wrap.
inline constexpr int64_t kMaxSpanExtent = int64_t(1) << 60;

/// No domain has more threads, and no grid more blocks: the launcher refuses them (they would take
/// hours on any device). Sums and small multiples of ids therefore do not wrap.
inline constexpr int64_t kMaxDomainThreads = int64_t(1) << 52;

/// The facts that hold whenever one operation runs. Arithmetic in the IR wraps, so a sum or
/// difference says something here only once the facts gathered so far show that it does not.
/// Nothing is assumed of the source beyond that.
///
/// Sources of facts: the conditions of enclosing scf.if and scf.while, induction variables of
/// enclosing scf.for, what enclosing scf.while count up or divide down, dc.requires (the launcher has checked them), ids (0 <= id < domain, grid or block), extents
/// (never negative), and the operation that computes a value.
class KnownFacts {
public:
  explicit KnownFacts(Operation *place);

  /// 0 <= index < extent.
  bool provesInRange(Value index, Value extent);
  bool provesNonZero(Value value);
  /// The signed range; that of the type where no more is known.
  IntRange range(Value value);

  //===-- For the rules (ValueRules.cpp, Conditions.cpp)
  //--------------------------------------------------------------===//

  /// A value is `node + offset`.
  struct Term {
    DifferenceGraph::Node node;
    WideInt offset;

    bool operator==(const Term &) const = default;
  };
  /// The term of an integer of 2 to 64 bits or an index. Casts that keep the signed value share a
  /// term.
  Term term(Value value);
  /// The domain's extent, whether or not an operation reads it.
  Term domainExtent(int64_t dim);
  Term gridExtent(int64_t dim);
  IntRange range(Term term) const;
  /// a - b <= c is known.
  bool knows(Term a, Term b, WideInt c) const;
  /// The least c for which that is known.
  std::optional<WideInt> bound(Term a, Term b) const;
  /// Adds a - b <= c.
  void add(Term a, Term b, WideInt c);
  void addRange(Term a, IntRange range);
  /// A difference that does not wrap: `value` is `from - taken`.
  struct Difference {
    Term value, from, taken;
    bool operator==(const Difference &) const = default;
  };
  void note(Difference difference);
  /// Not zero, where no range can say so, as of unsigned numbers.
  void noteNonZero(Term term);
  ArrayRef<Difference> getDifferences() const { return differences; }
  /// The condition, an i1, is known to be `holds`.
  void assume(Value condition, bool holds);

private:
  /// Different operations that always have one value share a term.
  using SharedKey = std::tuple<char, const void *, int64_t>;
  Term sharedTerm(SharedKey key, IntRange range);
  void close();

  struct Assumption {
    Value condition;
    bool holds;
  };
  DifferenceGraph graph;
  int64_t mostBlocks = kMaxDomainThreads; ///< of a grid, with the threads that each block has
  bool changed = false;
  llvm::DenseMap<Value, Term> terms;
  std::map<SharedKey, Term> shared;
  /// Re-run until nothing new follows.
  SmallVector<Value> defined;
  SmallVector<Assumption> assumptions;
  SmallVector<Difference> differences;
  SmallVector<Term> nonZero;
};

/// Bits of an integer or index type; 0 for others and for i1, which is no number here.
unsigned numberBits(Type type);
IntRange rangeOfBits(unsigned bits);
/// The constant's signed value, if it is one.
std::optional<WideInt> constantNumber(Value value);

/// What the operation that defines `value` (or the loop whose induction variable it is) says about
/// it.
void applyValueRule(KnownFacts &facts, Value value);
/// What `condition` being `holds` says.
void applyCondition(KnownFacts &facts, Value condition, bool holds);

} // namespace mlir::dc

#endif // DOTCOMPUTE_PASSES_ANALYSIS_KNOWNFACTS_H
