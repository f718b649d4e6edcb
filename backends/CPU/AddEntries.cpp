// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The pass cpu-add-entries: the C function that unpacks a kernel's arguments.
#include "backends/CPU/Passes.h"

#include "backends/CPU/BarrierFission.h"
#include "backends/CPU/CPUSerialize.h"
#include "backends/Common/FlattenKernel.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"

namespace mlir::dc {

#define GEN_PASS_DEF_ADDENTRIESPASS
#include "backends/CPU/Passes.h.inc"

namespace {

struct AddEntries : impl::AddEntriesPassBase<AddEntries> {
  using AddEntriesPassBase::AddEntriesPassBase;

  void runOnOperation() override {
    SmallVector<LLVM::LLVMFuncOp> kernels;
    for (auto function : getOperation().getOps<LLVM::LLVMFuncOp>()) {
      if (function->hasAttr(kKernelAttr)) {
        kernels.push_back(function);
      }
    }
    for (LLVM::LLVMFuncOp kernel : kernels) {
      addEntry(kernel);
      ++numEntries;
    }
  }

  void addEntry(LLVM::LLVMFuncOp kernel) {
    std::string name = entrySymbol(kernel.getName(), suffix);
    Location loc = kernel.getLoc();
    kernel.setName((kernel.getName() + ".body").str());
    kernel.setLinkage(LLVM::Linkage::Internal);

    OpBuilder builder(kernel->getContext());
    builder.setInsertionPointAfter(kernel);
    Type pointer = LLVM::LLVMPointerType::get(&getContext());
    Type i64 = builder.getI64Type();
    auto type = LLVM::LLVMFunctionType::get(LLVM::LLVMVoidType::get(&getContext()),
                                            {pointer, pointer, pointer});
    auto entry = LLVM::LLVMFuncOp::create(builder, loc, name, type);
    entry->setAttr(kKernelAttr, kernel->getAttr(kKernelAttr));
    kernel->removeAttr(kKernelAttr);
    Block *block = entry.addEntryBlock(builder);
    builder.setInsertionPointToStart(block);

    auto loadSlot = [&](Value base, int32_t slot, Type slotType) -> Value {
      Value address =
          LLVM::GEPOp::create(builder, loc, pointer, i64, base, ArrayRef<LLVM::GEPArg>{slot});
      return LLVM::LoadOp::create(builder, loc, slotType, address, /*alignment=*/8);
    };
    ArrayRef<Type> types = kernel.getArgumentTypes();
    SmallVector<Value> operands;
    // x86 is little-endian: a narrow scalar lies at the start of its slot.
    for (auto [slot, argument] : llvm::enumerate(types.drop_back(3))) {
      operands.push_back(loadSlot(block->getArgument(0), slot, argument));
    }
    operands.push_back(loadSlot(block->getArgument(1), 0, i64));
    operands.push_back(loadSlot(block->getArgument(1), 1, i64));
    operands.push_back(block->getArgument(2));
    if (Attribute scratch = kernel->removeAttr(kScratchAttr)) {
      entry->setAttr(kScratchAttr, scratch);
      // Nobody else has it while the entry runs.
      kernel.setArgAttr(types.size() - 1, LLVM::LLVMDialect::getNoAliasAttrName(),
                        builder.getUnitAttr());
    }
    LLVM::CallOp::create(builder, loc, kernel, operands);
    LLVM::ReturnOp::create(builder, loc, ValueRange());
  }
};

} // namespace
} // namespace mlir::dc
