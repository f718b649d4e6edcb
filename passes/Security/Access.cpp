// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What an access touches, and which operations on arrays validation accepts.
#include "passes/Security/Access.h"

#include "passes/Analysis/OwnElement.h"

#include "dialects/Support/Diagnostics.h"
#include "dialects/Support/MLIR.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Matchers.h"

#include "llvm/ADT/TypeSwitch.h"

namespace mlir::dc {

std::optional<Access> Access::get(Operation *op) {
  std::optional<Access> access;
  if (auto load = dyn_cast<memref::LoadOp>(op)) {
    access = Access(op, load.getMemRef(), load.getIndices());
  } else if (auto store = dyn_cast<memref::StoreOp>(op)) {
    access = Access(op, store.getMemRef(), store.getIndices());
  } else {
    llvm::TypeSwitch<Operation *>(op).Case<AtomicOp, AtomicCASOp, AtomicLoadOp, AtomicStoreOp>(
        [&](auto atomic) { access = Access(op, atomic.getMemref(), atomic.getIndices()); });
  }
  if (access && access->getType().getRank() == 0) {
    return std::nullopt;
  }
  return access;
}

bool Access::isStore() const {
  return isa<memref::StoreOp, AtomicOp, AtomicCASOp, AtomicStoreOp>(op);
}

BlockArgument Access::getArgument() const {
  auto argument = dyn_cast<BlockArgument>(getWholeArray());
  return argument && isa<KernelOp>(argument.getOwner()->getParentOp()) ? argument : BlockArgument();
}

bool Access::isInRange(unsigned dim) const {
  APInt index;
  MemRefType type = getType();
  return !type.isDynamicDim(dim) && matchPattern(indices[dim], m_ConstantInt(&index)) &&
         !index.isNegative() && index.slt(type.getDimSize(dim));
}

bool Access::isInRange() const {
  for (unsigned dim = 0, rank = getType().getRank(); dim != rank; ++dim) {
    if (!isInRange(dim)) {
      return false;
    }
  }
  return true;
}

SmallVector<Operation *> Access::getIds() const {
  SmallVector<Operation *> ids;
  unsigned outerRank = getOuterRank();
  for (unsigned dim = outerRank, rank = getType().getRank(); dim != rank; ++dim) {
    if (!isInRange(dim)) {
      return {};
    }
  }
  for (Value index : indices.take_front(outerRank)) {
    Operation *def = stripIndexCasts(index).getDefiningOp();
    if (!isa_and_nonnull<GlobalIdOp, BlockIdOp>(def)) {
      return {};
    }
    ids.push_back(def);
  }
  return ids;
}

std::string Access::getArrayName() const {
  if (BlockArgument argument = getArgument()) {
    return cast<KernelOp>(argument.getOwner()->getParentOp())
        .getArgName(argument.getArgNumber())
        .str();
  }
  if (Operation *def = array.getDefiningOp()) {
    if (auto shared = dyn_cast<SharedOp>(def)) {
      return shared.getName().str();
    }
    if (auto name = def->getAttrOfType<StringAttr>("dc.name")) {
      return name.str();
    }
  }
  return isPrivate() ? "a private array" : "an array";
}

std::string Access::getText(unsigned dim) const {
  unsigned rank = getOuterRank();
  std::string text = getArrayName() + (rank == 1 ? "[...]" : "(...)");
  if (auto written = op->getAttrOfType<StringAttr>("dc.what")) {
    text = written.str();
  }
  if (dim >= rank) {
    return "inner index of " + text;
  }
  switch (rank) {
  case 1:
    return text;
  case 2:
    return (dim == 0 ? "row index of " : "column index of ") + text;
  case 3:
    return (dim == 0 ? "plane index of " : dim == 1 ? "row index of " : "column index of ") + text;
  default:
    return ("index " + Twine(dim) + " of " + text).str();
  }
}

/// Passes arrays on, reads their sizes, or is an access that guards can be put around.
static bool mayTouchArrays(Operation *op) {
  return isa<KernelOp, memref::LoadOp, memref::StoreOp, AtomicOp, AtomicCASOp, AtomicLoadOp,
             AtomicStoreOp, memref::DimOp, memref::AllocaOp, SharedOp, FieldOp,
             arith::SelectOp, scf::IfOp, scf::WhileOp, scf::ForOp, scf::IndexSwitchOp, scf::YieldOp,
             scf::ConditionOp>(op);
}

/// Its array result would be one without extents.
static bool readsStridesOnly(Operation *op) {
  auto metadata = dyn_cast<memref::ExtractStridedMetadataOp>(op);
  return metadata && metadata.getBaseBuffer().use_empty() && metadata.getOffset().use_empty();
}

LogicalResult verifyGuardable(KernelOp kernel) {
  auto isArray = [](Type type) { return isa<BaseMemRefType>(type); };
  bool isGuardable = true;
  kernel.walk([&](Operation *op) {
    for (Region &region : op->getRegions()) {
      if (!region.empty() && !region.hasOneBlock()) {
        emitDiagnostic(op->getLoc(), Diag::GuardStructure, op->getName().getStringRef(),
                       region.getBlocks().size());
        isGuardable = false;
      }
    }
    bool touchesArrays =
        any_of(op->getOperandTypes(), isArray) || any_of(op->getResultTypes(), isArray);
    bool isUnknown = touchesArrays && !mayTouchArrays(op) && !readsStridesOnly(op);
    if (auto alloca = dyn_cast<memref::AllocaOp>(op)) {
      isUnknown = !alloca.getType().hasStaticShape();
    }
    if (isUnknown) {
      emitDiagnostic(op->getLoc(), Diag::GuardMemory, op->getName().getStringRef());
      isGuardable = false;
    }
  });
  return success(isGuardable);
}

} // namespace mlir::dc
