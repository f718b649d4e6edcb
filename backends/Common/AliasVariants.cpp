// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The pass common-split-by-aliasing: tells LLVM which pointers do not alias, where the launcher
// knows.
#include "backends/Common/AliasVariants.h"

#include "backends/Common/FlattenKernel.h"
#include "backends/Common/Passes.h"
#include "backends/Common/ThreadsApart.h"
#include "dialects/DC/DC.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Pass/PassManager.h"

namespace mlir::dc {

#define GEN_PASS_DEF_SPLITBYALIASINGPASS
#include "backends/Common/Passes.h.inc"

namespace {

constexpr StringLiteral kReadOnlyAttr = "dc.read_only";

/// The kernel's arrays: every pointer but the last parameter, the fault record.
SmallVector<BlockArgument> arraysOf(gpu::GPUFuncOp kernel) {
  SmallVector<BlockArgument> arrays;
  for (BlockArgument argument : kernel.getArguments().drop_back()) {
    if (isa<MemRefType>(argument.getType())) {
      arrays.push_back(argument);
    }
  }
  return arrays;
}

/// What reads and writes the array, itself or by its fields.
SmallVector<Operation *> accessesOf(Value array) {
  SmallVector<Operation *> accesses;
  for (Operation *user : array.getUsers()) {
    if (auto field = dyn_cast<FieldOp>(user)) {
      llvm::append_range(accesses, accessesOf(field.getResult()));
    } else {
      accesses.push_back(user);
    }
  }
  return accesses;
}

bool isReadOnly(gpu::GPUFuncOp kernel, BlockArgument array) {
  return static_cast<bool>(kernel.getArgAttr(array.getArgNumber(), kReadOnlyAttr)) &&
         llvm::all_of(accessesOf(array), llvm::IsaPred<memref::LoadOp>);
}

/// The launcher lets two arguments share memory only where each thread touches its own element of
/// both alone.
bool mayShareMemory(gpu::GPUFuncOp kernel, ArrayRef<BlockArgument> arrays) {
  unsigned own = 0;
  bool isWritten = false;
  for (BlockArgument array : arrays) {
    if (kernel.getArgAttr(array.getArgNumber(), kOwnElementAttr)) {
      ++own;
      isWritten |= !isReadOnly(kernel, array);
    }
  }
  return own > 1 && isWritten;
}

struct SplitByAliasing : impl::SplitByAliasingPassBase<SplitByAliasing> {
  using SplitByAliasingPassBase::SplitByAliasingPassBase;

  void runOnOperation() override {
    SmallVector<gpu::GPUFuncOp> kernels;
    getOperation().walk([&](gpu::GPUFuncOp kernel) {
      if (kernel->hasAttr(kKernelAttr) && kernel.getNumArguments() > 0) {
        kernels.push_back(kernel);
      }
    });
    for (gpu::GPUFuncOp kernel : kernels) {
      split(kernel);
    }
  }

  void split(gpu::GPUFuncOp kernel) {
    OpBuilder builder(kernel);
    SmallVector<BlockArgument> arrays = arraysOf(kernel);
    bool isApart = areThreadsApart(kernel);
    if (isApart) {
      kernel->setAttr(kThreadsApartAttr, builder.getUnitAttr());
    }
    bool mayShare = mayShareMemory(kernel, arrays);
    bool oneForm = !mayShare || (isApart && loadsBeforeStores(kernel));
    if (!oneForm) {
      // Before the original: a reader of artifacts that knows no "disjoint" takes the first entry.
      auto shared = cast<gpu::GPUFuncOp>(builder.clone(*kernel));
      shared.setName((kernel.getName() + kSharedSuffix).str());
      kernel->setAttr(kDisjointAttr, builder.getUnitAttr());
      ++numSplit;
    }
    // What a thread writes before a barrier, others read behind it, and for LLVM a call that cannot
    // reach a noalias pointer changes nothing behind it.
    bool mayMeet = threadsMeet &&
                   kernel.walk([](BarrierOp) { return WalkResult::interrupt(); }).wasInterrupted();
    for (BlockArgument array : arrays) {
      if (isReadOnly(kernel, array)) {
        kernel.setArgAttr(array.getArgNumber(), LLVM::LLVMDialect::getReadonlyAttrName(),
                          builder.getUnitAttr());
      }
      // Memory that other threads change while this one runs is no thread's alone, and neither is
      // the fault record. What is noalias differs from both anyway.
      bool changes = mayMeet && !isReadOnly(kernel, array);
      bool isShared =
          mayShare && oneForm && kernel.getArgAttr(array.getArgNumber(), kOwnElementAttr);
      if (!changes && !isShared &&
          llvm::all_of(accessesOf(array), llvm::IsaPred<memref::LoadOp, memref::StoreOp>)) {
        kernel.setArgAttr(array.getArgNumber(), LLVM::LLVMDialect::getNoAliasAttrName(),
                          builder.getUnitAttr());
      }
    }
  }
};

} // namespace

LogicalResult splitByAliasing(ModuleOp device, bool threadsMeet) {
  PassManager manager(device.getContext());
  manager.addPass(createSplitByAliasingPass({threadsMeet}));
  return manager.run(device);
}

} // namespace mlir::dc
