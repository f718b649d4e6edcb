// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The shapes that design.md gives contracts, guards and faults.
#include "passes/Security/GuardEmitter.h"

#include "passes/Analysis/OwnElement.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Matchers.h"

#include "llvm/ADT/Twine.h"

namespace mlir::dc {

GuardEmitter::GuardEmitter(KernelOp kernel)
    : kernel(kernel), builder(kernel.getContext()),
      top(OpBuilder::atBlockBegin(&kernel.getBody().front())) {}

Value GuardEmitter::constant(Location loc, TypedAttr value) {
  return arith::ConstantOp::create(builder, loc, value);
}

Value GuardEmitter::negate(Location loc, Value condition) {
  return arith::XOrIOp::create(builder, loc, condition, constant(loc, builder.getBoolAttr(true)));
}

Value GuardEmitter::isAlive(Location loc) { return negate(loc, FaultedOp::create(builder, loc)); }

Value GuardEmitter::indexAsI64(Location loc, Value index) {
  APInt known;
  if (matchPattern(index, m_ConstantInt(&known))) {
    return constant(loc, builder.getI64IntegerAttr(known.getSExtValue()));
  }
  Operation *def = index.getDefiningOp();
  if (isa_and_nonnull<arith::IndexCastOp, arith::IndexCastUIOp>(def) &&
      def->getOperand(0).getType().isInteger(64)) {
    return def->getOperand(0);
  }
  return arith::IndexCastOp::create(builder, loc, builder.getI64Type(), index);
}

Value GuardEmitter::extentAsI64(OpBuilder &at, Location loc, const Access &access, unsigned dim) {
  MemRefType type = access.getType();
  if (!type.isDynamicDim(dim)) {
    return arith::ConstantOp::create(at, loc, at.getI64IntegerAttr(type.getDimSize(dim)));
  }
  Value position = arith::ConstantIndexOp::create(at, loc, dim);
  // Of all fields the same, so that one guard serves them all.
  Value extent = memref::DimOp::create(at, loc, access.getWholeArray(), position);
  return arith::IndexCastOp::create(at, loc, at.getI64Type(), extent);
}

/// False when the contract is there already.
bool GuardEmitter::requireExtent(Location loc, BlockArgument array, unsigned dim, Operation *id) {
  bool isBlock = isa<BlockIdOp>(id);
  uint64_t idDim = isBlock ? cast<BlockIdOp>(id).getDim() : cast<GlobalIdOp>(id).getDim();
  if (!contracts.insert({array.getArgNumber(), dim, isBlock, idDim}).second) {
    return false;
  }
  Value position = arith::ConstantIndexOp::create(top, loc, dim);
  Value size = memref::DimOp::create(top, loc, array, position);
  Value extent = arith::IndexCastOp::create(top, loc, top.getI64Type(), size);
  Value most = isBlock ? Value(GridSizeOp::create(top, loc, idDim))
                       : Value(DomainSizeOp::create(top, loc, idDim));
  Value holds = arith::CmpIOp::create(top, loc, arith::CmpIPredicate::sge, extent, most);
  bool isSpan = cast<MemRefType>(array.getType()).getRank() == 1;
  std::string text = kernel.getArgName(array.getArgNumber()).str() +
                     (isSpan ? ".size()" : (".extent(" + Twine(dim) + ")").str()) +
                     (isBlock ? " >= grid" : " >= domain") +
                     (kernel.getRank() == 1 ? "" : ("(" + Twine(idDim) + ")").str());
  RequiresOp::create(top, loc, holds, text, ContractOrigin::Inferred);
  return true;
}

unsigned GuardEmitter::requireExtents(const Access &access, ArrayRef<Operation *> ids) {
  unsigned numNew = 0;
  for (auto [dim, id] : llvm::enumerate(ids)) {
    numNew += requireExtent(access.getOperation()->getLoc(), access.getArgument(), dim, id);
  }
  return numNew;
}

bool GuardEmitter::requireInRange(GuardOp test) {
  Operation *id = stripIndexCasts(test.getIndex()).getDefiningOp();
  auto size = stripIndexCasts(test.getExtent()).getDefiningOp<memref::DimOp>();
  auto array = size ? dyn_cast<BlockArgument>(size.getSource()) : BlockArgument();
  std::optional<int64_t> dim = size ? size.getConstantIndex() : std::nullopt;
  if (!isa_and_nonnull<GlobalIdOp, BlockIdOp>(id) || !array || !dim ||
      !isa<KernelOp>(array.getOwner()->getParentOp())) {
    return false;
  }
  requireExtent(test.getLoc(), array, static_cast<unsigned>(*dim), id);
  return true;
}

Value GuardEmitter::guard(const Access &access, bool onlyAlive) {
  Operation *op = access.getOperation();
  Location loc = op->getLoc();
  builder.setInsertionPoint(op);
  Value isInside;
  for (unsigned dim = 0, rank = access.getType().getRank(); dim != rank; ++dim) {
    if (access.isInRange(dim)) {
      continue;
    }
    Value i = indexAsI64(loc, access.getIndices()[dim]);
    Value n = extentAsI64(builder, loc, access, dim);
    Value holds = GuardOp::create(builder, loc, i, n);
    // Of two that fail, the first is recorded.
    FaultOp::create(builder, loc, negate(loc, holds), FaultKind::Bounds, 0, access.getText(dim), i,
                    n);
    isInside = isInside ? arith::AndIOp::create(builder, loc, isInside, holds) : holds;
  }
  if (onlyAlive) {
    isInside = arith::AndIOp::create(builder, loc, isInside, isAlive(loc));
  }
  return accessIf(access, isInside);
}

void GuardEmitter::skipAfterFault(const Access &access) {
  builder.setInsertionPoint(access.getOperation());
  accessIf(access, isAlive(access.getOperation()->getLoc()));
}

void GuardEmitter::skipAfterFault(PrintOp print) {
  builder.setInsertionPoint(print);
  Value alive = isAlive(print.getLoc());
  auto branch = scf::IfOp::create(builder, print.getLoc(), alive, /*withElseRegion=*/false);
  print->moveBefore(branch.thenBlock()->getTerminator());
}

Value GuardEmitter::accessIf(const Access &access, Value condition) {
  Operation *op = access.getOperation();
  Location loc = op->getLoc();
  if (op->getNumResults() == 0) {
    auto branch = scf::IfOp::create(builder, loc, condition, /*withElseRegion=*/false);
    op->moveBefore(branch.thenBlock()->getTerminator());
    return Value();
  }
  Type element = access.getType().getElementType();
  auto branch = scf::IfOp::create(builder, loc, element, condition, /*withElseRegion=*/true);
  Value loaded = op->getResult(0);
  loaded.replaceAllUsesWith(branch.getResult(0));
  // The builders leave both blocks without terminators where there are results.
  op->moveBefore(branch.thenBlock(), branch.thenBlock()->end());
  OpBuilder::InsertionGuard restore(builder);
  builder.setInsertionPointToEnd(branch.thenBlock());
  scf::YieldOp::create(builder, loc, loaded);
  builder.setInsertionPointToEnd(branch.elseBlock());
  scf::YieldOp::create(builder, loc, constant(loc, builder.getZeroAttr(element)));
  return branch.getResult(0);
}

void GuardEmitter::faultOnZeroDivisor(Operation *division) {
  Location loc = division->getLoc();
  builder.setInsertionPoint(division);
  Value divisor = division->getOperand(1);
  Value zero = constant(loc, builder.getZeroAttr(divisor.getType()));
  Value isZero = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::eq, divisor, zero);
  std::string text = isa<RemSIOp, RemUIOp>(division) ? "a % b" : "a / b";
  if (auto given = division->getAttrOfType<StringAttr>("dc.what")) {
    text = given.str();
  }
  FaultOp::create(builder, loc, isZero, FaultKind::Division, 0, text, Value(), Value());
}

void GuardEmitter::expandAssert(AssertOp op) {
  builder.setInsertionPoint(op);
  FaultOp::create(builder, op.getLoc(), negate(op.getLoc(), op.getCondition()), op.getKind(), 0,
                  op.getText(), Value(), Value());
  op.erase();
}

} // namespace mlir::dc
