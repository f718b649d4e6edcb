// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The pass ptx-mark-entries: which functions a launch can name, and their block size.
#include "backends/PTX/Passes.h"

#include "backends/Common/FlattenKernel.h"
#include "backends/PTX/PTXSerialize.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"

namespace mlir::dc {

#define GEN_PASS_DEF_MARKENTRIESPASS
#include "backends/PTX/Passes.h.inc"

namespace {

struct MarkEntries : impl::MarkEntriesPassBase<MarkEntries> {
  using MarkEntriesPassBase::MarkEntriesPassBase;

  int32_t threadsOf(LLVM::LLVMFuncOp function) const {
    auto stated = function->getAttrOfType<IntegerAttr>(kBlockThreadsAttr);
    return static_cast<int32_t>(stated ? stated.getInt() : blockThreads);
  }

  void runOnOperation() override {
    Builder builder(&getContext());
    for (auto function : getOperation().getOps<LLVM::LLVMFuncOp>()) {
      if (!function->hasAttr(kKernelAttr)) {
        continue;
      }
      function->setAttr(NVVM::NVVMDialect::getKernelFuncAttrName(), builder.getUnitAttr());
      if (auto tile = function->getAttrOfType<IntegerAttr>(kTileThreadsAttr)) {
        // In whatever shape: the most of all dimensions together.
        function->setAttr(NVVM::NVVMDialect::getMaxntidAttrName(),
                          builder.getDenseI32ArrayAttr({static_cast<int32_t>(tile.getInt())}));
      } else {
        function->setAttr(NVVM::NVVMDialect::getReqntidAttrName(),
                          builder.getDenseI32ArrayAttr({threadsOf(function)}));
      }
      ++numEntries;
    }
  }
};

} // namespace
} // namespace mlir::dc
