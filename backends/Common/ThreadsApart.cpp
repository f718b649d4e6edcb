// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Looks at the accesses of a kernel's arguments, in the order in which a thread makes them.
#include "backends/Common/ThreadsApart.h"

#include "dialects/DC/DC.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Interfaces/LoopLikeInterface.h"

#include "llvm/ADT/SmallBitVector.h"

namespace mlir::dc {

namespace {

/// Follows one thread; sets of arrays are bits by argument number.
class AccessOrder {
public:
  explicit AccessOrder(gpu::GPUFuncOp kernel) : own(kernel.getNumArguments()), stored(own.size()) {
    for (unsigned i = 0; i < own.size(); ++i) {
      own[i] = static_cast<bool>(kernel.getArgAttr(i, kOwnElementAttr));
    }
  }

  /// False at the first load behind a store of another array.
  bool follow(Region &region) {
    return llvm::all_of(region.getOps(), [&](Operation &op) { return follow(op); });
  }

private:
  bool follow(Operation &op) {
    if (auto load = dyn_cast<memref::LoadOp>(op)) {
      auto array = ownArray(load.getMemref());
      return !array || stored.none() || (stored.count() == 1 && stored.test(*array));
    }
    if (auto store = dyn_cast<memref::StoreOp>(op)) {
      if (auto array = ownArray(store.getMemref())) {
        stored.set(*array);
      }
      return true;
    }
    // The branches of an 'if' exclude each other, but one after the other asks for more, not for
    // less. A region that runs again begins with what it has stored.
    bool isLoop = isa<LoopLikeOpInterface>(op);
    for (int round = 0; round < (isLoop ? 2 : 1); ++round) {
      if (!llvm::all_of(op.getRegions(), [&](Region &region) { return follow(region); })) {
        return false;
      }
    }
    return true;
  }

  /// Of a field the array of structs.
  std::optional<unsigned> ownArray(Value array) const {
    auto argument = dyn_cast<BlockArgument>(getWholeArray(array));
    bool isParameter = argument && isa<gpu::GPUFuncOp>(argument.getOwner()->getParentOp());
    return isParameter && own.test(argument.getArgNumber()) ? std::optional(argument.getArgNumber())
                                                            : std::nullopt;
  }

  llvm::SmallBitVector own;
  llvm::SmallBitVector stored;
};

} // namespace

/// Nothing but loads and, with `mayStore`, stores, also by the fields of structs.
static bool isLoadedOrStored(Value array, bool mayStore) {
  return llvm::all_of(array.getUsers(), [&](Operation *user) {
    if (auto field = dyn_cast<FieldOp>(user)) {
      return isLoadedOrStored(field.getResult(), mayStore);
    }
    return isa<memref::LoadOp>(user) || (mayStore && isa<memref::StoreOp>(user));
  });
}

bool areThreadsApart(gpu::GPUFuncOp kernel) {
  // The fault record is no array: only the first fault is kept, whichever thread has it.
  return kernel.getOps<BlocksOp>().empty() &&
         llvm::all_of(kernel.getArguments().drop_back(), [&](BlockArgument argument) {
           if (!isa<MemRefType>(argument.getType())) {
             return true;
           }
           bool isOwn =
               static_cast<bool>(kernel.getArgAttr(argument.getArgNumber(), kOwnElementAttr));
           return isLoadedOrStored(argument, isOwn);
         });
}

bool loadsBeforeStores(gpu::GPUFuncOp kernel) {
  return AccessOrder(kernel).follow(kernel.getBody());
}

} // namespace mlir::dc
