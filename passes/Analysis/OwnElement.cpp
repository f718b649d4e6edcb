// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Looks at every use of every array argument.
#include "passes/Analysis/OwnElement.h"

#include "dialects/Support/MLIR.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"

#include "llvm/ADT/TypeSwitch.h"

namespace mlir::dc {

Value stripIndexCasts(Value index) {
  while (Operation *def = index.getDefiningOp()) {
    bool keepsBits =
        isa<arith::IndexCastOp, arith::IndexCastUIOp>(def) &&
        (def->getOperand(0).getType().isInteger(64) || def->getResult(0).getType().isInteger(64));
    if (!keepsBits) {
      break;
    }
    index = def->getOperand(0);
  }
  return index;
}

std::optional<int64_t> getGlobalIdDim(Value index) {
  if (auto id = stripIndexCasts(index).getDefiningOp<GlobalIdOp>()) {
    return id.getDim();
  }
  return std::nullopt;
}

/// `outerRank` indices choose the element; those behind them a part of it.
static bool isAtOwnId(OperandRange indices, int64_t outerRank, int64_t rank) {
  if (outerRank != rank) {
    return false;
  }
  for (auto [position, index] : enumerate(indices.take_front(outerRank))) {
    if (getGlobalIdDim(index) != static_cast<int64_t>(position)) {
      return false;
    }
  }
  return true;
}

static bool isOwnElementUse(OpOperand &use, int64_t outerRank, int64_t rank) {
  Operation *user = use.getOwner();
  if (auto field = dyn_cast<FieldOp>(user)) {
    return all_of(field.getResult().getUses(),
                  [&](OpOperand &inner) { return isOwnElementUse(inner, outerRank, rank); });
  }
  if (isa<memref::DimOp>(user)) {
    return true;
  }
  if (auto metadata = dyn_cast<memref::ExtractStridedMetadataOp>(user)) {
    return metadata.getBaseBuffer().use_empty();
  }
  return llvm::TypeSwitch<Operation *, bool>(user)
      .Case<memref::LoadOp, memref::StoreOp, AtomicOp, AtomicCASOp, AtomicLoadOp, AtomicStoreOp>(
          [&](auto access) { return isAtOwnId(access.getIndices(), outerRank, rank); })
      .Default(false);
}

SmallVector<bool> computeOwnElement(KernelOp kernel) {
  int64_t rank = kernel.getRank();
  SmallVector<bool> result;
  for (BlockArgument argument : kernel.getArguments()) {
    auto array = dyn_cast<MemRefType>(argument.getType());
    result.push_back(array && all_of(argument.getUses(), [&](OpOperand &use) {
                       return isOwnElementUse(use, array.getRank(), rank);
                     }));
  }
  return result;
}

} // namespace mlir::dc
