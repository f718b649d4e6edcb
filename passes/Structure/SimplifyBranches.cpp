// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Patterns that turn flags back into conditions.
#include "passes/Structure/Passes.h"

#include "passes/Analysis/KnownWhere.h"

#include "dialects/DC/DC.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace mlir::dc {

#define GEN_PASS_DEF_SIMPLIFYBRANCHESPASS
#include "passes/Structure/Passes.h.inc"

namespace {

/// Conditions cost less than a branch up to about here.
constexpr unsigned kMaxFlatOps = 6;

Value createNot(OpBuilder &builder, Location loc, Value condition) {
  Value one = arith::ConstantOp::create(builder, loc, builder.getBoolAttr(true));
  return arith::XOrIOp::create(builder, loc, condition, one);
}

/// A value that is one of two constants, as a condition chose.
struct Flag {
  Value condition;
  APInt ifTrue;
  APInt ifFalse;
};

std::optional<Flag> matchFlag(Value value) {
  Flag flag;
  if (auto select = value.getDefiningOp<arith::SelectOp>()) {
    flag.condition = select.getCondition();
    if (flag.condition.getType().isInteger(1) &&
        matchPattern(select.getTrueValue(), m_ConstantInt(&flag.ifTrue)) &&
        matchPattern(select.getFalseValue(), m_ConstantInt(&flag.ifFalse))) {
      return flag;
    }
  }
  if (auto extension = value.getDefiningOp<arith::ExtUIOp>()) {
    unsigned width = value.getType().getIntOrFloatBitWidth();
    if (extension.getIn().getType().isInteger(1)) {
      return Flag{extension.getIn(), APInt(width, 1), APInt(width, 0)};
    }
  }
  if (auto cast = value.getDefiningOp<arith::IndexCastUIOp>()) {
    std::optional<Flag> inner = matchFlag(cast.getIn());
    if (inner && value.getType().isIndex()) {
      inner->ifTrue = inner->ifTrue.zext(64);
      inner->ifFalse = inner->ifFalse.zext(64);
      return inner;
    }
  }
  return std::nullopt;
}

/// Replaces `op`, an i1, by what it is for the flag's two values.
void replaceByCondition(PatternRewriter &rewriter, Operation *op, Value condition, bool ifTrue,
                        bool ifFalse) {
  if (ifTrue == ifFalse) {
    rewriter.replaceOpWithNewOp<arith::ConstantOp>(op, rewriter.getBoolAttr(ifTrue));
  } else {
    rewriter.replaceOp(op, ifTrue ? condition : createNot(rewriter, op->getLoc(), condition));
  }
}

/// Takes the first case off a switch; what is left of it is the else branch. Device IR has no
/// switches.
struct SwitchToIf : OpRewritePattern<scf::IndexSwitchOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(scf::IndexSwitchOp op, PatternRewriter &rewriter) const override {
    if (op.getNumCases() == 0) {
      return failure();
    }
    Location loc = op.getLoc();
    Value chosen = arith::ConstantIndexOp::create(rewriter, loc, op.getCases()[0]);
    Value isChosen =
        arith::CmpIOp::create(rewriter, loc, arith::CmpIPredicate::eq, op.getArg(), chosen);
    auto branch =
        scf::IfOp::create(rewriter, loc, op.getResultTypes(), isChosen, /*withElseRegion=*/true);
    rewriter.eraseBlock(branch.thenBlock());
    rewriter.eraseBlock(branch.elseBlock());
    rewriter.inlineRegionBefore(op.getCaseRegions()[0], branch.getThenRegion(),
                                branch.getThenRegion().end());
    if (op.getNumCases() == 1) {
      rewriter.inlineRegionBefore(op.getDefaultRegion(), branch.getElseRegion(),
                                  branch.getElseRegion().end());
    } else {
      rewriter.createBlock(&branch.getElseRegion());
      auto rest = scf::IndexSwitchOp::create(rewriter, loc, op.getResultTypes(), op.getArg(),
                                             op.getCases().drop_front(), op.getNumCases() - 1);
      rewriter.inlineRegionBefore(op.getDefaultRegion(), rest.getDefaultRegion(),
                                  rest.getDefaultRegion().end());
      for (auto [from, to] :
           llvm::zip_equal(op.getCaseRegions().drop_front(), rest.getCaseRegions())) {
        rewriter.inlineRegionBefore(from, to, to.end());
      }
      scf::YieldOp::create(rewriter, loc, rest.getResults());
    }
    rewriter.replaceOp(op, branch.getResults());
    return success();
  }
};

