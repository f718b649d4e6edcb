// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The pass ptx-lower-threads: dc.threads to hardware threads, each of which runs one or several, and
// dc.blocks to hardware blocks.
#include "backends/PTX/Passes.h"

#include "backends/Common/FlattenKernel.h"
#include "backends/Common/OwnIdTests.h"
#include "backends/PTX/LowerSubgroups.h"
#include "backends/PTX/PTXSerialize.h"
#include "dialects/DC/DC.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/IRMapping.h"
#include "passes/Analysis/Divergence.h"

namespace mlir::dc {

#define GEN_PASS_DEF_LOWERTHREADSTOGRIDPASS
#include "backends/PTX/Passes.h.inc"

namespace {

struct LowerThreadsToGrid : impl::LowerThreadsToGridPassBase<LowerThreadsToGrid> {
  using LowerThreadsToGridPassBase::LowerThreadsToGridPassBase;

  void runOnOperation() override {
    for (func::FuncOp function : flattenKernels(getOperation())) {
      unsigned copies = itemsPerThread(function, items);
      function->setAttr(kItemsPerThreadAttr, Builder(&getContext()).getI64IntegerAttr(copies));
      for (ThreadsOp op : llvm::to_vector(function.getOps<ThreadsOp>())) {
        lower(op, copies);
      }
      function.walk([&](BlocksOp op) { lower(op, function); });
    }
  }

  /// A hardware block for each block: every thread exists, and none needs a guard.
  void lower(BlocksOp op, func::FuncOp function) {
    OpBuilder builder(op);
    Location loc = op.getLoc();
    function->setAttr(kBlockThreadsAttr, builder.getI64IntegerAttr(op.getNumThreads()));
    SmallVector<Value> sizes;
    for (int64_t size : op.getBlock()) {
      sizes.push_back(arith::ConstantIntOp::create(builder, loc, size, 64));
    }
    SmallVector<Value> ids = delinearize(builder, loc, blockIndex(builder, loc), op.getExtents());
    llvm::append_range(ids, delinearize(builder, loc, threadIndex(builder, loc), sizes));
    IRMapping mapping;
    mapping.map(op.getBody().getArguments(), ValueRange(ids));
    for (Operation &inner : op.getBody().front().without_terminator()) {
      builder.clone(inner, mapping);
    }
    int64_t numThreads = op.getNumThreads();
    op.erase();
    numExchanges += lowerSubgroups(function, numThreads);
    function.walk([](BarrierOp barrier) {
      OpBuilder at(barrier);
      NVVM::Barrier0Op::create(at, barrier.getLoc());
      barrier.erase();
    });
  }

  static Value threadIndex(OpBuilder &builder, Location loc) {
    return arith::ExtUIOp::create(builder, loc, builder.getI64Type(),
                                  NVVM::ThreadIdXOp::create(builder, loc, builder.getI32Type()));
  }

  static Value blockIndex(OpBuilder &builder, Location loc) {
    return arith::ExtUIOp::create(builder, loc, builder.getI64Type(),
                                  NVVM::BlockIdXOp::create(builder, loc, builder.getI32Type()));
  }

  void lower(ThreadsOp op, unsigned copies) {
    OpBuilder builder(op);
    Location loc = op.getLoc();
    Value start = tileStart(builder, loc, int64_t(blockThreads) * copies);
    Value first = arith::AddIOp::create(builder, loc, start, threadIndex(builder, loc));
    Value total = op.getExtents().front();
    for (Value extent : op.getExtents().drop_front()) {
      // The launcher refuses domains whose product overflows.
      total = arith::MulIOp::create(builder, loc, total, extent);
    }
    if (copies == 1) {
      guarded(builder, op, first, total);
    } else {
      tile(builder, op, start, first, total, copies);
    }
    op.erase();
  }

  /// In 64 bits from the start: 2^31 - 1 blocks of 256 threads are more than 32 bits count.
  Value tileStart(OpBuilder &builder, Location loc, int64_t size) {
    return arith::MulIOp::create(builder, loc, blockIndex(builder, loc),
                                 arith::ConstantIntOp::create(builder, loc, size, 64));
  }

  /// Two paths, for a tile within the domain and for the one across its end; all threads of a
  /// block take the same.
  void tile(OpBuilder &builder, ThreadsOp op, Value start, Value first, Value total,
            unsigned copies) {
    Location loc = op.getLoc();
    auto constant = [&](int64_t value) -> Value {
      return arith::ConstantIntOp::create(builder, loc, value, 64);
    };
    Value size = constant(int64_t(blockThreads) * copies);
    Value left = arith::SubIOp::create(builder, loc, total, start);
    Value full = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::sge, left, size);
    ThreadsOp inside = op; // what a tile within the domain does
    if (Value fits = emitOwnIdsFit(builder, op)) {
      full = arith::AndIOp::create(builder, loc, full, fits);
      inside = cloneWithoutOwnIdTests(builder, op);
    }
    auto paths = scf::IfOp::create(builder, loc, full, /*withElseRegion=*/true);

