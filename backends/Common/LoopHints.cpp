// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loop annotations of the LLVM dialect on loops of scf.
#include "backends/Common/LoopHints.h"

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"

namespace mlir::dc {

static constexpr StringLiteral kHintAttr = "llvm.loop_annotation";

void setRolled(scf::ForOp loop) {
  MLIRContext *context = loop.getContext();
  auto yes = BoolAttr::get(context, true);
  auto unroll = LLVM::LoopUnrollAttr::get(context, /*disable=*/yes, {}, {}, {}, {}, {}, {});
  auto vectorize = LLVM::LoopVectorizeAttr::get(context, /*disable=*/yes, {}, {}, {}, {}, {}, {});
  loop->setDiscardableAttr(kHintAttr,
                           LLVM::LoopAnnotationAttr::get(context, {}, vectorize, {}, unroll, {}, {},
                                                         {}, {}, {}, {}, {}, {}, {}, {}, {}));
}

} // namespace mlir::dc
