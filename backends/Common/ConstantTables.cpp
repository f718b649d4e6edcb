// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The pass common-constant-tables: private arrays that hold constants become one array for all
// threads.
#include "backends/Common/MemoryToLLVM.h"
#include "backends/Common/Passes.h"

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
/// Bytes of the tables of all kernels of a module that are read together: a GPU has 64 KiB for
/// constants, and what does not fit is refused when the module is loaded.
constexpr size_t kMostUniformBytes = 32 * 1024;

/// A private array that each thread fills with the same constants before it reads them, and never
/// writes again.
struct Table {
  memref::AllocaOp array;
  DenseElementsAttr values;
  SmallVector<memref::StoreOp> stores;
  bool readTogether = false; ///< every load is at an index that is the same for all threads

  size_t bytes() const {
    return values.getNumElements() * (values.getElementType().getIntOrFloatBitWidth() / 8);
  }
};

/// What is known of the threads around the arrays that are read one after the other.
class Surroundings {
public:
  /// Null outside of threads.
  const Divergence *of(memref::AllocaOp array) {
    Operation *around = array->getParentOfType<ThreadsOp>();
    around = around ? around : array->getParentOfType<BlocksOp>();
    if (around && around != threads) {
      threads = around;
      divergence.emplace(around);
    }
    return around ? &*divergence : nullptr;
  }

private:
  Operation *threads = nullptr;
  std::optional<Divergence> divergence;
};

class Reader {
public:
  Reader(memref::AllocaOp array, Surroundings &surroundings)
      : array(array), surroundings(surroundings) {}

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
    const Divergence *divergence = surroundings.of(array);
    return divergence && llvm::all_of(array->getUsers(), [&](Operation *user) {
             auto load = dyn_cast<memref::LoadOp>(user);
             return !load || divergence->isUniform(load.getIndices());
           });
  }

  memref::AllocaOp array;
  Surroundings &surroundings;
  SmallVector<Attribute> values;
  SmallVector<memref::StoreOp> stores;
};

struct ConstantTables : impl::ConstantTablesPassBase<ConstantTables> {
  using ConstantTablesPassBase::ConstantTablesPassBase;

  void runOnOperation() override {
    uniformBytes = 0;
    getOperation().walk([&](gpu::GPUModuleOp module) {
      SmallVector<Table> tables;
      Surroundings surroundings;
      module.walk([&](memref::AllocaOp array) {
        if (std::optional<Table> table = Reader(array, surroundings).read()) {
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
                                              globalOf(module, table).getSymName());
    for (memref::StoreOp store : table.stores) {
      store.erase();
    }
    table.array.replaceAllUsesWith(global.getResult());
    table.array.erase();
    ++numTables;
  }

  /// Named by its contents, so that kernels share it and a kernel's code does not depend on those
  /// beside it, unless together they have more than constant memory holds.
  memref::GlobalOp globalOf(gpu::GPUModuleOp module, Table &table) {
    if (table.readTogether) {
      auto [name, global] = find(module, "uniform$", table);
      if (global) {
        return global;
      }
      size_t bytes = llvm::alignTo<16>(table.bytes());
      if (uniformBytes + bytes <= kMostUniformBytes) {
        uniformBytes += bytes;
        global = create(module, name, table);
        global->setAttr(kUniformTableAttr, UnitAttr::get(&getContext()));
        return global;
      }
    }
    auto [name, global] = find(module, "table$", table);
    return global ? global : create(module, name, table);
  }

  /// The global with these contents or, where there is none, a name for it.
  std::pair<std::string, memref::GlobalOp> find(gpu::GPUModuleOp module, StringRef prefix,
                                                Table &table) {
    ArrayRef<char> bytes = table.values.getRawData();
    uint64_t hash = llvm::xxh3_64bits(StringRef(bytes.data(), bytes.size()));
    for (;; ++hash) {
      std::string name = (prefix + llvm::utohexstr(hash, /*LowerCase=*/true)).str();
      auto global = module.lookupSymbol<memref::GlobalOp>(name);
      if (!global || (global.getType() == table.array.getType() &&
                      global.getInitialValueAttr() == table.values)) {
        return {name, global};
      }
    }
  }

  memref::GlobalOp create(gpu::GPUModuleOp module, StringRef name, Table &table) {
    OpBuilder builder = OpBuilder::atBlockBegin(module.getBody());
    // No place of its own: debug information of LLVM's has places in functions only.
    return memref::GlobalOp::create(builder, builder.getUnknownLoc(), name,
                                    builder.getStringAttr("private"), table.array.getType(),
                                    table.values, /*constant=*/true, /*alignment=*/IntegerAttr());
  }

  size_t uniformBytes = 0; ///< of all modules here: they are loaded as one
};

} // namespace
} // namespace mlir::dc