    builder.setInsertionPoint(paths.thenYield());
    SmallVector<Value> ids = {first};
    for (unsigned copy = 1; copy < copies; ++copy) {
      ids.push_back(arith::AddIOp::create(builder, loc, first,
                                          constant(int64_t(blockThreads) * copy)));
    }
    bodies(builder, inside, ids);
    if (inside != op) {
      inside.erase();
    }

    builder.setInsertionPoint(paths.elseYield());
    // One copy of the body, in a loop whose length LLVM does not know and so does not unroll: this
    // path is for the last tile, or for launches with a fault.
    Value end = arith::MinSIOp::create(builder, loc, total,
                                       arith::AddIOp::create(builder, loc, start, size));
    auto loop = scf::ForOp::create(builder, loc, first, end, constant(blockThreads));
    builder.setInsertionPoint(loop.getBody()->getTerminator());
    bodies(builder, op, loop.getInductionVar());
  }

  void guarded(OpBuilder &builder, ThreadsOp op, Value id, Value total) {
    Location loc = op.getLoc();
    Value inside = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::slt, id, total);
    auto guard = scf::IfOp::create(builder, loc, inside, /*withElseRegion=*/false);
    ++numGuards;
    OpBuilder within(guard.thenYield());
    bodies(within, op, id);
  }

  /// A copy of the body for the thread of each linear id, operation by operation: the loads of all
  /// copies are on their way before the first one waits. Threads do not depend on each other's
  /// order.
  void bodies(OpBuilder &builder, ThreadsOp op, ValueRange linear) {
    Block &block = op.getBody().front();
    SmallVector<IRMapping> copies(linear.size());
    for (auto [id, copy] : llvm::zip_equal(linear, copies)) {
      copy.map(block.getArguments(),
               ValueRange(delinearize(builder, op.getLoc(), id, op.getExtents())));
    }
    std::optional<Divergence> divergence; // one copy has nothing to overlap with
    if (copies.size() > 1) {
      divergence.emplace(op);
    }
    interleave(builder, block, copies, divergence ? &*divergence : nullptr);
  }

  void interleave(OpBuilder &builder, Block &block, MutableArrayRef<IRMapping> copies,
                  const Divergence *divergence) {
    for (Operation &op : block.without_terminator()) {
      auto branch = dyn_cast<scf::IfOp>(op);
      if (branch && divergence && divergence->isUniform(branch.getCondition())) {
        interleaveBranch(builder, branch, copies, divergence);
        continue;
      }
      for (IRMapping &copy : copies) {
        builder.clone(op, copy);
      }
    }
  }

  /// All copies go the same way: one branch, and within it their operations overlap as outside.
  void interleaveBranch(OpBuilder &builder, scf::IfOp op, MutableArrayRef<IRMapping> copies,
                        const Divergence *divergence) {
    Location loc = op.getLoc();
    SmallVector<Type> types;
    for (size_t copy = 0; copy < copies.size(); ++copy) {
      llvm::append_range(types, op.getResultTypes());
    }
    bool hasElse = !op.getElseRegion().empty();
    auto branch = scf::IfOp::create(builder, loc, types,
                                    copies.front().lookupOrDefault(op.getCondition()),
                                    /*addThenBlock=*/true, /*addElseBlock=*/hasElse);
    auto fill = [&](Region &from, Region &to) {
      OpBuilder within = OpBuilder::atBlockBegin(&to.front());
      interleave(within, from.front(), copies, divergence);
      SmallVector<Value> yielded;
      for (IRMapping &copy : copies) {
        for (Value value : from.front().getTerminator()->getOperands()) {
          yielded.push_back(copy.lookupOrDefault(value));
        }
      }
      scf::YieldOp::create(within, loc, yielded);
    };
    fill(op.getThenRegion(), branch.getThenRegion());
    if (hasElse) {
      fill(op.getElseRegion(), branch.getElseRegion());
    }
    ValueRange results = branch.getResults();
    for (IRMapping &copy : copies) {
      copy.map(op.getResults(), results.take_front(op.getNumResults()));
      results = results.drop_front(op.getNumResults());
    }
  }
};

} // namespace
} // namespace mlir::dc
