// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The pass ptx-lower-threads: dc.threads to hardware threads, each of which runs one or several,
// and dc.blocks to hardware blocks.
#include "backends/PTX/Passes.h"

#include "backends/Common/FlattenKernel.h"
#include "backends/Common/LoopHints.h"
#include "backends/Common/OwnIdTests.h"
#include "backends/PTX/LowerSubgroups.h"
#include "backends/PTX/PTXSerialize.h"
#include "backends/PTX/ThreadTiles.h"
#include "backends/PTX/WideAccesses.h"
#include "dialects/DC/DC.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/IRMapping.h"

namespace mlir::dc {

#define GEN_PASS_DEF_LOWERTHREADSTOGRIDPASS
#include "backends/PTX/Passes.h.inc"

namespace {

struct LowerThreadsToGrid : impl::LowerThreadsToGridPassBase<LowerThreadsToGrid> {
  using LowerThreadsToGridPassBase::LowerThreadsToGridPassBase;

  void runOnOperation() override {
    for (func::FuncOp function : flattenKernels(getOperation())) {
      unsigned copies = itemsPerThread(function, items);
      SmallVector<ThreadsOp> all(function.getOps<ThreadsOp>());
      for (ThreadsOp op : all) {
        copies = lower(op, copies, /*mayTile=*/all.size() == 1);
      }
      function->setAttr(kItemsPerThreadAttr, Builder(&getContext()).getI64IntegerAttr(copies));
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

  /// What threads that lie in the domain with all their items do.
  struct Inside {
    ThreadsOp threads;
    Value fits; ///< whether it may; null: always
    std::optional<WideAccesses> wide;
  };

  /// Returns the threads of the domain that a hardware thread runs.
  unsigned lower(ThreadsOp op, unsigned copies, bool mayTile) {
    OpBuilder builder(op);
    Location loc = op.getLoc();
    Inside inside{op, /*fits=*/Value(), /*wide=*/std::nullopt};
    if (copies > 1) {
      if ((inside.fits = emitOwnIdsFit(builder, op))) {
        inside.threads = cloneWithoutOwnIdTests(builder, op);
      }
      inside.wide = findWideAccesses(inside.threads);
      copies = inside.wide ? inside.wide->width * inside.wide->groups : copies;
    }
    // Threads side by side whose accesses become one go through rows to their ends.
    if (mayTile && op.getExtents().size() > 1 && !inside.wide && llvm::isPowerOf2_32(copies)) {
      lowerToTiles(builder, op, copies, inside);
    } else {
      lowerToLine(builder, op, copies, inside);
    }
    op.erase();
    return copies;
  }

  /// Blocks take linear ids one after the other.
  void lowerToLine(OpBuilder &builder, ThreadsOp op, unsigned copies, Inside &inside) {
    Location loc = op.getLoc();
    int64_t size = int64_t(blockThreads) * copies;
    Value start =
        arith::MulIOp::create(builder, loc, blockIndex(builder, loc), constant(builder, loc, size));
    Value first = arith::AddIOp::create(builder, loc, start, threadIndex(builder, loc));
    Value total = op.getExtents().front();
    for (Value extent : op.getExtents().drop_front()) {
      // The launcher refuses domains whose product overflows.
      total = arith::MulIOp::create(builder, loc, total, extent);
    }
    if (copies > 1) {
      tile(builder, op, {start, first, total, size}, inside);
    } else {
      guarded(builder, op, first, total);
    }
  }

  /// Blocks are rectangles of rows and columns, and in three dimensions boxes.
  void lowerToTiles(OpBuilder &builder, ThreadsOp op, unsigned copies, Inside &inside) {
    Location loc = op.getLoc();
    op->getParentOp()->setAttr(kTileThreadsAttr, builder.getI64IntegerAttr(blockThreads));
    ++numTiles;
    ValueRange extents = op.getExtents();
    TilePlace place = emitTilePlace(builder, loc, extents, copies);
    size_t rowDim = extents.size() - 2;
    Value within;
    for (auto [dim, id, extent] : llvm::enumerate(place.first, extents)) {
      if (copies == 1 || dim != rowDim) {
        Value isBelow = isLess(builder, loc, id, extent);
        within =
            within ? arith::AndIOp::create(builder, loc, within, isBelow).getResult() : isBelow;
      }
    }
    auto guard = scf::IfOp::create(builder, loc, within, /*withElseRegion=*/false);
    ++numGuards;
    builder.setInsertionPoint(guard.thenYield());
    if (copies == 1) {
      copyThreads(builder, op, place.first);
      return;
    }
    rowsOfThread(builder, op, place, copies, inside);
  }

  /// Two paths, for a thread whose rows are all there and for the others.
  void rowsOfThread(OpBuilder &builder, ThreadsOp op, const TilePlace &place, unsigned copies,
                    Inside &inside) {
    Location loc = op.getLoc();
    size_t rowDim = place.first.size() - 2;
    Value row = place.first[rowDim];
    Value rows = op.getExtents()[rowDim];
    SmallVector<ThreadIds> threads = {place.first};
    for (unsigned copy = 1; copy < copies; ++copy) {
      Value distance =
          arith::MulIOp::create(builder, loc, place.apart, constant(builder, loc, copy));
      threads.push_back(place.first);
      threads.back()[rowDim] = arith::AddIOp::create(builder, loc, row, distance);
    }
    Value full = isLess(builder, loc, threads.back()[rowDim], rows);
    if (inside.fits) {
      full = arith::AndIOp::create(builder, loc, full, inside.fits);
    }
    auto paths = scf::IfOp::create(builder, loc, full, /*withElseRegion=*/true);

    builder.setInsertionPoint(paths.thenYield());
    copyThreads(builder, inside.threads, threads);
    if (inside.threads != op) {
      inside.threads.erase();
    }

    builder.setInsertionPoint(paths.elseYield());
    Value distance =
        arith::MulIOp::create(builder, loc, place.apart, constant(builder, loc, copies));
    Value end = arith::MinSIOp::create(builder, loc, rows,
                                       arith::AddIOp::create(builder, loc, row, distance));
    auto loop = scf::ForOp::create(builder, loc, row, end, place.apart);
    setRolled(loop);
    builder.setInsertionPoint(loop.getBody()->getTerminator());
    ThreadIds ids = place.first;
    ids[rowDim] = loop.getInductionVar();
    copyThreads(builder, op, ids);
  }

  static Value isLess(OpBuilder &builder, Location loc, Value a, Value b) {
    return arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::slt, a, b);
  }

  /// The linear ids that a block runs. In 64 bits from the start: 2^31 - 1 blocks of 256 threads
  /// are more than 32 bits count.
  struct Tile {
    Value start, first, total; ///< of the block, of the thread; the product of the extents
    int64_t size;
  };

  static Value constant(OpBuilder &builder, Location loc, int64_t value) {
    return arith::ConstantIntOp::create(builder, loc, value, 64);
  }

  static ThreadIds idsOf(OpBuilder &builder, ThreadsOp op, Value linear) {
    return delinearize(builder, op.getLoc(), linear, op.getExtents());
  }

  /// Two paths, for a tile within the domain and for the one across its end; all threads of a
  /// block take the same.
  void tile(OpBuilder &builder, ThreadsOp op, const Tile &tile, Inside &inside) {
    Location loc = op.getLoc();
    Value size = constant(builder, loc, tile.size);
    Value left = arith::SubIOp::create(builder, loc, tile.total, tile.start);
    Value full = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::sge, left, size);
    if (inside.fits) {
      full = arith::AndIOp::create(builder, loc, full, inside.fits);
    }
    auto paths = scf::IfOp::create(builder, loc, full, /*withElseRegion=*/true);

    builder.setInsertionPoint(paths.thenYield());
    if (inside.wide) {
      sideBySide(builder, inside.threads, tile, *inside.wide);
    } else {
      apart(builder, inside.threads, tile.first, tile.size / blockThreads);
    }
    if (inside.threads != op) {
      inside.threads.erase();
    }

    builder.setInsertionPoint(paths.elseYield());
    // One copy of the body, in a loop whose length LLVM does not know and so does not unroll: this
    // path is for the last tile, or for launches with a fault.
    Value end = arith::MinSIOp::create(builder, loc, tile.total,
                                       arith::AddIOp::create(builder, loc, tile.start, size));
    auto loop =
        scf::ForOp::create(builder, loc, tile.first, end, constant(builder, loc, blockThreads));
    builder.setInsertionPoint(loop.getBody()->getTerminator());
    copyThreads(builder, op, idsOf(builder, op, loop.getInductionVar()));
  }

