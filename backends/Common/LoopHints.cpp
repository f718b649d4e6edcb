// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loop annotations of the LLVM dialect on loops of scf.
#include "backends/Common/LoopHints.h"

#include "backends/Common/MemoryToLLVM.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"

namespace mlir::dc {

void setRolled(scf::ForOp loop) {
  MLIRContext *context = loop.getContext();
  auto yes = BoolAttr::get(context, true);
  auto unroll = LLVM::LoopUnrollAttr::get(context, /*disable=*/yes, {}, {}, {}, {}, {}, {});
  auto vectorize = LLVM::LoopVectorizeAttr::get(context, /*disable=*/yes, {}, {}, {}, {}, {}, {});
  loop->setDiscardableAttr(kLoopAnnotationAttr,
                           LLVM::LoopAnnotationAttr::get(context, {}, vectorize, {}, unroll, {}, {},
                                                         {}, {}, {}, {}, {}, {}, {}, {}, {}));
}

static void setUnrollHint(scf::ForOp loop, LLVM::LoopUnrollAttr unroll) {
  loop->setDiscardableAttr(kLoopAnnotationAttr,
                           LLVM::LoopAnnotationAttr::get(loop.getContext(), {}, {}, {}, unroll, {},
                                                         {}, {}, {}, {}, {}, {}, {}, {}, {}, {}));
}

void setUnrolled(scf::ForOp loop, int32_t count) {
  Builder builder(loop.getContext());
  setUnrollHint(loop,
                LLVM::LoopUnrollAttr::get(loop.getContext(), {}, builder.getI32IntegerAttr(count),
                                          {}, {}, {}, {}, {}));
}

void setFullyUnrolled(scf::ForOp loop) {
  Builder builder(loop.getContext());
  setUnrollHint(loop, LLVM::LoopUnrollAttr::get(loop.getContext(), {}, {}, {},
                                                builder.getBoolAttr(true), {}, {}, {}));
}

/// Private arrays are not marked: the threads of a loop take turns in them.
static bool isArgument(Value array) { return isa<BlockArgument>(array); }

/// LLVM takes a loop for parallel when each access in it belongs to a group that the loop names.
void setParallel(scf::ForOp threads) {
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
  threads->setDiscardableAttr(kLoopAnnotationAttr,
                              LLVM::LoopAnnotationAttr::get(context, {}, {}, {}, {}, {}, {}, {}, {},
                                                            {}, {}, {}, {}, {}, {}, group));
}

} // namespace mlir::dc
