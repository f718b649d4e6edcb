// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The DC dialect's own operations, the kernel's shell, and what closes it.
#include "compiler/frontend/cxx/KernelBuilder.h"

#include "dialects/DC/DC.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlow.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

#include "llvm/ADT/SetVector.h"

using mlir::Location;
using mlir::Value;
using mlir::ValueRange;

namespace dc::compiler {

Value KernelBuilder::globalId(Location loc, unsigned dim) {
  return mlir::dc::GlobalIdOp::create(at, loc, dim);
}

Value KernelBuilder::domainSize(Location loc, unsigned dim) {
  return mlir::dc::DomainSizeOp::create(at, loc, dim);
}

Value KernelBuilder::threadId(Location loc, unsigned dim) {
  return mlir::dc::ThreadIdOp::create(at, loc, dim);
}

Value KernelBuilder::blockId(Location loc, unsigned dim) {
  return mlir::dc::BlockIdOp::create(at, loc, dim);
}

Value KernelBuilder::gridSize(Location loc, unsigned dim) {
  return mlir::dc::GridSizeOp::create(at, loc, dim);
}

void KernelBuilder::barrier(Location loc) { mlir::dc::BarrierOp::create(at, loc); }

void KernelBuilder::assertion(Location loc, Value condition, llvm::StringRef text, bool isLoopBound) {
  auto kind = isLoopBound ? mlir::dc::FaultKind::LoopBound : mlir::dc::FaultKind::Assertion;
  mlir::dc::AssertOp::create(at, loc, condition, text, kind);
}

// Validation numbers the sites of faults.
Value KernelBuilder::inBounds(Location loc, Value index, Value extent, llvm::StringRef text, Value shownIndex,
                              Value shownExtent) {
  Value holds = mlir::dc::GuardOp::create(at, loc, index, extent);
  Value fails = complement(loc, holds, ScalarType::boolean());
  mlir::dc::FaultOp::create(at, loc, fails, mlir::dc::FaultKind::Bounds, /*site=*/0, text,
                            shownIndex ? shownIndex : index, shownExtent ? shownExtent : extent);
  return holds;
}

void KernelBuilder::fault(Location loc, Value condition, llvm::StringRef text) {
  mlir::dc::FaultOp::create(at, loc, condition, mlir::dc::FaultKind::Assertion, /*site=*/0, text, Value(), Value());
}

void KernelBuilder::print(Location loc, llvm::StringRef format, ValueRange values,
                          llvm::ArrayRef<ScalarType> types) {
  std::vector<std::string> names;
  for (ScalarType type : types) {
    names.push_back(type.name());
  }
  std::vector<llvm::StringRef> views(names.begin(), names.end());
  mlir::ArrayAttr attribute = views.empty() ? mlir::ArrayAttr() : at.getStrArrayAttr(views);
  mlir::dc::PrintOp::create(at, loc, at.getStringAttr(format), values, attribute,
                            at.getI32IntegerAttr(0));
}

void KernelBuilder::domain(Location loc, ValueRange extents) {
  mlir::dc::DomainOp::create(at, loc, extents);
}

void KernelBuilder::grid(Location loc, ValueRange extents) {
  mlir::dc::GridOp::create(at, loc, extents);
}

void KernelBuilder::requires_(Location loc, Value condition, llvm::StringRef text, bool isWritten) {
  auto origin = isWritten ? mlir::dc::ContractOrigin::Written : mlir::dc::ContractOrigin::Inferred;
  mlir::dc::RequiresOp::create(at, loc, condition, text, origin);
}

void KernelBuilder::ensures(Location loc, Value condition, llvm::StringRef text) {
  mlir::dc::EnsuresOp::create(at, loc, condition, text);
}

void KernelBuilder::trust(Location loc, Value condition, llvm::StringRef text) {
  mlir::dc::TrustOp::create(at, loc, condition, text);
}

void KernelBuilder::ret(Location loc) { mlir::dc::ReturnOp::create(at, loc); }

/// Any distance between rows and between planes; neighbours in the last dimension lie side by side, unless the array
/// is a dc::strided_view.
static mlir::Type arrayType(mlir::MLIRContext *context, const KernelArgument &argument) {
  constexpr int64_t any = mlir::ShapedType::kDynamic;
  llvm::SmallVector<int64_t> shape(argument.arrayRank, any);
  mlir::MemRefLayoutAttrInterface layout;
  if (argument.arrayRank > 1 || argument.isStrided) {
    llvm::SmallVector<int64_t> strides(argument.arrayRank, any);
    strides.back() = argument.isStrided ? any : 1;
    layout = mlir::StridedLayoutAttr::get(context, /*offset=*/0, strides);
  }
  mlir::Type element = argument.type.elementType(context);
  if (argument.record) {
    element = mlir::dc::RecordType::get(context, argument.record->bytes, argument.record->align);
  }
  return mlir::MemRefType::get(shape, element, layout);
}

mlir::Block *createKernel(mlir::ModuleOp module, Location loc, llvm::StringRef name, unsigned rank,
                          llvm::ArrayRef<KernelArgument> arguments, llvm::ArrayRef<int64_t> block) {
  mlir::MLIRContext *context = module.getContext();
  mlir::Builder builder(context);
  llvm::SmallVector<mlir::Type> types;
  llvm::SmallVector<mlir::Attribute> attributes;
  for (const KernelArgument &argument : arguments) {
    mlir::Type type = argument.type.valueType(context);
    if (argument.arrayRank != 0) {
      type = arrayType(context, argument);
    }
    types.push_back(type);
    llvm::SmallVector<mlir::NamedAttribute> named;
    named.push_back(builder.getNamedAttr("dc.name", builder.getStringAttr(argument.name)));
    std::string typeName = argument.typeName.empty() ? argument.type.name() : argument.typeName;
    named.push_back(builder.getNamedAttr("dc.type", builder.getStringAttr(argument.record ? "record" : typeName)));
    if (argument.record) {
      llvm::SmallVector<mlir::Attribute> fields;
      for (const RecordLayout::Field &field : argument.record->fields) {
        fields.push_back(mlir::dc::RecordField{field.name, field.type, field.offset, field.count}.toAttribute(context));
      }
      named.push_back(builder.getNamedAttr("dc.fields", builder.getArrayAttr(fields)));
    }
    if (argument.readOnly) {
      named.push_back(builder.getNamedAttr("dc.read_only", builder.getUnitAttr()));
    }
    attributes.push_back(builder.getDictionaryAttr(named));
  }
  mlir::OpBuilder at = mlir::OpBuilder::atBlockEnd(module.getBody());
  auto kernel = mlir::dc::KernelOp::create(at, loc, name, builder.getFunctionType(types, {}), rank);
  kernel.setArgAttrsAttr(builder.getArrayAttr(attributes));
  if (!block.empty()) {
    kernel.setBlock(block);
  }
  if (!kernel.getBody().empty()) {
    return &kernel.getBody().front();
  }
  auto *entry = new mlir::Block;
  kernel.getBody().push_back(entry);
  for (mlir::Type type : types) {
    entry->addArgument(type, loc);
  }
  return entry;
}

void setKernelTuning(mlir::Block *entry, llvm::StringRef base, llvm::ArrayRef<TunedValue> values) {
  mlir::Operation *kernel = entry->getParentOp();
  mlir::Builder builder(kernel->getContext());
  llvm::SmallVector<mlir::Attribute> tuned;
  for (const TunedValue &value : values) {
    tuned.push_back(builder.getDictionaryAttr(
        {builder.getNamedAttr("name", builder.getStringAttr(value.name)),
         builder.getNamedAttr("value", builder.getI64IntegerAttr(value.value)),
         builder.getNamedAttr("values", builder.getDenseI64ArrayAttr(value.all))}));
  }
  kernel->setAttr("dc.tuned", builder.getArrayAttr(tuned));
  if (!base.empty()) {
    kernel->setAttr("dc.variant_of", builder.getStringAttr(base));
  }
}

void setKernelRank(mlir::Block *entry, unsigned rank) {
  llvm::cast<mlir::dc::KernelOp>(entry->getParentOp()).setRank(rank);
}

static llvm::SetVector<mlir::Block *> reachable(mlir::Block *from, bool backwards) {
  llvm::SetVector<mlir::Block *> seen;
  seen.insert(from);
  for (size_t i = 0; i < seen.size(); ++i) {
    mlir::Block *block = seen[i];
    if (backwards) {
      seen.insert_range(block->getPredecessors());
    } else {
      seen.insert_range(block->getSuccessors());
    }
  }
  return seen;
}

mlir::Operation *pruneUnreachable(mlir::Block *entry, mlir::Block *exit) {
  llvm::SetVector<mlir::Block *> live = reachable(entry, /*backwards=*/false);
  llvm::SmallVector<mlir::Block *> dead;
  for (mlir::Block &block : *entry->getParent()) {
    if (!live.contains(&block) && &block != exit) {
      dead.push_back(&block);
    }
  }
  for (mlir::Block *block : dead) {
    block->dropAllDefinedValueUses();
    block->dropAllReferences();
  }
  for (mlir::Block *block : dead) {
    block->erase();
  }
  llvm::SetVector<mlir::Block *> ending = reachable(exit, /*backwards=*/true);
  for (mlir::Block *block : live) {
    // The first such block inside a cycle is the header of the loop at fault.
    bool loops = !ending.contains(block) && llvm::any_of(block->getSuccessors(), [&](mlir::Block *next) {
      return reachable(next, /*backwards=*/false).contains(block);
    });
    if (loops) {
      return block->getTerminator();
    }
  }
  return nullptr;
}

void loadFrontendDialects(mlir::MLIRContext &context) {
  context.loadDialect<mlir::dc::DCDialect, mlir::arith::ArithDialect, mlir::cf::ControlFlowDialect,
                      mlir::math::MathDialect, mlir::memref::MemRefDialect, mlir::scf::SCFDialect>();
}

} // namespace dc::compiler
