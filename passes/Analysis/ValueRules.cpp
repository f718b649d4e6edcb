// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the operation that computes an integer says about it.
#include "passes/Analysis/KnownFacts.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

#include <algorithm>

namespace mlir::dc {

namespace {

using Term = KnownFacts::Term;
constexpr Term kZeroTerm{DifferenceGraph::kZero, 0};

/// The rules for one value. A rule that needs more than is known yet does nothing; it is asked
/// again when more is.
class Rules {
public:
  Rules(KnownFacts &facts, Value value)
      : facts(facts), self(facts.term(value)), whole(rangeOfBits(numberBits(value.getType()))) {}

  void apply(Operation *def) {
    if (isa<arith::AddIOp>(def)) {
      sum(operand(def, 0), operand(def, 1));
    } else if (isa<arith::SubIOp>(def)) {
      difference(operand(def, 0), operand(def, 1));
    } else if (isa<arith::MulIOp>(def)) {
      product(facts.range(operand(def, 0)), facts.range(operand(def, 1)));
    } else if (isa<arith::ShLIOp>(def)) {
      shiftLeft(operand(def, 0), constantNumber(def->getOperand(1)));
    } else if (isa<arith::AndIOp>(def)) {
      conjunction(operand(def, 0), operand(def, 1));
    } else if (isa<arith::ShRSIOp, arith::ShRUIOp>(def)) {
      shiftRight(operand(def, 0), facts.range(operand(def, 1)));
    } else if (isa<DivSIOp, DivUIOp>(def)) {
      quotient(operand(def, 0), operand(def, 1));
    } else if (isa<RemSIOp, RemUIOp>(def)) {
      remainder(operand(def, 0), operand(def, 1));
    } else if (isa<arith::MinSIOp>(def)) {
      minimum(operand(def, 0), operand(def, 1));
    } else if (isa<arith::MaxSIOp>(def)) {
      maximum(operand(def, 0), operand(def, 1));
    } else if (isa<arith::ExtUIOp, arith::IndexCastUIOp>(def)) {
      zeroExtension(def->getOperand(0));
    } else if (isa<arith::TruncIOp, arith::IndexCastOp>(def)) {
      truncation(def->getOperand(0));
    } else if (auto select = dyn_cast<arith::SelectOp>(def)) {
      choice(select);
    }
  }

  /// The body runs for lower <= i < upper, unless adding the step can wrap.
  void induction(scf::ForOp loop) {
    Term upper = facts.term(loop.getUpperBound());
    Term lower = facts.term(loop.getLowerBound());
    Term step = facts.term(loop.getStep());
    // An unsigned loop counts in the same numbers where none of them is negative.
    if (loop.getUnsignedCmp() &&
        (!facts.knows(kZeroTerm, upper, 0) || !facts.knows(kZeroTerm, lower, 0))) {
      return;
    }
    facts.add(self, upper, -1);
    IntRange steps = facts.range(step);
    bool isExact = steps.low >= 1 && facts.range(upper).high - 1 + steps.high <= whole.high;
    if (isExact) {
      facts.add(lower, self, 0);
    } else if (loop.getUnsignedCmp()) {
      facts.add(kZeroTerm, self, 0);
    }
  }

  /// What a scf.while hands from one iteration to the next, where that goes one way only.
  void carried(scf::WhileOp loop, unsigned number) {
    Operation *def = loop.getYieldOp().getOperand(number).getDefiningOp();
    if (!def || def->getNumOperands() != 2 || facts.term(def->getOperand(0)) != self) {
      return;
    }
    Term start = facts.term(loop.getInits()[number]);
    Value by = def->getOperand(1);
    if (isa<arith::AddIOp>(def)) {
      countedUp(loop, start, by);
    } else if (isa<DivSIOp, DivUIOp, arith::ShRSIOp, arith::ShRUIOp>(def)) {
      // x / c and x >> c lie between 0 and x, for c >= 1 and any count.
      bool isDivision = isa<DivSIOp, DivUIOp>(def);
      bool shrinks = isDivision ? facts.range(by).low >= 1
                                : facts.range(by).low >= 0 && facts.range(by).high < 64;
      if (shrinks && isNonNegative(start)) {
        facts.add(kZeroTerm, self, 0);
        facts.add(self, start, 0);
      }
    }
  }

private:
  /// Every iteration but the first is reached from one in which the condition held: it started below
  /// a bound, so adding the step did not wrap, and nothing went down. Bound and step are the same for
  /// all iterations, so what is known of them here was known there.
  void countedUp(scf::WhileOp loop, Term start, Value step) {
    auto compare = loop.getConditionOp().getCondition().getDefiningOp<arith::CmpIOp>();
    auto isFixed = [&](Value value) { return !loop->isAncestor(value.getParentRegion()->getParentOp()); };
    if (!compare || !isFixed(step)) {
      return;
    }
    using P = arith::CmpIPredicate;
    bool isGreater = compare.getPredicate() == P::sgt || compare.getPredicate() == P::sge;
    bool isLess = compare.getPredicate() == P::slt || compare.getPredicate() == P::sle;
    Value counter = isGreater ? compare.getRhs() : compare.getLhs();
    Value bound = isGreater ? compare.getLhs() : compare.getRhs();
    if ((!isLess && !isGreater) || !isFixed(bound) || facts.term(counter) != self) {
      return;
    }
    IntRange steps = facts.range(step);
    if (steps.low >= 0 && facts.range(bound).high + steps.high <= whole.high) {
      facts.add(start, self, 0);
    }
  }

