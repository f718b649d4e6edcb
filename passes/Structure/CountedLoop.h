// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Recognises scf.while loops that count, and says how to count the same with scf.for.
#ifndef DOTCOMPUTE_PASSES_STRUCTURE_COUNTEDLOOP_H
#define DOTCOMPUTE_PASSES_STRUCTURE_COUNTEDLOOP_H

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

namespace mlir::dc {

/// `while (counter PREDICATE bound) { ...; counter += step; }`, or -= step.
struct CountedLoop {
  unsigned position; ///< of the counter among the loop's inits
  arith::CmpIPredicate predicate;
  Value init;
  Value bound; ///< defined outside the loop
  Value step; ///< defined outside the loop; a constant's absolute value where `stepConstant` is set
  std::optional<APInt> stepConstant;
  bool isDownward;
};

/// The shape alone; nothing about wrapping is claimed.
std::optional<CountedLoop> matchCountedLoop(scf::WhileOp loop);

/// How scf.for runs the same iterations: i from `lower` below `upper` by `step`; the counter is i,
/// or base + i, or base - i.
struct ForBounds {
  Value lower;
  Value upper;
  Value step;
  bool isUnsigned = false;
  Value base = {}; ///< null: the counter is i itself
  bool isSubtracted = false;
};

/// Null where the loop may wrap, or cannot be shown not to. Otherwise creates what the bounds need
/// before the loop.
std::optional<ForBounds> computeForBounds(OpBuilder &builder, scf::WhileOp loop,
                                          const CountedLoop &counted);

/// The counter's value after the loop, computed at the builder's place; the loop has been accepted
/// by computeForBounds.
Value computeFinalCounter(OpBuilder &builder, Location loc, const CountedLoop &counted);

} // namespace mlir::dc

#endif // DOTCOMPUTE_PASSES_STRUCTURE_COUNTEDLOOP_H
