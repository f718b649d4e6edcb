// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a condition says about integers, and about the conditions it is made of.
#include "passes/Analysis/KnownFacts.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Matchers.h"

namespace mlir::dc {

namespace {

using Term = KnownFacts::Term;
constexpr Term kZeroTerm{DifferenceGraph::kZero, 0};

bool isNonNegative(const KnownFacts &facts, Term term) { return facts.knows(kZeroTerm, term, 0); }

/// a < b (or a <= b) as unsigned numbers.
void assumeUnsignedLess(KnownFacts &facts, Term a, Term b, WideInt slack) {
  if (slack == 1) {
    facts.noteNonZero(b); // nothing lies below zero
  }
  // A non-negative b lies below every negative number's unsigned value, so a is not negative
  // either.
  if (isNonNegative(facts, b)) {
    facts.add(kZeroTerm, a, 0);
    facts.add(a, b, -slack);
  }
}

void assumeNotEqual(KnownFacts &facts, Term a, Term b) {
  if (a == kZeroTerm || b == kZeroTerm) {
    facts.noteNonZero(a == kZeroTerm ? b : a);
  }
  if (facts.knows(a, b, 0)) {
    facts.add(a, b, -1);
  }
  if (facts.knows(b, a, 0)) {
    facts.add(b, a, -1);
  }
}

void applyCompare(KnownFacts &facts, arith::CmpIOp compare, bool holds) {
  if (numberBits(compare.getLhs().getType()) == 0) {
    return;
  }
  using P = arith::CmpIPredicate;
  P predicate = holds ? compare.getPredicate() : arith::invertPredicate(compare.getPredicate());
  Term a = facts.term(compare.getLhs());
  Term b = facts.term(compare.getRhs());
  switch (predicate) {
  case P::eq:
    facts.add(a, b, 0);
    facts.add(b, a, 0);
    return;
  case P::ne:
    return assumeNotEqual(facts, a, b);
  case P::slt:
    return facts.add(a, b, -1);
  case P::sle:
    return facts.add(a, b, 0);
  case P::sgt:
    return facts.add(b, a, -1);
  case P::sge:
    return facts.add(b, a, 0);
  case P::ult:
    return assumeUnsignedLess(facts, a, b, 1);
  case P::ule:
    return assumeUnsignedLess(facts, a, b, 0);
  case P::ugt:
    return assumeUnsignedLess(facts, b, a, 1);
  case P::uge:
    return assumeUnsignedLess(facts, b, a, 0);
  }
}

/// `if (c) yield x else yield false` is c && x, `if (c) yield true else yield x` is c || x; so is a
/// select.
void applyChoice(KnownFacts &facts, Value condition, Value ifTrue, Value ifFalse, bool holds) {
  bool cannotBeTrueHere = matchPattern(ifFalse, holds ? m_Zero() : m_One());
  if (cannotBeTrueHere) {
    applyCondition(facts, condition, true);
    applyCondition(facts, ifTrue, holds);
  }
  if (holds ? matchPattern(ifTrue, m_Zero()) : matchPattern(ifTrue, m_One())) {
    applyCondition(facts, condition, false);
    applyCondition(facts, ifFalse, holds);
  }
}

} // namespace

void applyCondition(KnownFacts &facts, Value condition, bool holds) {
  Operation *def = condition.getDefiningOp();
  if (!def) {
    return;
  }
  if (auto compare = dyn_cast<arith::CmpIOp>(def)) {
    applyCompare(facts, compare, holds);
  } else if (auto guard = dyn_cast<GuardOp>(def)) {
    if (holds) {
      Term index = facts.term(guard.getIndex());
      facts.add(kZeroTerm, index, 0);
      facts.add(index, facts.term(guard.getExtent()), -1);
    }
  } else if (isa<arith::AndIOp>(def) && holds) {
    applyCondition(facts, def->getOperand(0), true);
    applyCondition(facts, def->getOperand(1), true);
  } else if (isa<arith::OrIOp>(def) && !holds) {
    applyCondition(facts, def->getOperand(0), false);
    applyCondition(facts, def->getOperand(1), false);
  } else if (isa<arith::XOrIOp>(def)) {
    if (matchPattern(def->getOperand(1), m_One())) {
      applyCondition(facts, def->getOperand(0), !holds);
    }
  } else if (auto select = dyn_cast<arith::SelectOp>(def)) {
    applyChoice(facts, select.getCondition(), select.getTrueValue(), select.getFalseValue(), holds);
  } else if (auto branch = dyn_cast<scf::IfOp>(def)) {
    unsigned number = cast<OpResult>(condition).getResultNumber();
    applyChoice(facts, branch.getCondition(), branch.thenYield().getOperand(number),
                branch.elseYield().getOperand(number), holds);
  }
}

} // namespace mlir::dc