  /// Of the same width as the value, so wrapping is judged in that width.
  Term operand(Operation *def, unsigned index) { return facts.term(def->getOperand(index)); }
  bool isNonNegative(Term term) { return facts.knows(kZeroTerm, term, 0); }
  bool isInside(Term index, Term extent) { return isNonNegative(index) && facts.knows(index, extent, -1); }
  bool fits(IntRange range) { return range.low >= whole.low && range.high <= whole.high; }

  void sum(Term a, Term b) {
    IntRange x = facts.range(a);
    IntRange y = facts.range(b);
    IntRange exact{x.low + y.low, x.high + y.high};
    // Sums that wrap come out far away: where the value is known not to lie there, it is exact.
    WideInt wrap = whole.high - whole.low + 1;
    IntRange known = facts.range(self);
    bool staysBelow = exact.high <= whole.high || known.low > exact.high - wrap;
    bool staysAbove = exact.low >= whole.low || known.high < exact.low + wrap;
    if (!staysBelow || !staysAbove) {
      return;
    }
    // With d = n - t: t + x <= n + c for x <= d + c, and d + x <= n + c for x <= t + c.
    for (const KnownFacts::Difference &difference : facts.getDifferences()) {
      for (auto [summand, other] : {std::pair(a, b), std::pair(b, a)}) {
        for (auto [one, rest] : {std::pair(difference.taken, difference.value), std::pair(difference.value, difference.taken)}) {
          std::optional<WideInt> most = facts.bound(summand, rest);
          if (other == one && most) {
            facts.add(self, difference.from, *most);
          }
        }
      }
    }
    facts.addRange(self, exact);
    facts.add(self, a, y.high);
    facts.add(a, self, -y.low);
    facts.add(self, b, x.high);
    facts.add(b, self, -x.low);
  }

  void difference(Term a, Term b) {
    IntRange x = facts.range(a);
    IntRange y = facts.range(b);
    IntRange exact{x.low - y.high, x.high - y.low};
    // Where a and b are related, their difference is known better than from their ranges.
    if (facts.knows(b, a, 0)) {
      exact.low = std::max(exact.low, WideInt(0));
    }
    if (facts.knows(a, b, 0)) {
      exact.high = std::min(exact.high, WideInt(0));
    }
    if (!fits(exact)) {
      return;
    }
    facts.addRange(self, exact);
    facts.add(self, a, -y.low);
    facts.add(a, self, y.high);
    facts.note({self, a, b});
  }

  void product(IntRange x, IntRange y) {
    WideInt corners[] = {x.low * y.low, x.low * y.high, x.high * y.low, x.high * y.high};
    IntRange exact{*std::min_element(corners, corners + 4),
                   *std::max_element(corners, corners + 4)};
    if (fits(exact)) {
      facts.addRange(self, exact);
    }
  }

  void shiftLeft(Term a, std::optional<WideInt> count) {
    if (count && *count >= 0 && *count < 62 &&
        (WideInt(1) << static_cast<unsigned>(*count)) <= whole.high) {
      WideInt factor = WideInt(1) << static_cast<unsigned>(*count);
      product(facts.range(a), {factor, factor});
    }
  }

  /// A count that the width does not allow says nothing.
  void shiftRight(Term a, IntRange count) {
    if (count.low >= 0 && count.high < 63 &&
        (WideInt(1) << static_cast<unsigned>(count.high)) <= whole.high) {
      shrinking(a);
    }
  }

  void conjunction(Term a, Term b) {
    for (Term side : {a, b}) {
      if (isNonNegative(side)) { // The result has no bit that this side lacks.
        facts.add(kZeroTerm, self, 0);
        facts.add(self, side, 0);
      }
    }
  }

  /// 0 <= self <= a for a >= 0.
  void shrinking(Term a) {
    if (isNonNegative(a)) {
      facts.add(kZeroTerm, self, 0);
      facts.add(self, a, 0);
    }
  }