  /// The work of `copies` threads whose ids are a block apart.
  void apart(OpBuilder &builder, ThreadsOp op, Value first, unsigned copies) {
    Location loc = op.getLoc();
    SmallVector<ThreadIds> threads = {idsOf(builder, op, first)};
    for (unsigned copy = 1; copy < copies; ++copy) {
      Value next = arith::AddIOp::create(builder, loc, first,
                                         constant(builder, loc, int64_t(blockThreads) * copy));
      threads.push_back(idsOf(builder, op, next));
    }
    copyThreads(builder, op, threads);
  }

  /// Again two paths: a launch whose arrays are not aligned has its threads a block apart. That one
  /// is a loop, to be short.
  void sideBySide(OpBuilder &builder, ThreadsOp op, const Tile &tile, const WideAccesses &wide) {
    Location loc = op.getLoc();
    auto paths = scf::IfOp::create(builder, loc, emitIsAligned(builder, op, wide),
                                   /*withElseRegion=*/true);
    ++numWide;
    builder.setInsertionPoint(paths.thenYield());
    Value inBlock = arith::MulIOp::create(builder, loc, threadIndex(builder, loc),
                                          constant(builder, loc, wide.width));
    Value first = arith::AddIOp::create(builder, loc, tile.start, inBlock);
    SmallVector<ThreadIds> threads;
    for (unsigned group = 0; group < wide.groups; ++group) {
      int64_t apart = int64_t(blockThreads) * wide.width * group;
      ThreadIds ids = idsOf(
          builder, op, arith::AddIOp::create(builder, loc, first, constant(builder, loc, apart)));
      threads.push_back(ids);
      Value column = ids.back();
      for (unsigned copy = 1; copy < wide.width; ++copy) { // in the same row
        ids.back() = arith::AddIOp::create(builder, loc, column, constant(builder, loc, copy));
        threads.push_back(ids);
      }
    }
    copyThreads(builder, op, threads, &wide);

    builder.setInsertionPoint(paths.elseYield());
    unsigned copies = std::min(items.getValue(), wide.width);
    Value end = arith::AddIOp::create(builder, loc, tile.start, constant(builder, loc, tile.size));
    auto loop = scf::ForOp::create(builder, loc, tile.first, end,
                                   constant(builder, loc, int64_t(blockThreads) * copies));
    setRolled(loop);
    builder.setInsertionPoint(loop.getBody()->getTerminator());
    apart(builder, op, loop.getInductionVar(), copies);
  }

  void guarded(OpBuilder &builder, ThreadsOp op, Value id, Value total) {
    Location loc = op.getLoc();
    Value inside = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::slt, id, total);
    auto guard = scf::IfOp::create(builder, loc, inside, /*withElseRegion=*/false);
    ++numGuards;
    OpBuilder within(guard.thenYield());
    copyThreads(within, op, idsOf(within, op, id));
  }
};

} // namespace
} // namespace mlir::dc
