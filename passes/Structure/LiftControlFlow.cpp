// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Drives upstream's CFG lifting over our function-like operations, with zero in place of poison.
#include "passes/Structure/Passes.h"

#include "dialects/DC/DC.h"
#include "dialects/Support/Diagnostics.h"

#include "mlir/Conversion/ControlFlowToSCF/ControlFlowToSCF.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/IR/Dominance.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Transforms/RegionUtils.h"

namespace mlir::dc {

#define GEN_PASS_DEF_LIFTCONTROLFLOWPASS
#include "passes/Structure/Passes.h.inc"

namespace {

class TotalControlFlowToSCF : public ControlFlowToSCFTransformation {
public:
  explicit TotalControlFlowToSCF(FunctionOpInterface function) : function(function) {}

  Value getUndefValue(Location loc, OpBuilder &builder, Type type) override {
    if (TypedAttr zero = builder.getZeroAttr(type)) {
      return arith::ConstantOp::create(builder, loc, zero);
    }
    // Nobody reads it on the paths where it is undefined, so any array of the type will do.
    for (BlockArgument argument : function.getArguments()) {
      if (argument.getType() == type) {
        return argument;
      }
    }
    if (!hasFailed) {
      emitDiagnostic(loc, Diag::LiftValueType, str(type));
    }
    hasFailed = true;
    return UnrealizedConversionCastOp::create(builder, loc, type, ValueRange()).getResult(0);
  }

  FailureOr<Operation *> createUnreachableTerminator(Location loc, OpBuilder &builder,
                                                     Region &region) override {
    if (isa<KernelOp>(region.getParentOp())) {
      return ReturnOp::create(builder, loc).getOperation();
    }
    if (auto function = dyn_cast<func::FuncOp>(region.getParentOp())) {
      SmallVector<Value> results;
      for (Type type : function.getResultTypes()) {
        results.push_back(getUndefValue(loc, builder, type));
      }
      return func::ReturnOp::create(builder, loc, results).getOperation();
    }
    return failure();
  }

  bool hasFailed = false;

private:
  FunctionOpInterface function;
};

class LiftControlFlow : public impl::LiftControlFlowPassBase<LiftControlFlow> {
public:
  void runOnOperation() override {
    SmallVector<FunctionOpInterface> functions;
    getOperation()->walk([&](FunctionOpInterface function) { functions.push_back(function); });
    for (FunctionOpInterface function : functions) {
      if (failed(lift(function))) {
        signalPassFailure();
      }
    }
  }

private:
  LogicalResult lift(FunctionOpInterface function) {
    if (!isa<KernelOp, func::FuncOp>(function.getOperation()) || function.isExternal()) {
      return success();
    }
    if (failed(checkTerminators(function))) {
      return failure();
    }
    IRRewriter rewriter(function.getContext());
    (void)eraseUnreachableBlocks(rewriter, function->getRegions());
    TotalControlFlowToSCF interface(function);
    DominanceInfo dominance(function);
    bool changed = false;
    WalkResult result = function->walk<WalkOrder::PostOrder>([&](Operation *op) {
      for (Region &region : op->getRegions()) {
        FailureOr<bool> lifted = transformCFGToSCF(region, interface, dominance);
        if (failed(lifted)) {
          return WalkResult::interrupt();
        }
        changed |= *lifted;
      }
      return WalkResult::advance();
    });
    numLifted += changed;
    return failure(result.wasInterrupted() || interface.hasFailed ||
                   failed(checkLaunchRules(function)) || failed(checkDepth(function)));
  }

  /// Passes look at the ancestors of each operation they touch: time grows with the square of the
  /// depth.
  LogicalResult checkDepth(FunctionOpInterface function) {
    constexpr int64_t kMaxDepth = 500;
    int64_t deepest = 0;
    Operation *where = nullptr;
    SmallVector<std::pair<Region *, int64_t>> regions{{&function.getFunctionBody(), 0}};
    while (!regions.empty()) {
      auto [region, depth] = regions.pop_back_val();
      for (Operation &op : region->getOps()) {
        for (Region &inner : op.getRegions()) {
          regions.emplace_back(&inner, depth + 1);
          if (depth + 1 > deepest) {
            deepest = depth + 1;
            where = &op;
          }
        }
      }
    }
    if (deepest > kMaxDepth) {
      return emitDiagnostic(where->getLoc(), Diag::LiftDepth, deepest, kMaxDepth);
    }
    return success();
  }

  /// A rule that only some threads came by has ended up inside a branch or loop.
  LogicalResult checkLaunchRules(FunctionOpInterface function) {
    bool isReachedByAll = true;
    function->walk([&](Operation *op) {
      bool isRule = isa<DomainOp, GridOp, RequiresOp, EnsuresOp, TrustOp>(op);
      if (isRule && op->getParentOp() != function.getOperation()) {
        emitDiagnostic(op->getLoc(), Diag::LiftLaunchRule, op->getName().getStringRef());
        isReachedByAll = false;
      }
    });
    return success(isReachedByAll);
  }

  /// The lifting takes any branch for one it can rebuild, so those that it cannot are found first.
  LogicalResult checkTerminators(FunctionOpInterface function) {
    bool isLiftable = true;
    function->walk([&](Block *block) {
      if (block->getParent()->hasOneBlock()) {
        return;
      }
      Operation *last = &block->back();
      if (!isa<cf::BranchOp, cf::CondBranchOp, cf::SwitchOp>(last) &&
          !last->hasTrait<OpTrait::ReturnLike>()) {
        emitDiagnostic(last->getLoc(), Diag::LiftTerminator, last->getName().getStringRef());
        isLiftable = false;
      }
    });
    return success(isLiftable);
  }
};

} // namespace

} // namespace mlir::dc
