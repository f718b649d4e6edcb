// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The arithmetic behind uplifting: every case says why the scf.for counts exactly like the source,
// wrapping included.
#include "passes/Structure/CountedLoop.h"

#include "passes/Analysis/KnownFacts.h"

#include "mlir/IR/Matchers.h"

namespace mlir::dc {

using P = arith::CmpIPredicate;

static P swapSides(P predicate) {
  switch (predicate) {
  case P::slt:
    return P::sgt;
  case P::sle:
    return P::sge;
  case P::sgt:
    return P::slt;
  case P::sge:
    return P::sle;
  case P::ult:
    return P::ugt;
  case P::ule:
    return P::uge;
  case P::ugt:
    return P::ult;
  case P::uge:
    return P::ule;
  default:
    return predicate;
  }
}

/// Fills step, stepConstant and isDownward from `next`, the counter's next value.
static bool matchStep(CountedLoop &counted, scf::WhileOp loop, Value next, Value counter) {
  Operation *def = next.getDefiningOp();
  if (!def || !isa<arith::AddIOp, arith::SubIOp>(def)) {
    return false;
  }
  counted.isDownward = isa<arith::SubIOp>(def);
  if (def->getOperand(0) == counter) {
    counted.step = def->getOperand(1);
  } else if (def->getOperand(1) == counter && isa<arith::AddIOp>(def)) {
    counted.step = def->getOperand(0);
  } else {
    return false;
  }
  APInt constant;
  if (matchPattern(counted.step, m_ConstantInt(&constant))) {
    if (constant.isZero() || constant.isMinSignedValue()) {
      return false;
    }
    counted.isDownward ^= constant.isNegative();
    counted.stepConstant = constant.abs();
    return true;
  }
  return loop.isDefinedOutsideOfLoop(counted.step);
}

std::optional<CountedLoop> matchCountedLoop(scf::WhileOp loop) {
  Block *before = loop.getBeforeBody();
  scf::ConditionOp condition = loop.getConditionOp();
  if (!llvm::hasSingleElement(before->without_terminator())) {
    return std::nullopt;
  }
  auto compare = dyn_cast<arith::CmpIOp>(before->front());
  if (!compare || condition.getCondition() != compare.getResult()) {
    return std::nullopt;
  }
  // What the condition forwards must be known without running `before`.
  for (Value forwarded : condition.getArgs()) {
    if (forwarded.getParentBlock() == before && !isa<BlockArgument>(forwarded)) {
      return std::nullopt;
    }
  }
  CountedLoop counted;
  counted.predicate = compare.getPredicate();
  Value left = compare.getLhs();
  counted.bound = compare.getRhs();
  if (loop.isDefinedOutsideOfLoop(left)) {
    std::swap(left, counted.bound);
    counted.predicate = swapSides(counted.predicate);
  }
  auto counter = dyn_cast<BlockArgument>(left);
  if (!counter || counter.getOwner() != before || !loop.isDefinedOutsideOfLoop(counted.bound) ||
      numberBits(counter.getType()) == 0) {
    return std::nullopt;
  }
  counted.position = counter.getArgNumber();
  counted.init = loop.getInits()[counted.position];
  Value next = loop.getYieldOp().getOperand(counted.position);
  for (auto [forwarded, inBody] : llvm::zip_equal(condition.getArgs(), loop.getAfterArguments())) {
    if (forwarded == counter && matchStep(counted, loop, next, inBody)) {
      return counted;
    }
  }
  return std::nullopt;
}

namespace {

/// Builds bounds; every value has the counter's type.
class BoundsBuilder {
public:
  BoundsBuilder(OpBuilder &builder, Location loc, const CountedLoop &counted)
      : builder(builder), loc(loc), counted(counted), type(counted.init.getType()) {}

  Value constant(int64_t value) {
    return arith::ConstantOp::create(builder, loc, builder.getIntegerAttr(type, value));
  }
  Value add(Value a, Value b) { return arith::AddIOp::create(builder, loc, a, b); }
  Value subtract(Value a, Value b) { return arith::SubIOp::create(builder, loc, a, b); }
  Value step() {
    if (!counted.stepConstant) {
      return counted.step;
    }
    return arith::ConstantOp::create(builder, loc,
                                     builder.getIntegerAttr(type, *counted.stepConstant));
  }

