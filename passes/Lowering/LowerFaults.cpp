// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Guards become compares; faults become writes of the kernel's fault record by the first thread
// that has one.
#include "dialects/DC/DC.h"
#include "dialects/Support/Diagnostics.h"
#include "passes/Lowering/FaultRecord.h"
#include "passes/Lowering/LinearThreadId.h"
#include "passes/Lowering/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "mlir/IR/Matchers.h"

namespace mlir::dc {
#define GEN_PASS_DEF_LOWERFAULTSPASS
#include "passes/Lowering/Passes.h.inc"

namespace {

Value i64Constant(ImplicitLocOpBuilder &b, int64_t value) {
  return arith::ConstantOp::create(b, b.getI64IntegerAttr(value));
}

void storeWord(ImplicitLocOpBuilder &b, Value record, int64_t word, Value value) {
  memref::StoreOp::create(b, value, record, ValueRange(arith::ConstantIndexOp::create(b, word)));
}

/// Extents of arrays and of the domain never are; the size of a slice may be anything the kernel
/// computed.
bool isNeverNegative(Value extent) {
  APInt constant;
  if (matchPattern(extent, m_ConstantInt(&constant))) {
    return !constant.isNegative();
  }
  while (auto cast = extent.getDefiningOp<arith::IndexCastOp>()) {
    Value in = cast.getIn();
    if (!in.getType().isIndex() && !in.getType().isInteger(64)) {
      return false;
    }
    extent = in;
  }
  auto argument = dyn_cast<BlockArgument>(extent);
  auto kernel =
      argument ? dyn_cast<gpu::GPUFuncOp>(argument.getOwner()->getParentOp()) : gpu::GPUFuncOp();
  return kernel && kernel.getArgAttr(argument.getArgNumber(), "dc.extent");
}

void lowerGuard(GuardOp guard) {
  ImplicitLocOpBuilder b(guard.getLoc(), guard);
  // As unsigned numbers, negative indices are above every extent that is not negative itself.
  Value ok =
      arith::CmpIOp::create(b, arith::CmpIPredicate::ult, guard.getIndex(), guard.getExtent());
  if (!isNeverNegative(guard.getExtent())) {
    Value isSize =
        arith::CmpIOp::create(b, arith::CmpIPredicate::sge, guard.getExtent(), i64Constant(b, 0));
    ok = arith::AndIOp::create(b, ok, isSize);
  }
  guard.replaceAllUsesWith(ok);
  guard.erase();
}

/// `flag` is null where nothing in the kernel asks whether the thread has faulted.
void lowerFault(FaultOp fault, Operation *launch, Value record, Value flag) {
  ImplicitLocOpBuilder b(fault.getLoc(), fault);
  auto ifBad = scf::IfOp::create(b, fault.getCondition(), /*withElseRegion=*/false);
  b.setInsertionPointToStart(ifBad.thenBlock());
  if (flag) {
    memref::StoreOp::create(b, arith::ConstantOp::create(b, b.getBoolAttr(true)), flag);
  }
  Value none = i64Constant(b, 0);
  Value site = i64Constant(b, static_cast<int64_t>(fault.getSite()) + 1);
  Value word = arith::ConstantIndexOp::create(b, fault_record::Site);
  Value old = AtomicCASOp::create(b, record, ValueRange(word), none, site);
  Value isFirst = arith::CmpIOp::create(b, arith::CmpIPredicate::eq, old, none);
  auto ifFirst = scf::IfOp::create(b, isFirst, /*withElseRegion=*/false);

  b.setInsertionPointToStart(ifFirst.thenBlock());
  bool hasIndex = static_cast<bool>(fault.getIndex());
  auto [thread, block] = whereabouts(b, launch);
  storeWord(b, record, fault_record::Thread, thread);
  storeWord(b, record, fault_record::Block, block);
  if (hasIndex) {
    storeWord(b, record, fault_record::Index, fault.getIndex());
    storeWord(b, record, fault_record::Extent, fault.getExtent());
  }
  storeWord(b, record, fault_record::HasIndex, i64Constant(b, hasIndex));
  fault.erase();
}

/// A private flag that says whether this thread has faulted, cleared where the thread starts.
Value createFlag(Operation *launch) {
  auto b = ImplicitLocOpBuilder::atBlockBegin(launch->getLoc(), &launch->getRegion(0).front());
  Value flag = memref::AllocaOp::create(b, MemRefType::get({}, b.getI1Type()));
  memref::StoreOp::create(b, arith::ConstantOp::create(b, b.getBoolAttr(false)), flag);
  return flag;
}

void lowerFaulted(FaultedOp faulted, Value flag) {
  ImplicitLocOpBuilder b(faulted.getLoc(), faulted);
  Value value = memref::LoadOp::create(b, flag);
  faulted.replaceAllUsesWith(value);
  faulted.erase();
}

struct LowerFaults : impl::LowerFaultsPassBase<LowerFaults> {
  void runOnOperation() override {
    WalkResult result = getOperation().walk([&](gpu::GPUFuncOp kernel) {
      return succeeded(lowerKernel(kernel)) ? WalkResult::advance() : WalkResult::interrupt();
    });
    if (result.wasInterrupted()) {
      signalPassFailure();
    }
  }

  LogicalResult lowerKernel(gpu::GPUFuncOp kernel) {
    SmallVector<GuardOp> guards;
    SmallVector<Operation *> faultOps;
    kernel.walk([&](Operation *op) {
      if (auto guard = dyn_cast<GuardOp>(op)) {
        guards.push_back(guard);
      } else if (isa<FaultOp, FaultedOp>(op)) {
        faultOps.push_back(op);
      }
    });
    for (GuardOp guard : guards) {
      lowerGuard(guard);
    }
    numGuards += guards.size();
    if (faultOps.empty()) {
      return success();
    }

    Value record = fault_record::find(kernel);
    if (!record) {
      return emitDiagnostic(kernel.getLoc(), Diag::FaultRecordMissing, kernel.getName());
    }
    DenseMap<Operation *, Value> flags;
    for (Operation *op : faultOps) {
      Operation *launch = launchOf(op);
      if (!launch) {
        return emitDiagnostic(op->getLoc(), Diag::FaultOutsideThreads,
                              op->getName().getStringRef());
      }
      if (isa<FaultedOp>(op) && !flags.contains(launch)) {
        flags[launch] = createFlag(launch);
        ++numFlags;
      }
    }
    for (Operation *op : faultOps) {
      Operation *launch = launchOf(op);
      if (auto fault = dyn_cast<FaultOp>(op)) {
        lowerFault(fault, launch, record, flags.lookup(launch));
        ++numFaults;
      } else {
        lowerFaulted(cast<FaultedOp>(op), flags.lookup(launch));
      }
    }
    return success();
  }
};

} // namespace
} // namespace mlir::dc
