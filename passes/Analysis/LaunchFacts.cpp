// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The backward slice of a launch rule's operand.
#include "passes/Analysis/LaunchFacts.h"

#include "dialects/Support/Diagnostics.h"
#include "dialects/Support/MLIR.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

#include "llvm/ADT/DenseSet.h"

namespace mlir::dc {

/// Integers, and the floats that an expression computes in double and rounds.
static bool hasLaunchTypes(Operation *op) {
  auto isLaunchType = [](Type type) {
    return type.isIndex() || type.isF32() || type.isF64() ||
           (isa<IntegerType>(type) && cast<IntegerType>(type).getWidth() <= 64);
  };
  return all_of(op->getOperandTypes(), isLaunchType) && all_of(op->getResultTypes(), isLaunchType);
}

static bool isLaunchArithmetic(Operation *op) {
  return isa<arith::AddIOp, arith::SubIOp, arith::MulIOp, DivSIOp, DivUIOp, RemSIOp, RemUIOp,
             arith::MinSIOp, arith::MaxSIOp, arith::MinUIOp, arith::MaxUIOp, arith::AndIOp,
             arith::OrIOp, arith::XOrIOp, arith::ShLIOp, arith::ShRSIOp, arith::ShRUIOp,
             arith::CmpIOp, arith::CmpFOp, arith::SelectOp, arith::ExtSIOp, arith::ExtUIOp,
             arith::TruncIOp, arith::IndexCastOp, arith::IndexCastUIOp, arith::SIToFPOp,
             arith::UIToFPOp, FPToSIOp, FPToUIOp, arith::AddFOp, arith::SubFOp, arith::MulFOp,
             arith::DivFOp, arith::NegFOp, arith::ExtFOp, arith::TruncFOp>(op);
}

namespace {

class Slice {
public:
  explicit Slice(LaunchInputs inputs) : inputs(inputs) {}

  void visit(Value value) {
    if (!seen.insert(value).second) {
      return;
    }
    if (auto argument = dyn_cast<BlockArgument>(value)) {
      return visitArgument(argument);
    }
    Operation *def = value.getDefiningOp();
    if (isa<arith::ConstantOp>(def) ||
        (isa<DomainSizeOp, GridSizeOp>(def) && inputs == LaunchInputs::ArgumentsAndDomain)) {
      return;
    }
    if (auto dim = dyn_cast<memref::DimOp>(def)) {
      return visitDim(dim);
    }
    if (auto branch = dyn_cast<scf::IfOp>(def)) {
      unsigned number = cast<OpResult>(value).getResultNumber();
      visit(branch.getCondition());
      visit(branch.thenYield().getOperand(number));
      visit(branch.elseYield().getOperand(number));
      return;
    }
    if (!isLaunchArithmetic(def) || !hasLaunchTypes(def)) {
      return obstruct(def->getLoc(), "'" + def->getName().getStringRef().str() + "'");
    }
    for (Value operand : def->getOperands()) {
      visit(operand);
    }
  }

  SmallVector<LaunchObstacle> takeObstacles() { return std::move(obstacles); }

private:
  void visitArgument(BlockArgument argument) {
    if (isa<KernelOp>(argument.getOwner()->getParentOp())) {
      if (isa<BaseMemRefType>(argument.getType())) {
        obstruct(argument.getLoc(), "an array");
      }
      return;
    }
    obstruct(argument.getLoc(), "a value that a loop carries");
  }

  void visitDim(memref::DimOp dim) {
    auto source = dyn_cast<BlockArgument>(dim.getSource());
    if (!source || !isa<KernelOp>(source.getOwner()->getParentOp())) {
      return obstruct(dim.getLoc(), "the size of something that is not an argument");
    }
    if (!dim.getConstantIndex()) {
      obstruct(dim.getLoc(), "an extent whose dimension is not a constant");
    }
  }

  void obstruct(Location loc, std::string what) { obstacles.push_back({loc, std::move(what)}); }

  LaunchInputs inputs;
  llvm::DenseSet<Value> seen;
  SmallVector<LaunchObstacle> obstacles;
};

} // namespace

SmallVector<LaunchObstacle> findLaunchObstacles(Value value, LaunchInputs inputs) {
  Slice slice(inputs);
  slice.visit(value);
  return slice.takeObstacles();
}

} // namespace mlir::dc
