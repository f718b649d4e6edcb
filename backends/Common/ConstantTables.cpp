// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The pass common-constant-tables: private arrays that hold constants become one array for all
// threads.
#include "backends/Common/MemoryToLLVM.h"
#include "backends/Common/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/IR/Matchers.h"
#include "passes/Analysis/Divergence.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/xxhash.h"

namespace mlir::dc {

#define GEN_PASS_DEF_CONSTANTTABLESPASS
#include "backends/Common/Passes.h.inc"

namespace {

/// Fewer elements than this are selects of registers, which no memory beats.
constexpr int64_t kFewestElements = 4;
/// A GPU has 64 KiB for constants in all.
constexpr int64_t kMostUniformBits = 8 * 2048;

/// A private array that each thread fills with the same constants before it reads them, and never
/// writes again.
struct Table {
  memref::AllocaOp array;
  DenseElementsAttr values;
  SmallVector<memref::StoreOp> stores;
  bool readTogether = false; ///< every load is at an index that is the same for all threads
};

class Reader {
public:
  explicit Reader(memref::AllocaOp array) : array(array) {}

  std::optional<Table> read() {
    MemRefType type = array.getType();
    Type element = type.getElementType();
    // An i1 has other sizes in memory and in attributes.
    bool isPlain = type.getRank() == 1 && type.hasStaticShape() && type.getLayout().isIdentity() &&
                   element.isIntOrFloat() && element.getIntOrFloatBitWidth() >= 8;
    if (!isPlain || type.getNumElements() < kFewestElements) {
      return std::nullopt;
    }
    values.resize(type.getNumElements());
    if (!readUses() || !llvm::all_of(values, [](Attribute value) { return bool(value); })) {
      return std::nullopt;
    }
    auto shape = RankedTensorType::get(type.getShape(), element);
    return Table{array, DenseElementsAttr::get(shape, values), stores, isReadTogether()};
  }

private:
  bool readUses() {
    Operation *lastStore = nullptr, *firstLoad = nullptr;
    for (Operation *user : array->getUsers()) {
      if (auto store = dyn_cast<memref::StoreOp>(user)) {
        if (!readStore(store)) {
          return false;
        }
        lastStore = lastStore && user->isBeforeInBlock(lastStore) ? lastStore : user;
        continue;
      }
      Operation *inBlock = array->getBlock()->findAncestorOpInBlock(*user);
      if (!isa<memref::LoadOp>(user) || !inBlock) {
        return false;
      }
      firstLoad = firstLoad && firstLoad->isBeforeInBlock(inBlock) ? firstLoad : inBlock;
    }
    return lastStore && (!firstLoad || lastStore->isBeforeInBlock(firstLoad));
  }

  bool readStore(memref::StoreOp store) {
    APInt index;
    Attribute value;
    if (store->getBlock() != array->getBlock() || store.getValue() == array ||
        !matchPattern(store.getIndices().front(), m_ConstantInt(&index)) ||
        !matchPattern(store.getValue(), m_Constant(&value)) || index.uge(values.size()) ||
        values[index.getZExtValue()]) { // twice: which one holds would depend on the order
      return false;
    }
    values[index.getZExtValue()] = value;
    stores.push_back(store);
    return true;
  }

  bool isReadTogether() {
    Operation *threads = array;
    while (threads && !isa<ThreadsOp, BlocksOp>(threads)) {
      threads = threads->getParentOp();
    }
    if (!threads || array.getType().getNumElements() * array.getType().getElementTypeBitWidth() >
                        kMostUniformBits) {
      return false;
    }
    Divergence divergence(threads);
    return llvm::all_of(array->getUsers(), [&](Operation *user) {
      auto load = dyn_cast<memref::LoadOp>(user);
      return !load || divergence.isUniform(load.getIndices());
    });
  }

  memref::AllocaOp array;
  SmallVector<Attribute> values;
  SmallVector<memref::StoreOp> stores;
};

struct ConstantTables : impl::ConstantTablesPassBase<ConstantTables> {
  using ConstantTablesPassBase::ConstantTablesPassBase;

  void runOnOperation() override {
    getOperation().walk([&](gpu::GPUModuleOp module) {
      SmallVector<Table> tables;
      module.walk([&](memref::AllocaOp array) {
        if (std::optional<Table> table = Reader(array).read()) {
          tables.push_back(std::move(*table));
        }
      });
      for (Table &table : tables) {
        replace(module, table);
      }
    });
  }

  void replace(gpu::GPUModuleOp module, Table &table) {
    // Outside the threads, so that it is no value of theirs.
    auto kernel = table.array->getParentOfType<gpu::GPUFuncOp>();
    OpBuilder builder = OpBuilder::atBlockBegin(&kernel.getBody().front());
    auto global = memref::GetGlobalOp::create(builder, table.array.getLoc(), table.array.getType(),
                                              globalOf(module, table));
    for (memref::StoreOp store : table.stores) {
      store.erase();
    }
    table.array.replaceAllUsesWith(global.getResult());
    table.array.erase();
    ++numTables;
  }

  /// Named by its contents, so that kernels share it and a kernel's code does not depend on those
  /// beside it.
  StringRef globalOf(gpu::GPUModuleOp module, Table &table) {
    MemRefType type = table.array.getType();
    ArrayRef<char> bytes = table.values.getRawData();
    uint64_t hash = llvm::xxh3_64bits(StringRef(bytes.data(), bytes.size()));
    for (;; ++hash) {
      std::string name =
          (table.readTogether ? "uniform$" : "table$") + llvm::utohexstr(hash, /*LowerCase=*/true);
      auto global = module.lookupSymbol<memref::GlobalOp>(name);
      if (!global) {
        OpBuilder builder = OpBuilder::atBlockBegin(module.getBody());
        // No place of its own: debug information of LLVM's has places in functions only.
        global = memref::GlobalOp::create(builder, builder.getUnknownLoc(), name,
                                          builder.getStringAttr("private"), type, table.values,
                                          /*constant=*/true, /*alignment=*/IntegerAttr());
      }
      if (table.readTogether) {
        global->setAttr(kUniformTableAttr, UnitAttr::get(&getContext()));
      }
      if (global.getType() == type && global.getInitialValueAttr() == table.values) {
        return global.getSymName();
      }
    }
  }
};

} // namespace
} // namespace mlir::dc
