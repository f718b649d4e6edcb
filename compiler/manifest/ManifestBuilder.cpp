// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arguments, launch rules and fault sites of each kernel.
#include "compiler/manifest/ManifestBuilder.h"

#include "compiler/manifest/LaunchExpressions.h"
#include "dialects/Support/Diagnostics.h"
#include "passes/Analysis/OwnElement.h"
#include "runtime/artifact/Version.h"

#include "llvm/ADT/StringSwitch.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"

#include <tuple>

namespace dc::compiler {

using namespace rt::artifact;

static SourceLoc sourceOf(mlir::Location loc) {
  // The innermost place: where an inlined helper function wrote the operation.
  auto found = loc->findInstanceOf<mlir::FileLineColLoc>();
  return found ? SourceLoc{found.getFilename().str(), found.getLine(), found.getColumn()} : SourceLoc{};
}

static ElementType elementType(llvm::StringRef name) {
  return llvm::StringSwitch<ElementType>(name)
      .Case("bool", ElementType::Bool)
      .Case("i8", ElementType::I8)
      .Case("u8", ElementType::U8)
      .Case("i16", ElementType::I16)
      .Case("u16", ElementType::U16)
      .Case("i32", ElementType::I32)
      .Case("u32", ElementType::U32)
      .Case("i64", ElementType::I64)
      .Case("u64", ElementType::U64)
      .Case("f16", ElementType::F16)
      .Case("bf16", ElementType::BF16)
      .Case("f64", ElementType::F64)
      .Case("f8e4m3", ElementType::F8E4M3)
      .Case("f8e5m2", ElementType::F8E5M2)
      .Case("record", ElementType::Record)
      .Default(ElementType::F32);
}

static FaultKind faultKind(mlir::dc::FaultKind kind) {
  switch (kind) {
  case mlir::dc::FaultKind::Bounds:
    return FaultKind::Bounds;
  case mlir::dc::FaultKind::Division:
    return FaultKind::Division;
  case mlir::dc::FaultKind::Assertion:
    return FaultKind::Assertion;
  case mlir::dc::FaultKind::LoopBound:
    return FaultKind::LoopBound;
  }
  return FaultKind::Bounds;
}

/// Elements only ever go into the array.
static bool isWriteOnly(mlir::Value array) {
  return llvm::all_of(array.getUses(), [](mlir::OpOperand &use) {
    mlir::Operation *user = use.getOwner();
    if (auto metadata = mlir::dyn_cast<mlir::memref::ExtractStridedMetadataOp>(user)) {
      return metadata.getBaseBuffer().use_empty();
    }
    if (auto field = mlir::dyn_cast<mlir::dc::FieldOp>(user)) {
      return isWriteOnly(field.getResult());
    }
    if (auto store = mlir::dyn_cast<mlir::memref::StoreOp>(user)) {
      return store.getMemRef() == use.get();
    }
    return mlir::isa<mlir::memref::DimOp, mlir::dc::AtomicStoreOp>(user);
  });
}

static std::vector<ArgInfo> describeArguments(mlir::dc::KernelOp kernel) {
  std::vector<ArgInfo> args;
  llvm::SmallVector<bool> ownElement = mlir::dc::computeOwnElement(kernel);
  for (auto [index, argument] : llvm::enumerate(kernel.getBody().getArguments())) {
    ArgInfo info;
    info.name = kernel.getArgName(index).str();
    info.type = elementType(kernel.getArgElementType(index));
    if (auto array = mlir::dyn_cast<mlir::MemRefType>(argument.getType())) {
      info.kind = ArgKind::Array;
      info.rank = array.getRank();
      info.access = kernel.isReadOnly(index) ? Access::Read : Access::ReadWrite;
      info.ownElement = ownElement[index];
      info.strided = array.getStridesAndOffset().first.back() != 1;
      info.writeOnly = info.access == Access::ReadWrite && isWriteOnly(argument);
      if (auto record = mlir::dyn_cast<mlir::dc::RecordType>(array.getElementType())) {
        info.alignment = record.getAlign();
        info.recordBytes = record.getSize();
        for (const mlir::dc::RecordField &field : mlir::dc::getRecordFields(kernel, index)) {
          info.fields.push_back({field.name.str(), elementType(field.type), static_cast<uint32_t>(field.offset),
                                 static_cast<uint32_t>(field.count)});
        }
      } else {
        info.alignment = std::max(1u, array.getElementTypeBitWidth() / 8);
      }
    }
    args.push_back(std::move(info));
  }
  return args;
}

static mlir::LogicalResult describeLaunchRules(mlir::dc::KernelOp kernel, KernelInfo &info) {
  LaunchExpressions expressions(kernel, info.exprs);
  bool ok = true;
  for (mlir::Operation &op : kernel.getBody().front()) {
    if (mlir::isa<mlir::dc::DomainOp, mlir::dc::GridOp>(op)) {
      for (mlir::Value extent : op.getOperands()) {
        auto node = expressions.build(extent);
        ok &= node.has_value();
        info.domain.push_back(node.value_or(kNoExpr));
      }
    } else if (auto required = mlir::dyn_cast<mlir::dc::RequiresOp>(op)) {
      auto node = expressions.build(required.getCondition());
      ok &= node.has_value();
      bool isWritten = required.getOrigin() == mlir::dc::ContractOrigin::Written;
      info.contracts.push_back({node.value_or(kNoExpr), required.getText().str(),
                                isWritten ? Origin::Written : Origin::Inferred, sourceOf(op.getLoc())});
    } else if (auto ensured = mlir::dyn_cast<mlir::dc::EnsuresOp>(op)) {
      info.ensured.push_back(ensured.getText().str());
    } else if (auto trusted = mlir::dyn_cast<mlir::dc::TrustOp>(op)) {
      info.trusted.push_back(trusted.getText().str());
    }
  }
  return mlir::success(ok);
}

static size_t mostFields(const KernelInfo &info) {
  size_t most = 0;
  for (const ArgInfo &arg : info.args) {
    most = std::max(most, arg.fields.size());
  }
  return most;
}

static size_t mostPrintValues(const KernelInfo &info) {
  size_t most = 0;
  for (const PrintSite &site : info.prints) {
    most = std::max(most, site.types.size());
  }
  return most;
}

/// One site may have been duplicated by a pass; the manifest names each id once.
template <class Site> static void sortById(std::vector<Site> &sites) {
  llvm::sort(sites, [](const Site &a, const Site &b) { return a.id < b.id; });
  sites.erase(llvm::unique(sites, [](const Site &a, const Site &b) { return a.id == b.id; }),
              sites.end());
}

static PrintSite describePrint(mlir::dc::PrintOp print) {
  PrintSite site{static_cast<uint32_t>(print.getSite()),
                 print.getFormat().str(),
                 {},
                 sourceOf(print.getLoc())};
  if (auto types = print.getTypes()) {
    for (llvm::StringRef type : types->getAsValueRange<mlir::StringAttr>()) {
      site.types.push_back(elementType(type));
    }
  }
  return site;
}

/// What the frontend says of DC_TUNE.
static void describeTuning(mlir::dc::KernelOp kernel, KernelInfo &info) {
  if (auto base = kernel->getAttrOfType<mlir::StringAttr>("dc.variant_of")) {
    info.variantOf = base.str();
  }
  auto tuned = kernel->getAttrOfType<mlir::ArrayAttr>("dc.tuned");
  for (mlir::Attribute attribute : tuned ? tuned.getValue() : llvm::ArrayRef<mlir::Attribute>()) {
    auto fields = mlir::dyn_cast<mlir::DictionaryAttr>(attribute);
    auto name = fields ? fields.getAs<mlir::StringAttr>("name") : nullptr;
    auto value = fields ? fields.getAs<mlir::IntegerAttr>("value") : nullptr;
    auto all = fields ? fields.getAs<mlir::DenseI64ArrayAttr>("values") : nullptr;
    if (name && value && all) {
      info.tuned.push_back(
          {name.str(), value.getInt(), {all.asArrayRef().begin(), all.asArrayRef().end()}});
    }
  }
}

/// The artifact's limits, as an error at the kernel rather than one of the writer.
static bool checkLimits(mlir::dc::KernelOp kernel, const KernelInfo &info) {
  // Ids, not the number of sites: both must stay below the limit, and ids are the larger of the two.
  size_t sites = info.faults.empty() ? 0 : size_t(info.faults.back().id) + 1;
  const std::tuple<size_t, const char *, size_t> limits[] = {
      {info.args.size(), "arguments", kMaxArgs},
      {mostFields(info), "fields in one argument", kMaxFields},
      {info.exprs.size(), "operations in its launch rules", kMaxExprNodes},
      {info.contracts.size(), "contracts", kMaxContracts},
      {info.trusted.size(), "trusted facts", kMaxTrusted},
      {info.ensured.size(), "claimed facts", kMaxTrusted},
      {sites, "places that can fault", kMaxFaultSites},
      {info.prints.empty() ? 0 : size_t(info.prints.back().id) + 1, "places that print",
       kMaxPrintSites},
      {mostPrintValues(info), "values in a line to print", kMaxPrintValues},
  };
  bool ok = true;
  for (auto [count, what, limit] : limits) {
    if (count > limit) {
      mlir::dc::emitDiagnostic(kernel.getLoc(), mlir::dc::Diag::KernelTooLarge, info.name, count, what, limit);
      ok = false;
    }
  }
  return ok;
}

mlir::FailureOr<std::vector<KernelInfo>> describeKernels(mlir::ModuleOp module) {
  std::vector<KernelInfo> kernels;
  bool ok = true;
  for (auto kernel : module.getOps<mlir::dc::KernelOp>()) {
    KernelInfo info;
    info.name = kernel.getSymName().str();
    info.loc = sourceOf(kernel.getLoc());
    info.rank = kernel.getRank();
    if (auto block = kernel.getBlock()) {
      info.block.assign(block->begin(), block->end());
    }
    info.args = describeArguments(kernel);
    describeTuning(kernel, info);
    ok &= mlir::succeeded(describeLaunchRules(kernel, info));
    kernel.walk([&](mlir::dc::FaultOp fault) {
      info.faults.push_back({static_cast<uint32_t>(fault.getSite()), faultKind(fault.getKind()), fault.getWhat().str(),
                             sourceOf(fault.getLoc())});
    });
    sortById(info.faults);
    kernel.walk([&](mlir::dc::PrintOp print) { info.prints.push_back(describePrint(print)); });
    sortById(info.prints);
    ok &= checkLimits(kernel, info);
    kernels.push_back(std::move(info));
  }
  if (!ok) {
    return mlir::failure();
  }
  return kernels;
}

} // namespace dc::compiler