  /// How far the counter goes, an unsigned number: |bound - init|, one more where the bound is
  /// included, 0 where the loop does not run. It fits, since the cases below exclude the one full
  /// turn that does not.
  Value distance() {
    Value far = counted.isDownward ? counted.init : counted.bound;
    Value near = counted.isDownward ? counted.bound : counted.init;
    Value length = subtract(far, near);
    if (counted.predicate == P::ne) {
      return length;
    }
    bool isIncluded = llvm::is_contained({P::sle, P::sge, P::ule, P::uge}, counted.predicate);
    if (isIncluded) {
      length = add(length, constant(1));
    }
    Value runs =
        arith::CmpIOp::create(builder, loc, counted.predicate, counted.init, counted.bound);
    return arith::SelectOp::create(builder, loc, runs, length, constant(0));
  }

private:
  OpBuilder &builder;
  Location loc;
  const CountedLoop &counted;
  Type type;
};

/// Whether the source's counter cannot wrap, and with which compare scf.for may count it.
struct Exactness {
  bool isExact = false;
  bool isUnsigned = false;
};

Exactness judgeUpward(const CountedLoop &counted, IntRange bound, IntRange init, IntRange step,
                      IntRange whole) {
  bool isOne = counted.stepConstant && counted.stepConstant->isOne();
  bool isNonNegative = bound.low >= 0 && init.low >= 0;
  switch (counted.predicate) {
  case P::slt: // The last i is below the bound, so i + 1 reaches the bound at most.
    return {isOne || bound.high - 1 + step.high <= whole.high, false};
  case P::sle:
    return {bound.high + step.high <= whole.high, false};
  case P::ult: // As slt; numbers that are not negative compare the same either way.
    return {isOne || (isNonNegative && bound.high - 1 + step.high <= whole.high), !isNonNegative};
  case P::ule:
    return {isNonNegative && bound.high + step.high <= whole.high, false};
  default:
    return {};
  }
}

/// Downward loops count their distance. It is at most 2^bits - step, so adding the step to what is
/// below it cannot wrap.
bool isExactDownward(const CountedLoop &counted, IntRange bound, IntRange step, IntRange whole) {
  bool isOne = counted.stepConstant && counted.stepConstant->isOne();
  switch (counted.predicate) {
  case P::sgt: // The last i is above the bound, so i - 1 reaches the bound at most.
    return isOne || bound.low + 1 - step.high >= whole.low;
  case P::sge:
    return bound.low - step.high >= whole.low;
  case P::ugt:
    return isOne || bound.low >= step.high - 1;
  case P::uge:
    return bound.low >= step.high;
  default:
    return false;
  }
}

} // namespace

std::optional<ForBounds> computeForBounds(OpBuilder &builder, scf::WhileOp loop,
                                          const CountedLoop &counted) {
  KnownFacts facts(loop);
  IntRange bound = facts.range(counted.bound);
  IntRange init = facts.range(counted.init);
  IntRange step = facts.range(counted.step);
  if (counted.stepConstant) {
    step.low = step.high = counted.stepConstant->getSExtValue();
  }
  IntRange whole = rangeOfBits(numberBits(counted.init.getType()));
  if (step.low < 1) {
    return std::nullopt;
  }
  BoundsBuilder build(builder, loop.getLoc(), counted);
  if (counted.predicate == P::ne) {
    // Exactly |bound - init| iterations, counted modulo 2^bits by the source and by the distance
    // alike.
    if (!counted.stepConstant || !counted.stepConstant->isOne()) {
      return std::nullopt;
    }
    if (!counted.isDownward &&
        facts.knows(facts.term(counted.init), facts.term(counted.bound), 0)) {
      return ForBounds{.lower = counted.init, .upper = counted.bound, .step = build.step()};
    }
    return ForBounds{build.constant(0), build.distance(),  build.step(), true,
                     counted.init,      counted.isDownward};
  }
  if (counted.isDownward) {
    if (!isExactDownward(counted, bound, step, whole)) {
      return std::nullopt;
    }
    return ForBounds{build.constant(0), build.distance(), build.step(), true, counted.init, true};
  }
  Exactness exactness = judgeUpward(counted, bound, init, step, whole);
  if (!exactness.isExact) {
    return std::nullopt;
  }
  bool isIncluded = counted.predicate == P::sle || counted.predicate == P::ule;
  Value upper = isIncluded ? build.add(counted.bound, build.constant(1)) : counted.bound;
  return ForBounds{.lower = counted.init,
                   .upper = upper,
                   .step = build.step(),
                   .isUnsigned = exactness.isUnsigned};
}

Value computeFinalCounter(OpBuilder &builder, Location loc, const CountedLoop &counted) {
  BoundsBuilder build(builder, loc, counted);
  Value travelled = build.distance();
  if (!counted.stepConstant || !counted.stepConstant->isOne()) {
    // Round up to whole steps. The step is positive, so the division is by no zero, and 0 stays 0.
    Value zero = build.constant(0);
    Value isZero = arith::CmpIOp::create(builder, loc, P::eq, travelled, zero);
    Value last = build.subtract(travelled, build.constant(1));
    Value whole = DivUIOp::create(builder, loc, last, build.step());
    Value steps = build.add(whole, build.constant(1));
    Value rounded = arith::MulIOp::create(builder, loc, steps, build.step());
    travelled = arith::SelectOp::create(builder, loc, isZero, zero, rounded);
  }
  return counted.isDownward ? build.subtract(counted.init, travelled)
                            : build.add(counted.init, travelled);
}

} // namespace mlir::dc