  void quotient(Term a, Term b) {
    if (!isNonNegative(b)) {
      return;
    }
    shrinking(a); // A zero divisor gives 0.
    IntRange x = facts.range(a);
    IntRange y = facts.range(b);
    if (x.low >= 0 && y.low >= 1 && y.high >= y.low) {
      facts.addRange(self, {x.low / y.high, x.high / y.low});
    }
  }

  void remainder(Term a, Term b) {
    if (!isNonNegative(a) || !isNonNegative(b)) {
      return;
    }
    shrinking(a);
    if (facts.knows(kZeroTerm, b, -1)) {
      facts.add(self, b, -1);
    }
  }

  void minimum(Term a, Term b) {
    facts.add(self, a, 0);
    facts.add(self, b, 0);
    facts.add(kZeroTerm, self, -std::min(facts.range(a).low, facts.range(b).low));
  }

  void maximum(Term a, Term b) {
    facts.add(a, self, 0);
    facts.add(b, self, 0);
    facts.add(self, kZeroTerm, std::max(facts.range(a).high, facts.range(b).high));
  }

  void zeroExtension(Value from) {
    auto integer = dyn_cast<IntegerType>(from.getType());
    if (!integer || integer.getWidth() > 63) {
      return; // Same width: the two share a term.
    }
    facts.addRange(self, {0, (WideInt(1) << integer.getWidth()) - 1});
    if (numberBits(integer) != 0) {
      Term source = facts.term(from);
      if (isNonNegative(source)) {
        facts.add(self, source, 0);
        facts.add(source, self, 0);
      }
    }
  }

  void truncation(Value from) {
    if (numberBits(from.getType()) == 0) {
      return;
    }
    Term source = facts.term(from);
    if (fits(facts.range(source))) {
      facts.add(self, source, 0);
      facts.add(source, self, 0);
    }
  }

  void choice(arith::SelectOp select) {
    Term a = facts.term(select.getTrueValue());
    Term b = facts.term(select.getFalseValue());
    IntRange x = facts.range(a);
    IntRange y = facts.range(b);
    facts.addRange(self, {std::min(x.low, y.low), std::max(x.high, y.high)});
    // A value that only one of the two can have says which it is, and what the condition was; so does
    // a guard that is known to hold.
    IntRange known = facts.range(self);
    auto guard = select.getCondition().getDefiningOp<GuardOp>();
    bool holds = guard && isInside(facts.term(guard.getIndex()), facts.term(guard.getExtent()));
    bool isFirst = holds || known.low > y.high || known.high < y.low;
    bool isSecond = !holds && (known.low > x.high || known.high < x.low);
    if (isFirst || isSecond) {
      applyCondition(facts, select.getCondition(), isFirst);
      facts.add(self, isFirst ? a : b, 0);
      facts.add(isFirst ? a : b, self, 0);
    }
    // min and max as they are written with ?:
    auto compare = select.getCondition().getDefiningOp<arith::CmpIOp>();
    if (!compare || numberBits(compare.getLhs().getType()) == 0) {
      return;
    }
    Value trueValue = select.getTrueValue();
    Value falseValue = select.getFalseValue();
    bool isStraight = compare.getLhs() == trueValue && compare.getRhs() == falseValue;
    bool isCrossed = compare.getLhs() == falseValue && compare.getRhs() == trueValue;
    if (!isStraight && !isCrossed) {
      return;
    }
    using P = arith::CmpIPredicate;
    bool isLess = compare.getPredicate() == P::slt || compare.getPredicate() == P::sle;
    bool isGreater = compare.getPredicate() == P::sgt || compare.getPredicate() == P::sge;
    if ((isLess && isStraight) || (isGreater && isCrossed)) {
      minimum(a, b);
    } else if ((isGreater && isStraight) || (isLess && isCrossed)) {
      maximum(a, b);
    }
  }

  KnownFacts &facts;
  Term self;
  IntRange whole;
};

} // namespace

void applyValueRule(KnownFacts &facts, Value value) {
  if (Operation *def = value.getDefiningOp()) {
    Rules(facts, value).apply(def);
    return;
  }
  auto argument = cast<BlockArgument>(value);
  auto loop = dyn_cast<scf::ForOp>(argument.getOwner()->getParentOp());
  if (loop && argument == loop.getInductionVar()) {
    Rules(facts, value).induction(loop);
  }
  auto whileLoop = dyn_cast<scf::WhileOp>(argument.getOwner()->getParentOp());
  if (whileLoop && argument.getOwner() == whileLoop.getBeforeBody()) {
    Rules(facts, value).carried(whileLoop, argument.getArgNumber());
  }
}

} // namespace mlir::dc
