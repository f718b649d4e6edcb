// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The pass ptx-lower-threads: dc.threads to hardware threads behind a guard.
#include "backends/PTX/Passes.h"

#include "backends/Common/FlattenKernel.h"
#include "dialects/DC/DC.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

namespace mlir::dc {

#define GEN_PASS_DEF_LOWERTHREADSTOGRIDPASS
#include "backends/PTX/Passes.h.inc"

namespace {

struct LowerThreadsToGrid : impl::LowerThreadsToGridPassBase<LowerThreadsToGrid> {
  using LowerThreadsToGridPassBase::LowerThreadsToGridPassBase;

  void runOnOperation() override {
    for (func::FuncOp function : flattenKernels(getOperation())) {
      function.walk([&](ThreadsOp op) { lower(op); });
    }
  }

  void lower(ThreadsOp op) {
    OpBuilder builder(op);
    Location loc = op.getLoc();
    Value linear = linearId(builder, loc);
    OperandRange extents = op.getExtents();
    Value total = extents.front();
    for (Value extent : extents.drop_front()) {
      // The launcher refuses domains whose product overflows.
      total = arith::MulIOp::create(builder, loc, total, extent);
    }
    Value inside = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::slt, linear, total);
    auto guard = scf::IfOp::create(builder, loc, inside, /*withElseRegion=*/false);
    ++numGuards;
    builder.setInsertionPoint(guard.thenYield());
    SmallVector<Value> ids = delinearize(builder, loc, linear, extents);
    Block *body = &op.getBody().front();
    body->getTerminator()->erase();
    guard.thenBlock()->getOperations().splice(guard.thenYield()->getIterator(),
                                              body->getOperations());
    for (auto [argument, id] : llvm::zip_equal(body->getArguments(), ids)) {
      argument.replaceAllUsesWith(id);
    }
    op.erase();
  }

  /// In 64 bits from the start: 2^31 - 1 blocks of 256 threads are more than 32 bits count.
  Value linearId(OpBuilder &builder, Location loc) {
    Type i32 = builder.getI32Type(), i64 = builder.getI64Type();
    Value block =
        arith::ExtUIOp::create(builder, loc, i64, NVVM::BlockIdXOp::create(builder, loc, i32));
    Value thread =
        arith::ExtUIOp::create(builder, loc, i64, NVVM::ThreadIdXOp::create(builder, loc, i32));
    Value size = arith::ConstantIntOp::create(builder, loc, blockThreads, 64);
    Value start = arith::MulIOp::create(builder, loc, block, size);
    return arith::AddIOp::create(builder, loc, start, thread);
  }
};

} // namespace
} // namespace mlir::dc