struct CompareOfFlag : OpRewritePattern<arith::CmpIOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::CmpIOp op, PatternRewriter &rewriter) const override {
    std::optional<Flag> flag = matchFlag(op.getLhs());
    APInt other;
    if (!flag || !matchPattern(op.getRhs(), m_ConstantInt(&other))) {
      return failure();
    }
    replaceByCondition(rewriter, op, flag->condition,
                       arith::applyCmpPredicate(op.getPredicate(), flag->ifTrue, other),
                       arith::applyCmpPredicate(op.getPredicate(), flag->ifFalse, other));
    return success();
  }
};

struct TruncationOfFlag : OpRewritePattern<arith::TruncIOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::TruncIOp op, PatternRewriter &rewriter) const override {
    std::optional<Flag> flag = matchFlag(op.getIn());
    if (!flag || !op.getType().isInteger(1)) {
      return failure();
    }
    replaceByCondition(rewriter, op, flag->condition, flag->ifTrue[0], flag->ifFalse[0]);
    return success();
  }
};

/// An integer result of an scf.if that is only ever truncated to i1 becomes an i1 result.
struct NarrowFlagResult : OpRewritePattern<scf::IfOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(scf::IfOp op, PatternRewriter &rewriter) const override {
    for (OpResult result : op.getResults()) {
      auto type = dyn_cast<IntegerType>(result.getType());
      bool isFlag =
          type && type.getWidth() > 1 && !result.use_empty() &&
          llvm::all_of(result.getUsers(), [](Operation *user) {
            return isa<arith::TruncIOp>(user) && user->getResult(0).getType().isInteger(1);
          });
      if (isFlag) {
        narrow(op, result, rewriter);
        return success();
      }
    }
    return failure();
  }

private:
  static void narrow(scf::IfOp op, OpResult result, PatternRewriter &rewriter) {
    unsigned number = result.getResultNumber();
    for (scf::YieldOp yield : {op.thenYield(), op.elseYield()}) {
      rewriter.setInsertionPoint(yield);
      Value bit = arith::TruncIOp::create(rewriter, yield.getLoc(), rewriter.getI1Type(),
                                          yield.getOperand(number));
      rewriter.modifyOpInPlace(yield, [&] { yield.setOperand(number, bit); });
    }
    for (Operation *user : llvm::make_early_inc_range(result.getUsers())) {
      rewriter.replaceAllUsesWith(user->getResult(0), result);
    }
    rewriter.modifyOpInPlace(op, [&] { result.setType(rewriter.getI1Type()); });
    for (Operation *user : llvm::make_early_inc_range(result.getUsers())) {
      if (auto dead = dyn_cast<arith::TruncIOp>(user); dead && dead->use_empty()) {
        rewriter.eraseOp(dead);
      }
    }
  }
};

/// Both sides compute cheap conditions only, so computing both costs less than choosing.
struct FlattenConditions : OpRewritePattern<scf::IfOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(scf::IfOp op, PatternRewriter &rewriter) const override {
    bool yieldsConditions =
        op.getNumResults() != 0 &&
        llvm::all_of(op.getResultTypes(), [](Type type) { return type.isInteger(1); });
    if (!yieldsConditions || !isCheap(op.getThenRegion()) || !isCheap(op.getElseRegion())) {
      return failure();
    }
    SmallVector<Value> ifTrue(op.thenYield().getOperands());
    SmallVector<Value> ifFalse(op.elseYield().getOperands());
    for (Block *block : {op.thenBlock(), op.elseBlock()}) {
      for (Operation &inner : llvm::make_early_inc_range(block->without_terminator())) {
        rewriter.moveOpBefore(&inner, op);
      }
    }
    SmallVector<Value> results;
    for (auto [a, b] : llvm::zip_equal(ifTrue, ifFalse)) {
      results.push_back(choose(rewriter, op.getLoc(), op.getCondition(), a, b));
    }
    rewriter.replaceOp(op, results);
    return success();
  }

