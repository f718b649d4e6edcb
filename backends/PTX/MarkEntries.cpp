// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The pass ptx-mark-entries: which functions a launch can name, and their block size.
#include "backends/PTX/Passes.h"

#include "backends/Common/FlattenKernel.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"

namespace mlir::dc {

#define GEN_PASS_DEF_MARKENTRIESPASS
#include "backends/PTX/Passes.h.inc"

namespace {

struct MarkEntries : impl::MarkEntriesPassBase<MarkEntries> {
  using MarkEntriesPassBase::MarkEntriesPassBase;

  void runOnOperation() override {
    Builder builder(&getContext());
    for (auto function : getOperation().getOps<LLVM::LLVMFuncOp>()) {
      if (!function->hasAttr(kKernelAttr)) {
        continue;
      }
      function->setAttr(NVVM::NVVMDialect::getKernelFuncAttrName(), builder.getUnitAttr());
      function->setAttr(NVVM::NVVMDialect::getReqntidAttrName(),
                        builder.getDenseI32ArrayAttr({static_cast<int32_t>(blockThreads)}));
      ++numEntries;
    }
  }
};

} // namespace
} // namespace mlir::dc
