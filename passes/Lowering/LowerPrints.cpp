// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Each line to print becomes a few words in the launch's print area.
#include "dialects/DC/DC.h"
#include "dialects/Support/Diagnostics.h"
#include "passes/Lowering/FaultRecord.h"
#include "passes/Lowering/LinearThreadId.h"
#include "passes/Lowering/Passes.h"
#include "passes/Lowering/PrintArea.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace mlir::dc {
#define GEN_PASS_DEF_LOWERPRINTSPASS
#include "passes/Lowering/Passes.h.inc"

namespace {

Value i64Constant(ImplicitLocOpBuilder &b, int64_t value) {
  return arith::ConstantOp::create(b, b.getI64IntegerAttr(value));
}

Value indexConstant(ImplicitLocOpBuilder &b, int64_t value) {
  return arith::ConstantIndexOp::create(b, value);
}

/// A value's bits, in the low ones of a word.
Value wordOf(ImplicitLocOpBuilder &b, Value value) {
  if (isa<FloatType>(value.getType())) {
    Type bits = b.getIntegerType(value.getType().getIntOrFloatBitWidth());
    value = arith::BitcastOp::create(b, bits, value);
  }
  bool isWord = value.getType().isInteger(64);
  return isWord ? value : arith::ExtUIOp::create(b, b.getI64Type(), value).getResult();
}

/// Stores the words of a line from `first` on.
void storeLine(ImplicitLocOpBuilder &b, PrintOp print, Operation *launch, Value area, Value first) {
  auto [thread, block] = whereabouts(b, launch);
  Value site = i64Constant(b, static_cast<int64_t>(print.getSite()) + 1);
  SmallVector<Value> words = {site, thread, block};
  for (Value value : print.getValues()) {
    words.push_back(wordOf(b, value));
  }
  Value at = arith::IndexCastOp::create(b, b.getIndexType(), first);
  for (auto [number, word] : llvm::enumerate(words)) {
    Value place = arith::AddIOp::create(b, at, indexConstant(b, static_cast<int64_t>(number)));
    memref::StoreOp::create(b, word, area, place);
  }
}

void lowerPrint(PrintOp print, Operation *launch, Value record) {
  ImplicitLocOpBuilder b(print.getLoc(), print);
  Value address =
      memref::LoadOp::create(b, record, indexConstant(b, fault_record::PrintArea)).getResult();
  Value isWanted = arith::CmpIOp::create(b, arith::CmpIPredicate::ne, address, i64Constant(b, 0));
  auto ifWanted = scf::IfOp::create(b, isWanted, /*withElseRegion=*/false);

  b.setInsertionPointToStart(ifWanted.thenBlock());
  auto areaType = MemRefType::get({ShapedType::kDynamic}, b.getI64Type());
  Value area = PrintAreaOp::create(b, areaType, record);
  Value size = i64Constant(b, print_area::Values + static_cast<int64_t>(print.getValues().size()));
  Value first = AtomicOp::create(b, AtomicKind::Add, area,
                                 ValueRange(indexConstant(b, print_area::Next)), size);
  Value end = memref::LoadOp::create(b, area, indexConstant(b, print_area::End)).getResult();
  Value last = arith::AddIOp::create(b, first, size);
  Value fits = arith::CmpIOp::create(b, arith::CmpIPredicate::ule, last, end);
  auto ifFits = scf::IfOp::create(b, fits, /*withElseRegion=*/true);

  b.setInsertionPointToStart(ifFits.thenBlock());
  storeLine(b, print, launch, area, first);
  b.setInsertionPointToStart(ifFits.elseBlock());
  AtomicOp::create(b, AtomicKind::Add, area, ValueRange(indexConstant(b, print_area::Lost)),
                   i64Constant(b, 1));
  print.erase();
}

struct LowerPrints : impl::LowerPrintsPassBase<LowerPrints> {
  void runOnOperation() override {
    SmallVector<PrintOp> prints;
    getOperation().walk([&](PrintOp print) { prints.push_back(print); });
    for (PrintOp print : prints) {
      auto kernel = print->getParentOfType<gpu::GPUFuncOp>();
      Operation *launch = launchOf(print);
      if (!kernel || !launch) {
        emitDiagnostic(print.getLoc(), Diag::FaultOutsideThreads, print->getName().getStringRef());
        return signalPassFailure();
      }
      Value record = fault_record::find(kernel);
      if (!record) {
        emitDiagnostic(kernel.getLoc(), Diag::FaultRecordMissing, kernel.getName());
        return signalPassFailure();
      }
      lowerPrint(print, launch, record);
      ++numPrints;
    }
  }
};

} // namespace
} // namespace mlir::dc
