// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Emits places in tiles from the hardware's ids.
#include "backends/PTX/ThreadTiles.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace mlir::dc {

namespace {

class PlaceEmitter {
public:
  PlaceEmitter(OpBuilder &builder, Location loc, ValueRange extents, unsigned items)
      : b(loc, builder), extents(extents), items(items) {}

  TilePlace emit() {
    Value blockColumns = read<NVVM::BlockDimXOp>();
    Value blockRows = read<NVVM::BlockDimYOp>();
    Value tileRows = items == 1 ? blockRows : mul(blockRows, constant(items));
    TilePlace place;
    place.apart = wide(blockRows);
    if (extents.size() == 2) {
      // A grid has at most 65535 blocks in y, and as many in z.
      Value further = mul(read<NVVM::BlockIdZOp>(), read<NVVM::GridDimYOp>());
      Value rows = arith::AddIOp::create(b, read<NVVM::BlockIdYOp>(), further);
      place.first = {id(rows, tileRows, read<NVVM::ThreadIdYOp>()),
                     id(read<NVVM::BlockIdXOp>(), blockColumns, read<NVVM::ThreadIdXOp>())};
      return place;
    }
    Value blockPlanes = read<NVVM::BlockDimZOp>();
    SmallVector<Value, 3> tile = tileOfThree(blockColumns, tileRows);
    place.first = {id(tile[2], blockPlanes, read<NVVM::ThreadIdZOp>()),
                   id(tile[1], tileRows, read<NVVM::ThreadIdYOp>()),
                   id(tile[0], blockColumns, read<NVVM::ThreadIdXOp>())};
    return place;
  }

private:
  template <typename Register> Value read() { return Register::create(b, b.getI32Type()); }
  Value constant(int64_t value) { return arith::ConstantIntOp::create(b, value, 32); }
  Value mul(Value a, Value c) { return arith::MulIOp::create(b, a, c); }
  Value wide(Value value) { return arith::ExtUIOp::create(b, b.getI64Type(), value); }

  /// In 64 bits from the start: 2^31 - 1 tiles of 32 columns are more than 32 bits count.
  Value id(Value tile, Value tileSize, Value inTile) {
    Value start = arith::MulIOp::create(b, wide(tile), wide(tileSize));
    return arith::AddIOp::create(b, start, wide(inTile));
  }

  /// The number of a block's tile in x, y and z.
  SmallVector<Value, 3> tileOfThree(Value tileColumns, Value tileRows) {
    Value beyondX = arith::OrIOp::create(b, read<NVVM::GridDimYOp>(), read<NVVM::GridDimZOp>());
    Value isFlat = arith::CmpIOp::create(b, arith::CmpIPredicate::eq, beyondX, constant(1));
    Type i32 = b.getI32Type();
    auto choice = scf::IfOp::create(b, TypeRange{i32, i32, i32}, isFlat, /*addThenBlock=*/true,
                                    /*addElseBlock=*/true);
    OpBuilder::InsertionGuard guard(b);
    b.setInsertionPointToStart(&choice.getThenRegion().front());
    Value number = read<NVVM::BlockIdXOp>();
    Value columns = countTiles(extents[2], tileColumns);
    Value rows = countTiles(extents[1], tileRows);
    Value others = arith::DivUIOp::create(b, number, columns);
    scf::YieldOp::create(b, ValueRange{arith::RemUIOp::create(b, number, columns),
                                       arith::RemUIOp::create(b, others, rows),
                                       arith::DivUIOp::create(b, others, rows)});
    b.setInsertionPointToStart(&choice.getElseRegion().front());
    scf::YieldOp::create(b, ValueRange{read<NVVM::BlockIdXOp>(), read<NVVM::BlockIdYOp>(),
                                       read<NVVM::BlockIdZOp>()});
    return SmallVector<Value, 3>(choice.getResults());
  }

  /// Of a power of two. Fits into 32 bits where all tiles together do, which are blocks in x.
  Value countTiles(Value extent, Value size) {
    Value last = arith::SubIOp::create(b, size, constant(1));
    Value padded = arith::AddIOp::create(b, extent, wide(last));
    Value log = math::CountTrailingZerosOp::create(b, size);
    Value count = arith::ShRUIOp::create(b, padded, wide(log));
    count = arith::TruncIOp::create(b, b.getI32Type(), count);
    // Nothing runs over an empty domain; the maximum is there so that no reordering can divide by
    // zero.
    return arith::MaxUIOp::create(b, count, constant(1));
  }

  ImplicitLocOpBuilder b;
  ValueRange extents;
  unsigned items;
};

} // namespace

TilePlace emitTilePlace(OpBuilder &builder, Location loc, ValueRange extents, unsigned items) {
  PlaceEmitter emitter(builder, loc, extents, items);
  return emitter.emit();
}

} // namespace mlir::dc