private:
  static bool isCheap(Region &region) {
    unsigned count = 0;
    for (Operation &op : region.front().without_terminator()) {
      // A division records a fault where it runs, so it must not run where the source does not.
      bool mayRunAnywhere = op.getNumRegions() == 0 && isMemoryEffectFree(&op) &&
                            isSpeculatable(&op) && !isa<DivSIOp, DivUIOp, RemSIOp, RemUIOp>(op);
      if (!mayRunAnywhere || ++count > kMaxFlatOps) {
        return false;
      }
    }
    return true;
  }

  static Value choose(PatternRewriter &rewriter, Location loc, Value condition, Value a, Value b) {
    if (matchPattern(b, m_Zero())) {
      return arith::AndIOp::create(rewriter, loc, condition, a);
    }
    if (matchPattern(a, m_One())) {
      return arith::OrIOp::create(rewriter, loc, condition, b);
    }
    if (matchPattern(a, m_Zero())) {
      return arith::AndIOp::create(rewriter, loc, createNot(rewriter, loc, condition), b);
    }
    if (matchPattern(b, m_One())) {
      return arith::OrIOp::create(rewriter, loc, createNot(rewriter, loc, condition), a);
    }
    return arith::SelectOp::create(rewriter, loc, condition, a, b);
  }
};

/// `if (c) {} else { ... }`, which an early return becomes.
struct DropEmptyThen : OpRewritePattern<scf::IfOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(scf::IfOp op, PatternRewriter &rewriter) const override {
    bool isEmpty =
        op.getNumResults() == 0 && op.elseBlock() && op.thenBlock()->without_terminator().empty();
    if (!isEmpty) {
      return failure();
    }
    Value inverted = createInverse(rewriter, op);
    auto branch = scf::IfOp::create(rewriter, op.getLoc(), inverted, /*withElseRegion=*/false);
    rewriter.eraseBlock(branch.thenBlock());
    rewriter.inlineRegionBefore(op.getElseRegion(), branch.getThenRegion(),
                                branch.getThenRegion().end());
    rewriter.replaceOp(op, branch);
    return success();
  }

private:
  static Value createInverse(PatternRewriter &rewriter, scf::IfOp op) {
    if (auto compare = op.getCondition().getDefiningOp<arith::CmpIOp>()) {
      return arith::CmpIOp::create(rewriter, compare.getLoc(),
                                   arith::invertPredicate(compare.getPredicate()), compare.getLhs(),
                                   compare.getRhs());
    }
    return createNot(rewriter, op.getLoc(), op.getCondition());
  }
};

Value materialise(OpBuilder &builder, Location loc, OpFoldResult known, Type type) {
  if (auto value = llvm::dyn_cast<Value>(known)) {
    return value;
  }
  auto constant = cast<TypedAttr>(llvm::cast<Attribute>(known));
  return constant.getType() == type ? arith::ConstantOp::create(builder, loc, constant) : Value();
}

/// A result of a loop that is a constant, or a value from outside the loop, whenever the loop ends.
struct KnownOnLeaving : OpRewritePattern<scf::WhileOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(scf::WhileOp loop, PatternRewriter &rewriter) const override {
    scf::ConditionOp condition = loop.getConditionOp();
    bool isChanged = false;
    for (auto [passed, result] : llvm::zip_equal(condition.getArgs(), loop.getResults())) {
      if (result.use_empty()) {
        continue;
      }
      OpFoldResult known = findWhere(condition.getCondition(), false, passed);
      auto value = llvm::dyn_cast_if_present<Value>(known);
      if (!known || (value && loop->isAncestor(value.getParentRegion()->getParentOp()))) {
        continue;
      }
      rewriter.setInsertionPoint(loop);
      if (Value left = materialise(rewriter, loop.getLoc(), known, result.getType())) {
        rewriter.replaceAllUsesWith(result, left);
        isChanged = true;
      }
    }
    return success(isChanged);
  }
};

/// In a branch that a flag decides, the values that come from the same place as the flag: lifting
/// merges paths into one, with a flag for which it was, and tells them apart again behind it.
struct KnownInBranch : OpRewritePattern<scf::IfOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(scf::IfOp op, PatternRewriter &rewriter) const override {
    SmallVector<scf::IfOp, 2> merges;
    findMerges(op.getCondition(), merges, kMaxFlatOps);
    bool isChanged = false;
    for (scf::IfOp merge : merges) {
      for (OpResult result : merge->getResults()) {
        isChanged |= replaceIn(op, op.getThenRegion(), true, result, rewriter);
        isChanged |= replaceIn(op, op.getElseRegion(), false, result, rewriter);
      }
    }
    return success(isChanged);
  }

