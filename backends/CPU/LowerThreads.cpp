// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The pass cpu-lower-threads: dc.threads to loops over a part of the domain, dc.blocks to loops
// over a part of the grid.
#include "backends/CPU/Passes.h"

#include "backends/CPU/BarrierFission.h"
#include "backends/CPU/ExpandSubgroups.h"
#include "backends/Common/FlattenKernel.h"
#include "backends/Common/LoopHints.h"
#include "backends/Common/OwnIdTests.h"
#include "backends/Common/ThreadsApart.h"
#include "dialects/DC/DC.h"
#include "dialects/Support/Diagnostics.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

namespace mlir::dc {

#define GEN_PASS_DEF_LOWERTHREADSTOLOOPSPASS
#include "backends/CPU/Passes.h.inc"

namespace {

struct LowerThreadsToLoops : impl::LowerThreadsToLoopsPassBase<LowerThreadsToLoops> {
  using LowerThreadsToLoopsPassBase::LowerThreadsToLoopsPassBase;

  void runOnOperation() override {
    Type i64 = IntegerType::get(&getContext(), 64);
    Type bytes = MemRefType::get({ShapedType::kDynamic}, IntegerType::get(&getContext(), 8));
    for (func::FuncOp function : flattenKernels(getOperation(), {i64, i64, bytes})) {
      Value scratch = function.getArguments().back();
      Value last = function.getArguments().drop_back().back();
      Value first = function.getArguments().drop_back(2).back();
      for (ThreadsOp op : llvm::to_vector(function.getOps<ThreadsOp>())) {
        lowerVersions(op, first, last);
      }
      for (BlocksOp op : llvm::to_vector(function.getOps<BlocksOp>())) {
        if (failed(split(op, function, first, last, scratch))) {
          return signalPassFailure();
        }
      }
    }
  }

  void lowerVersions(ThreadsOp op, Value first, Value last) {
    OpBuilder builder(op);
    Value fits = emitOwnIdsFit(builder, op);
    if (!fits) {
      return lower(op, first, last);
    }
    auto versions = scf::IfOp::create(builder, op.getLoc(), fits, /*withElseRegion=*/true);
    builder.setInsertionPoint(versions.thenYield());
    ThreadsOp fast = cloneWithoutOwnIdTests(builder, op);
    op->moveBefore(versions.elseYield());
    lower(fast, first, last);
    lower(op, first, last);
  }

  LogicalResult split(BlocksOp grid, func::FuncOp function, Value first, Value last,
                      Value scratch) {
    expandSubgroups(grid, subgroupSize);
    WalkResult places = grid.walk([&](BarrierOp barrier) {
      for (Operation *op = barrier->getParentOp(); op != grid; op = op->getParentOp()) {
        if (!isa<scf::IfOp, scf::ForOp, scf::WhileOp>(op)) {
          emitDiagnostic(barrier.getLoc(), Diag::BackendBarrierPlace, op->getName().getStringRef());
          return WalkResult::interrupt();
        }
      }
      return WalkResult::advance();
    });
    if (places.wasInterrupted()) {
      return failure();
    }
    int64_t used = splitAtBarriers(grid, first, last, scratch);
    if (used > kCPUScratchBytes) {
      return emitDiagnostic(function.getLoc(), Diag::BackendScratch, getQualifiedName(function),
                            used, "cpu", kCPUScratchBytes);
    }
    function->setAttr(kScratchAttr, Builder(&getContext()).getI64IntegerAttr(used));
    ++numLoops;
    return success();
  }

  void lower(ThreadsOp op, Value first, Value last) {
    OpBuilder builder(op);
    Location loc = op.getLoc();
    Value one = arith::ConstantIntOp::create(builder, loc, 1, 64);
    OperandRange extents = op.getExtents();
    SmallVector<Value> ids;
    if (extents.size() == 1) {
      ids = {openLoop(builder, loc, first, last, one)};
    } else {
      ids = openRows(builder, loc, extents, first, last, one);
    }
    Block *body = &op.getBody().front();
    body->getTerminator()->erase();
    builder.getBlock()->getOperations().splice(builder.getInsertionPoint(), body->getOperations());
    for (auto [argument, id] : llvm::zip_equal(body->getArguments(), ids)) {
      argument.replaceAllUsesWith(id);
    }
    op.erase();
    auto threads = cast<scf::ForOp>(builder.getBlock()->getParentOp());
    if (threads->getParentOfType<func::FuncOp>()->hasAttr(kThreadsApartAttr)) {
      setParallel(threads);
    }
  }

  /// Creates a loop and moves the builder into it.
  Value openLoop(OpBuilder &builder, Location loc, Value from, Value to, Value step) {
    auto loop = scf::ForOp::create(builder, loc, from, to, step);
    builder.setInsertionPoint(loop.getBody()->getTerminator());
    ++numLoops;
    return loop.getInductionVar();
  }

  /// Rows that the range touches, and of each the columns inside it. All arithmetic stays within
  /// [0, size of the domain + columns].
  SmallVector<Value> openRows(OpBuilder &builder, Location loc, ValueRange extents, Value first,
                              Value last, Value one) {
    Value zero = arith::ConstantIntOp::create(builder, loc, 0, 64);
    Value columns = arith::MaxSIOp::create(builder, loc, extents.back(), one);
    Value firstRow = arith::DivUIOp::create(builder, loc, first, columns);
    Value lastUp = arith::AddIOp::create(builder, loc, last,
                                         arith::SubIOp::create(builder, loc, columns, one));
    Value rowsEnd = arith::DivUIOp::create(builder, loc, lastUp, columns);

    Value row = openLoop(builder, loc, firstRow, rowsEnd, one);
    Value start = arith::MulIOp::create(builder, loc, row, columns);
    Value from = arith::MaxSIOp::create(builder, loc,
                                        arith::SubIOp::create(builder, loc, first, start), zero);
    Value to = arith::MinSIOp::create(builder, loc,
                                      arith::SubIOp::create(builder, loc, last, start), columns);
    SmallVector<Value> ids = delinearize(builder, loc, row, extents.drop_back());
    ids.push_back(openLoop(builder, loc, from, to, one));
    return ids;
  }
};

} // namespace
} // namespace mlir::dc
