// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Access groups: LLVM takes a loop for parallel when each access in it belongs to a group that the
// loop names.
#include "backends/CPU/ParallelLoop.h"

#include "backends/Common/MemoryToLLVM.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"

namespace mlir::dc {

/// Private arrays are not marked: the threads of a loop take turns in them.
static bool isArgument(Value array) { return isa<BlockArgument>(array); }

void markParallel(scf::ForOp threads) {
  MLIRContext *context = threads.getContext();
  auto group = LLVM::AccessGroupAttr::get(context);
  Attribute groups = ArrayAttr::get(context, group);
  threads.getBody()->walk([&](Operation *op) {
    auto load = dyn_cast<memref::LoadOp>(op);
    auto store = dyn_cast<memref::StoreOp>(op);
    if ((load && isArgument(load.getMemref())) || (store && isArgument(store.getMemref()))) {
      op->setAttr(kAccessGroupsAttr, groups);
    }
  });
  auto loop = LLVM::LoopAnnotationAttr::get(context, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
                                            {}, {}, group);
  threads->setAttr("llvm.loop_annotation", loop);
}

} // namespace mlir::dc
