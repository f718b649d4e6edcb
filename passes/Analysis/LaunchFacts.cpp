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
static bool isLaunchType(Type type) {
  return type.isIndex() || type.isF32() || type.isF64() ||
         (isa<IntegerType>(type) && cast<IntegerType>(type).getWidth() <= 64);
}

static bool hasLaunchTypes(Operation *op) {
  return all_of(op->getOperandTypes(), isLaunchType) && all_of(op->getResultTypes(), isLaunchType);
}

/// Expressions hold booleans as 0 and 1, although their one bit is a sign bit to these.
static bool readsSignedBool(Operation *op) {
  bool isSigned = isa<DivSIOp, RemSIOp, arith::MinSIOp, arith::MaxSIOp, arith::ShRSIOp,
                      arith::SIToFPOp, arith::IndexCastOp>(op);
  if (auto compare = dyn_cast<arith::CmpIOp>(op)) {
    isSigned = compare.getPredicate() >= arith::CmpIPredicate::slt &&
               compare.getPredicate() <= arith::CmpIPredicate::sge;
  }
  return isSigned && any_of(op->getOperandTypes(), [](Type type) { return type.isInteger(1); });
}

bool isLaunchArithmetic(Operation *op) {
  bool isListed = false
#define DC_LAUNCH_OPERATION(operation, rule, node) || isa<operation>(op)
#include "passes/Analysis/LaunchOperations.def"
      ;
  return isListed && hasLaunchTypes(op) && !readsSignedBool(op);
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
    if ((isa<arith::ConstantOp>(def) && isLaunchType(value.getType())) ||
        (isa<DomainSizeOp, GridSizeOp>(def) && inputs == LaunchInputs::ArgumentsAndDomain)) {
      return;
    }
    if (auto dim = dyn_cast<memref::DimOp>(def)) {
      return visitDim(dim);
    }
    if (auto branch = dyn_cast<scf::IfOp>(def); branch && isLaunchType(value.getType())) {
      unsigned number = cast<OpResult>(value).getResultNumber();
      visit(branch.getCondition());
      visit(branch.thenYield().getOperand(number));
      visit(branch.elseYield().getOperand(number));
      return;
    }
    if (!isLaunchArithmetic(def)) {
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
