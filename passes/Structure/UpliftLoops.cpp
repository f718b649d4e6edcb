// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Rewrites counting scf.while loops as scf.for.
#include "passes/Structure/CountedLoop.h"
#include "passes/Structure/Passes.h"

#include "dialects/DC/DC.h"

#include "mlir/IR/PatternMatch.h"

namespace mlir::dc {

#define GEN_PASS_DEF_UPLIFTLOOPSPASS
#include "passes/Structure/Passes.h.inc"

namespace {

class Uplifting {
public:
  Uplifting(IRRewriter &rewriter, scf::WhileOp loop, CountedLoop counted)
      : rewriter(rewriter), loop(loop), counted(counted) {}

  bool run() {
    rewriter.setInsertionPoint(loop);
    std::optional<ForBounds> bounds = computeForBounds(rewriter, loop, counted);
    // DivUIOp, which a final counter of larger steps needs, has integers only.
    bool needsFinal = isCounterUsedAfter();
    bool isOne = counted.stepConstant && counted.stepConstant->isOne();
    if (!bounds || (needsFinal && !isOne && counted.init.getType().isIndex())) {
      return false;
    }
    createFor(*bounds);
    Value finalCounter =
        needsFinal ? computeFinalCounter(rewriter, loop.getLoc(), counted) : Value();
    SmallVector<Value> results;
    for (Value forwarded : loop.getConditionOp().getArgs()) {
      if (isCounter(forwarded)) {
        // Without uses any value will do.
        results.push_back(needsFinal ? finalCounter : counted.init);
      } else {
        results.push_back(carried(forwarded, newLoop.getResults()));
      }
    }
    moveBody(*bounds);
    rewriter.replaceOp(loop, results);
    return true;
  }

private:
  bool isCounter(Value forwarded) {
    return forwarded == loop.getBeforeArguments()[counted.position];
  }

  bool isCounterUsedAfter() {
    for (auto [forwarded, result] :
         llvm::zip_equal(loop.getConditionOp().getArgs(), loop.getResults())) {
      if (isCounter(forwarded) && !result.use_empty()) {
        return true;
      }
    }
    return false;
  }

  /// The counter is no value that the new loop carries: positions behind it move up by one.
  Value carried(Value forwarded, ValueRange values) {
    auto argument = dyn_cast<BlockArgument>(forwarded);
    if (!argument || argument.getOwner() != loop.getBeforeBody()) {
      return forwarded; // Defined outside the loop.
    }
    unsigned position = argument.getArgNumber();
    return values[position - (position > counted.position ? 1 : 0)];
  }

  template <typename Range> SmallVector<Value> withoutCounter(Range &&values) const {
    SmallVector<Value> rest(values.begin(), values.end());
    rest.erase(rest.begin() + counted.position);
    return rest;
  }

  void createFor(const ForBounds &bounds) {
    SmallVector<Value> inits = withoutCounter(loop.getInits());
    newLoop = scf::ForOp::create(rewriter, loop.getLoc(), bounds.lower, bounds.upper, bounds.step,
                                 inits, nullptr, bounds.isUnsigned);
    if (inits.empty()) {
      rewriter.eraseOp(newLoop.getBody()->getTerminator());
    }
    newLoop->setDiscardableAttrs(loop->getDiscardableAttrDictionary());
  }

  void moveBody(const ForBounds &bounds) {
    rewriter.setInsertionPointToStart(newLoop.getBody());
    Value counter = newLoop.getInductionVar();
    if (bounds.isSubtracted) {
      counter = arith::SubIOp::create(rewriter, loop.getLoc(), bounds.base, counter);
    } else if (bounds.base) {
      counter = arith::AddIOp::create(rewriter, loop.getLoc(), bounds.base, counter);
    }
    SmallVector<Value> arguments;
    for (Value forwarded : loop.getConditionOp().getArgs()) {
      arguments.push_back(isCounter(forwarded) ? counter
                                               : carried(forwarded, newLoop.getRegionIterArgs()));
    }
    scf::YieldOp yield = loop.getYieldOp();
    rewriter.setInsertionPoint(yield);
    rewriter.replaceOpWithNewOp<scf::YieldOp>(yield, withoutCounter(yield.getOperands()));
    rewriter.mergeBlocks(loop.getAfterBody(), newLoop.getBody(), arguments);
  }

  IRRewriter &rewriter;
  scf::WhileOp loop;
  CountedLoop counted;
  scf::ForOp newLoop;
};

class UpliftLoops : public impl::UpliftLoopsPassBase<UpliftLoops> {
public:
  void runOnOperation() override {
    IRRewriter rewriter(&getContext());
    SmallVector<scf::WhileOp> loops;
    // Outer loops first: an inner loop's bound may be known from the outer counter.
    getOperation()->walk<WalkOrder::PreOrder>([&](scf::WhileOp loop) { loops.push_back(loop); });
    for (scf::WhileOp loop : loops) {
      std::optional<CountedLoop> counted = matchCountedLoop(loop);
      if (counted && Uplifting(rewriter, loop, *counted).run()) {
        ++numUplifted;
      } else {
        ++numKept;
      }
    }
  }
};

} // namespace

} // namespace mlir::dc