private:
  static void findMerges(Value flag, SmallVectorImpl<scf::IfOp> &merges, unsigned depth) {
    Operation *def = flag.getDefiningOp();
    if (auto merge = dyn_cast_or_null<scf::IfOp>(def)) {
      if (!llvm::is_contained(merges, merge)) {
        merges.push_back(merge);
      }
    } else if (depth != 0 &&
               isa_and_nonnull<arith::ExtUIOp, arith::IndexCastUIOp, arith::CmpIOp, arith::XOrIOp,
                               arith::AndIOp, arith::OrIOp, arith::TruncIOp>(def)) {
      for (Value operand : def->getOperands()) {
        findMerges(operand, merges, depth - 1);
      }
    }
  }

  static bool replaceIn(scf::IfOp op, Region &region, bool holds, OpResult result,
                        PatternRewriter &rewriter) {
    auto isInside = [&](OpOperand &use) {
      return region.isAncestor(use.getOwner()->getParentRegion());
    };
    if (region.empty() || !llvm::any_of(result.getUses(), isInside)) {
      return false;
    }
    OpFoldResult known = findWhere(op.getCondition(), holds, result);
    auto value = llvm::dyn_cast_if_present<Value>(known);
    if (!known || value == result ||
        (value && !value.getParentRegion()->isAncestor(op->getParentRegion()))) {
      return false;
    }
    rewriter.setInsertionPoint(op);
    Value inside = materialise(rewriter, op.getLoc(), known, result.getType());
    if (!inside) {
      return false;
    }
    rewriter.replaceUsesWithIf(result, inside, isInside);
    return true;
  }
};

/// A loop's condition is true in its body and false behind it, so what it chooses to forward is
/// known at both places. Lifting leaves such choices between a value of the body and zero; they
/// would keep the loop from being taken for a counted one.
struct ChoiceByLoopCondition : OpRewritePattern<scf::WhileOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(scf::WhileOp loop, PatternRewriter &rewriter) const override {
    scf::ConditionOp condition = loop.getConditionOp();
    bool changed = false;
    for (auto [i, forwarded] : llvm::enumerate(condition.getArgs())) {
      auto choice = forwarded.getDefiningOp<arith::SelectOp>();
      if (!choice || choice.getCondition() != condition.getCondition() ||
          !(loop.isDefinedOutsideOfLoop(choice.getFalseValue()) || loop.getResult(i).use_empty())) {
        continue;
      }
      rewriter.replaceAllUsesWith(loop.getResult(i), choice.getFalseValue());
      rewriter.modifyOpInPlace(
          condition, [&, i = i] { condition.getArgsMutable()[i].set(choice.getTrueValue()); });
      changed = true;
    }
    return success(changed);
  }
};

struct CountRewrites : RewriterBase::Listener {
  using RewriterBase::Listener::notifyOperationReplaced;

  explicit CountRewrites(Pass::Statistic &count) : count(count) {}
  void notifyOperationReplaced(Operation *, ValueRange) override { ++count; }
  Pass::Statistic &count;
};

class SimplifyBranches : public impl::SimplifyBranchesPassBase<SimplifyBranches> {
public:
  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    patterns.add<SwitchToIf, CompareOfFlag, TruncationOfFlag, NarrowFlagResult, FlattenConditions,
                 DropEmptyThen, KnownOnLeaving, KnownInBranch, ChoiceByLoopCondition>(
        &getContext());
    // Constants are folded by the canonicaliser beside this pass; here they would be moved about
    // for nothing.
    GreedyRewriteConfig config;
    CountRewrites counter(numRewrites);
    config.setListener(&counter);
    // Each round may free one more level of a nest, so that their number grows with the source;
    // every pattern leaves fewer switches, flags or branches, so that there is a last one.
    config.setMaxIterations(GreedyRewriteConfig::kNoLimit);
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns), config))) {
      signalPassFailure();
    }
  }
};

} // namespace

} // namespace mlir::dc
