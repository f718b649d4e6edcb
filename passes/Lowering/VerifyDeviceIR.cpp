// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The last common check: what passes here, every backend accepts.
#include "dialects/DC/DC.h"
#include "dialects/Support/Diagnostics.h"
#include "passes/Lowering/FaultRecord.h"
#include "passes/Lowering/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/BuiltinOps.h"

namespace mlir::dc {
#define GEN_PASS_DEF_VERIFYDEVICEIRPASS
#include "passes/Lowering/Passes.h.inc"

namespace {

bool isScalar(Type type) {
  if (auto integer = dyn_cast<IntegerType>(type)) {
    unsigned width = integer.getWidth();
    return integer.isSignless() &&
           (width == 1 || width == 8 || width == 16 || width == 32 || width == 64);
  }
  return isa<IndexType, Float16Type, BFloat16Type, Float32Type, Float64Type>(type);
}

bool isMemory(Type type) {
  auto memory = dyn_cast<MemRefType>(type);
  return memory && memory.getRank() <= 1 && memory.getLayout().isIdentity() &&
         (!memory.getMemorySpace() || isShared(memory)) && isScalar(memory.getElementType());
}

/// V2, without gpu.func itself.
bool isDeviceOperation(Operation *op) {
  if (auto atomic = dyn_cast<AtomicOp>(op)) {
    return atomic.getKind() != AtomicKind::MinF && atomic.getKind() != AtomicKind::MaxF &&
           atomic.getType().getIntOrFloatBitWidth() >= 32;
  }
  if (isa<gpu::ReturnOp, scf::IfOp, scf::ForOp, scf::WhileOp, scf::ConditionOp, scf::YieldOp,
          memref::AllocaOp, memref::LoadOp, memref::StoreOp, ThreadsOp, BlocksOp, BarrierOp,
          SharedOp, SubgroupSizeOp, YieldOp, MulAddOp, FieldOp, PrintAreaOp, AtomicCASOp,
          AtomicLoadOp, AtomicStoreOp>(op) ||
      isExchange(op)) {
    return true;
  }
  return isa_and_nonnull<arith::ArithDialect, math::MathDialect>(op->getDialect());
}

LogicalResult verifyTypes(Operation *op, TypeRange types) {
  for (Type type : types) {
    if (!isScalar(type) && !isMemory(type)) { // V3
      return emitDiagnostic(op->getLoc(), Diag::DeviceIRType, str(type),
                            op->getName().getStringRef());
    }
  }
  return success();
}

/// V5: what makes the result poison when a promise does not hold.
LogicalResult verifyNoPromises(Operation *op) {
  auto reject = [&](StringRef flag) {
    return emitDiagnostic(op->getLoc(), Diag::DeviceIRPoison, op->getName().getStringRef(), flag);
  };
  if (auto overflow = dyn_cast<arith::ArithIntegerOverflowFlagsInterface>(op)) {
    if (overflow.hasNoSignedWrap()) {
      return reject("nsw");
    }
    if (overflow.hasNoUnsignedWrap()) {
      return reject("nuw");
    }
  }
  if (op->getInherentAttr("isExact").value_or(Attribute())) {
    return reject("exact");
  }
  if (isa<memref::LoadOp, memref::StoreOp>(op) &&
      op->getInherentAttr("alignment").value_or(Attribute())) {
    return reject("alignment");
  }
  if (auto fast = dyn_cast<arith::ArithFastMathInterface>(op)) {
    arith::FastMathFlagsAttr flags = fast.getFastMathFlagsAttr();
    if (flags && bitEnumContainsAny(flags.getValue(),
                                    arith::FastMathFlags::nnan | arith::FastMathFlags::ninf)) {
      return reject("nnan or ninf");
    }
  }
  return success();
}

LogicalResult verifyOperation(Operation *op) {
  if (!isDeviceOperation(op)) { // V2
    return emitDiagnostic(op->getLoc(), Diag::DeviceIROperation, op->getName().getStringRef());
  }
  for (Region &region : op->getRegions()) {
    if (!region.empty() && failed(verifyTypes(op, region.getArgumentTypes()))) {
      return failure();
    }
  }
  if (auto alloca = dyn_cast<memref::AllocaOp>(op)) {
    if (!alloca.getType().hasStaticShape() || alloca.getType().getMemorySpace()) { // V4
      return emitDiagnostic(op->getLoc(), Diag::DeviceIRPrivateSize, str(alloca.getType()));
    }
  }
  if (isa<ThreadsOp, BlocksOp>(op) && !isa<gpu::GPUFuncOp>(op->getParentOp())) { // V6
    return emitDiagnostic(op->getLoc(), Diag::DeviceIRNestedThreads, op->getName().getStringRef());
  }
  bool needsBlock = isa<SharedOp, SubgroupSizeOp>(op) || isBlockWide(op);
  if (needsBlock && !op->getParentOfType<BlocksOp>()) { // V7
    return emitDiagnostic(op->getLoc(), Diag::DeviceIRNoBlock, op->getName().getStringRef());
  }
  if (failed(verifyTypes(op, op->getResultTypes()))) {
    return failure();
  }
  return verifyNoPromises(op);
}

/// V1.
LogicalResult verifyKernel(gpu::GPUFuncOp kernel) {
  auto reject = [&](const Twine &what) {
    return emitDiagnostic(kernel.getLoc(), Diag::DeviceIRKernel, kernel.getName(), what.str());
  };
  if (!kernel.isKernel()) {
    return reject("is no kernel");
  }
  if (!kernel->getAttrOfType<StringAttr>("dc.kernel") ||
      !kernel->getAttrOfType<IntegerAttr>("dc.rank")) {
    return reject("lacks dc.kernel or dc.rank");
  }
  if (!fault_record::find(kernel)) {
    return reject("does not end with the fault record, memref<8xi64>");
  }
  if (kernel.getNumWorkgroupAttributions() + kernel.getNumPrivateAttributions() != 0) {
    return reject("has memory attributions");
  }
  for (Type type : kernel.getArgumentTypes()) {
    auto memory = dyn_cast<MemRefType>(type);
    bool isPassable = memory ? isMemory(type) && memory.getRank() == 1 && !memory.getMemorySpace()
                             : isScalar(type) && !type.isIndex() && !type.isInteger(1);
    if (!isPassable) {
      return reject("has a parameter of type " + str(type));
    }
  }
  // Nothing could say how large the hardware's blocks are.
  unsigned numLaunches = 0;
  for (Operation &op : kernel.getBody().getOps()) {
    numLaunches += isa<ThreadsOp, BlocksOp>(op);
  }
  if (numLaunches > 1 && !kernel.getBody().getOps<BlocksOp>().empty()) { // V6
    return reject("has more than one dc.threads or dc.blocks");
  }
  return success();
}

struct VerifyDeviceIR : impl::VerifyDeviceIRPassBase<VerifyDeviceIR> {
  void runOnOperation() override {
    // Every wrong operation is reported, not the first only: they tend to come from different
    // passes.
    bool isValid = true;
    for (Operation &op : *getOperation().getBody()) {
      isValid &= succeeded(verifyTopLevel(&op));
    }
    if (!isValid) {
      return signalPassFailure();
    }
    markAllAnalysesPreserved();
  }

  LogicalResult verifyTopLevel(Operation *op) {
    auto deviceModule = dyn_cast<gpu::GPUModuleOp>(op);
    if (!deviceModule) {
      return emitDiagnostic(op->getLoc(), Diag::DeviceIRTopLevel, op->getName().getStringRef());
    }
    bool isValid = true;
    for (Operation &inner : *deviceModule.getBody()) {
      auto kernel = dyn_cast<gpu::GPUFuncOp>(inner);
      if (!kernel) {
        isValid &= succeeded(static_cast<LogicalResult>(emitDiagnostic(
            inner.getLoc(), Diag::DeviceIROperation, inner.getName().getStringRef())));
        continue;
      }
      isValid &= succeeded(verifyKernel(kernel));
      kernel.getBody().walk([&](Operation *nested) {
        ++numOperations;
        isValid &= succeeded(verifyOperation(nested));
      });
    }
    return success(isValid);
  }
};

} // namespace
} // namespace mlir::dc
