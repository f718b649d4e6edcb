// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// From dc.kernel to a gpu.func with the flat calling convention: pointers, sizes and scalars, and
// one thread's body.
#include "dialects/DC/DC.h"
#include "dialects/Support/Diagnostics.h"
#include "passes/Analysis/OwnElement.h"
#include "passes/Lowering/ArrayViews.h"
#include "passes/Lowering/FlatABI.h"
#include "passes/Lowering/LinearThreadId.h"
#include "passes/Lowering/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "mlir/IR/Iterators.h"

#include "llvm/ADT/TypeSwitch.h"

namespace mlir::dc {
#define GEN_PASS_DEF_DCTODEVICEPASS
#include "passes/Lowering/Passes.h.inc"

namespace {

/// Lowers the body of one kernel, in place, once it has been moved into `dc.threads` or
/// `dc.blocks`.
class BodyLowering {
public:
  BodyLowering(KernelOp kernel, gpu::GPUFuncOp device, const FlatABI &abi)
      : kernel(kernel), device(device), abi(abi) {}

  LogicalResult run();
  unsigned getNumAccesses() const { return numAccesses; }

private:
  void receiveArguments(ImplicitLocOpBuilder &b);
  Value receiveScalar(ImplicitLocOpBuilder &b, unsigned index);
  ArrayView receiveArray(ImplicitLocOpBuilder &b, unsigned index);
  void receiveFields(ImplicitLocOpBuilder &b, BlockArgument array);
  void moveBody(ImplicitLocOpBuilder &b);
  Region &launchBody() { return blocks ? blocks.getBody() : threads.getBody(); }
  Value globalId(OpBuilder &b, Location loc, unsigned dim);
  Value domainSize(OpBuilder &b, Location loc, unsigned dim);
  LogicalResult lower(Operation *op);
  template <typename Access> void lowerAccess(Access access);
  LogicalResult replaceStrides(memref::ExtractStridedMetadataOp metadata, const ArrayView &view);
  LogicalResult rejectOtherUses(Operation *op);
  void eraseDeadCode();

  KernelOp kernel;
  gpu::GPUFuncOp device;
  const FlatABI &abi;
  ThreadsOp threads; ///< or
  BlocksOp blocks;
  DenseMap<Value, ArrayView> views;
  SmallVector<Operation *> toErase;
  unsigned numAccesses = 0;
};

/// The scalar as the body knows it. A bool travels as a byte, of which any non-zero value is true.
Value BodyLowering::receiveScalar(ImplicitLocOpBuilder &b, unsigned index) {
  Value flat = device.getArgument(abi.args[index].first);
  Type type = kernel.getArgumentTypes()[index];
  if (flat.getType() == type) {
    return flat;
  }
  Value zero = arith::ConstantOp::create(b, b.getIntegerAttr(flat.getType(), 0));
  return arith::CmpIOp::create(b, arith::CmpIPredicate::ne, flat, zero);
}

ArrayView BodyLowering::receiveArray(ImplicitLocOpBuilder &b, unsigned index) {
  const FlatABI::Arg &arg = abi.args[index];
  auto received = [&](unsigned flat) -> OpFoldResult {
    return arith::IndexCastOp::create(b, b.getIndexType(), device.getArgument(flat)).getResult();
  };
  auto type = cast<MemRefType>(kernel.getArgumentTypes()[index]);
  auto [strides, offset] = type.getStridesAndOffset();
  ArrayView view;
  view.base = device.getArgument(arg.first);
  for (unsigned flat : arg.extents) {
    view.sizes.push_back(received(flat));
  }
  for (auto [stride, flat] : llvm::zip_equal(strides, arg.strides)) {
    view.strides.push_back(ShapedType::isDynamic(stride) ? received(flat)
                                                         : OpFoldResult(b.getIndexAttr(stride)));
  }
  view.offset =
      ShapedType::isDynamic(offset) ? received(*arg.offset) : OpFoldResult(b.getIndexAttr(offset));
  return view;
}

/// What a field's index becomes: the struct's, counted in elements of the field's type, and a
/// constant. Fields of one type share an address, so that LLVM sees what lies side by side.
void BodyLowering::receiveFields(ImplicitLocOpBuilder &b, BlockArgument array) {
  const ArrayView whole = views.find(array)->second;
  DenseMap<Type, Value> typed;
  for (Operation *user : array.getUsers()) {
    auto field = dyn_cast<FieldOp>(user);
    if (!field) {
      continue;
    }
    auto type = cast<MemRefType>(field.getResult().getType());
    Value &base = typed[type.getElementType()];
    if (!base) {
      auto flat = MemRefType::get({ShapedType::kDynamic}, type.getElementType());
      base = flat == whole.base.getType() ? whole.base
                                          : FieldOp::create(b, flat, whole.base).getResult();
    }
    auto [strides, offset] = type.getStridesAndOffset();
    int64_t bytes = type.getElementTypeBitWidth() / 8;
    auto record = cast<RecordType>(cast<MemRefType>(array.getType()).getElementType());
    int64_t elements = static_cast<int64_t>(record.getSize()) / bytes;
    ArrayView view;
    view.base = base;
    view.offset = b.getIndexAttr(offset);
    view.sizes = whole.sizes;
    for (OpFoldResult stride : whole.strides) {
      view.strides.push_back(multiply(b, b.getLoc(), stride, b.getIndexAttr(elements)));
    }
    for (size_t dim = whole.sizes.size(); dim != strides.size(); ++dim) {
      view.sizes.push_back(b.getIndexAttr(type.getDimSize(dim)));
      view.strides.push_back(b.getIndexAttr(strides[dim]));
    }
    views[field.getResult()] = std::move(view);
    toErase.push_back(field);
  }
}

void BodyLowering::receiveArguments(ImplicitLocOpBuilder &b) {
  for (auto [index, argument] : llvm::enumerate(kernel.getArguments())) {
    b.setLoc(argument.getLoc());
    if (isa<MemRefType>(argument.getType())) {
      views[argument] = receiveArray(b, index);
      receiveFields(b, argument);
    } else {
      argument.replaceAllUsesWith(receiveScalar(b, index));
    }
  }
  b.setLoc(kernel.getLoc());
}

void BodyLowering::moveBody(ImplicitLocOpBuilder &b) {
  SmallVector<Value> domain;
  for (unsigned flat : abi.domain) {
    domain.push_back(device.getArgument(flat));
  }
  if (std::optional<ArrayRef<int64_t>> sizes = kernel.getBlock()) {
    blocks = BlocksOp::create(b, domain, *sizes);
  } else {
    threads = ThreadsOp::create(b, domain);
  }
  gpu::ReturnOp::create(b);
  Block &source = kernel.getBody().front();
  Block &target = launchBody().front();
  source.back().erase(); // dc.return; dc.threads has its own terminator
  target.getOperations().splice(target.begin(), source.getOperations());
}

Value BodyLowering::globalId(OpBuilder &b, Location loc, unsigned dim) {
  if (threads) {
    return threads.getBody().getArgument(dim);
  }
  Value size = arith::ConstantIntOp::create(b, loc, blocks.getBlock()[dim], 64);
  Value first = arith::MulIOp::create(b, loc, blocks.getBlockIds()[dim], size);
  return arith::AddIOp::create(b, loc, first, blocks.getThreadIds()[dim]);
}

/// Of a block kernel it is the grid times the block.
Value BodyLowering::domainSize(OpBuilder &b, Location loc, unsigned dim) {
  if (threads) {
    return threads.getExtents()[dim];
  }
  Value size = arith::ConstantIntOp::create(b, loc, blocks.getBlock()[dim], 64);
  return arith::MulIOp::create(b, loc, blocks.getExtents()[dim], size);
}

/// Loads, stores and atomics keep their attributes and location; only what they address changes.
template <typename Access> void BodyLowering::lowerAccess(Access access) {
  const ArrayView &view = views.find(access.getMemref())->second;
  OpBuilder b(access);
  Value index = linearIndex(b, access.getLoc(), view, access.getIndices());
  numAccesses += access.getIndices().size() != 1 || index != access.getIndices().front();
  access.getMemrefMutable().assign(view.base);
  access.getIndicesMutable().assign(index);
}

/// An array may be passed to nothing but the operations that `lower` knows.
LogicalResult BodyLowering::rejectOtherUses(Operation *op) {
  for (Value operand : op->getOperands()) {
    if (views.contains(operand)) {
      return emitDiagnostic(op->getLoc(), Diag::ArrayUse, op->getName().getStringRef());
    }
  }
  return success();
}

LogicalResult BodyLowering::replaceStrides(memref::ExtractStridedMetadataOp metadata,
                                           const ArrayView &view) {
  if (!metadata.getBaseBuffer().use_empty()) {
    return rejectOtherUses(metadata);
  }
  OpBuilder b(metadata);
  auto replaceAll = [&](ValueRange results, ArrayRef<OpFoldResult> values) {
    for (auto [result, value] : llvm::zip_equal(results, values)) {
      result.replaceAllUsesWith(getValueOrCreateConstantIndexOp(b, metadata.getLoc(), value));
    }
  };
  replaceAll(metadata.getOffset(), view.offset);
  replaceAll(metadata.getSizes(), view.sizes);
  replaceAll(metadata.getStrides(), view.strides);
  toErase.push_back(metadata);
  return success();
}

LogicalResult BodyLowering::lower(Operation *op) {
  OpBuilder b(op);
  auto replace = [&](Value value) {
    op->getResult(0).replaceAllUsesWith(value);
    toErase.push_back(op);
    return success();
  };
  return llvm::TypeSwitch<Operation *, LogicalResult>(op)
      .Case([&](GlobalIdOp id) { return replace(globalId(b, id.getLoc(), id.getDim())); })
      .Case([&](DomainSizeOp size) { return replace(domainSize(b, size.getLoc(), size.getDim())); })
      .Case([&](ThreadIdOp id) { return replace(blocks.getThreadIds()[id.getDim()]); })
      .Case([&](BlockIdOp id) { return replace(blocks.getBlockIds()[id.getDim()]); })
      .Case([&](GridSizeOp size) { return replace(blocks.getExtents()[size.getDim()]); })
      .Case([&](FieldOp field) { return success(views.contains(field.getResult())); })
      // A size is never 0, and these are divisions by it.
      .Case([&](LaneIdOp id) {
        Location loc = id.getLoc();
        Value size = SubgroupSizeOp::create(b, loc);
        return replace(arith::RemUIOp::create(b, loc, linearThreadId(b, loc, blocks), size));
      })
      .Case([&](SubgroupIdOp id) {
        Location loc = id.getLoc();
        Value size = SubgroupSizeOp::create(b, loc);
        return replace(arith::DivUIOp::create(b, loc, linearThreadId(b, loc, blocks), size));
      })
      .Case([&](NumSubgroupsOp count) {
        Location loc = count.getLoc();
        Value size = SubgroupSizeOp::create(b, loc);
        Value last = arith::ConstantIntOp::create(b, loc, blocks.getNumThreads() - 1, 64);
        Value one = arith::ConstantIntOp::create(b, loc, 1, 64);
        Value whole = arith::DivUIOp::create(b, loc, last, size);
        return replace(arith::AddIOp::create(b, loc, whole, one));
      })
      .Case<DomainOp, GridOp, RequiresOp, EnsuresOp, TrustOp>([&](auto) {
        toErase.push_back(op);
        return success();
      })
      .Case<memref::LoadOp, memref::StoreOp, AtomicOp, AtomicCASOp, AtomicLoadOp, AtomicStoreOp>(
          [&](auto access) {
            // An input's claim that nothing checks.
            if constexpr (requires { access.removeAlignmentAttr(); }) {
              access.removeAlignmentAttr();
            }
            if (views.contains(access.getMemref())) {
              lowerAccess(access);
            }
            return success();
          })
      .Case([&](memref::DimOp dim) {
        auto view = views.find(dim.getSource());
        return view == views.end() ? success()
                                   : replace(sizeOf(b, dim.getLoc(), view->second, dim.getIndex()));
      })
      .Case([&](memref::ExtractStridedMetadataOp metadata) {
        auto view = views.find(metadata.getSource());
        return view == views.end() ? success() : replaceStrides(metadata, view->second);
      })
      .Case([&](arith::IndexCastOp
                    cast) { // A size arrives as i64; to index and back is the identity.
        auto inner = cast.getIn().getDefiningOp<arith::IndexCastOp>();
        bool isSize =
            inner && inner.getIn().getType() == cast.getType() && cast.getType().isInteger(64);
        return isSize ? replace(inner.getIn()) : success();
      })
      .Case([&](memref::SubViewOp subview) {
        auto view = views.find(subview.getSource());
        if (view != views.end()) {
          ArrayView taken = takeSubview(b, view->second, subview);
          views[subview] = std::move(taken);
          toErase.push_back(op);
        }
        return success();
      })
      .Case([&](memref::CastOp cast) {
        auto view = views.find(cast.getSource());
        if (view != views.end()) {
          ArrayView same = view->second;
          views[cast] = std::move(same);
          toErase.push_back(op);
        }
        return success();
      })
      .Case([&](memref::AllocaOp alloca) {
        MemRefType type = alloca.getType();
        if (type.hasStaticShape() && type.getLayout().isIdentity() && type.getRank() > 0) {
          MemRefType flat = flatTypeOf(type);
          Value base =
              memref::AllocaOp::create(b, alloca.getLoc(), flat, alloca.getAlignmentAttr());
          views[alloca] = wholeArray(b, base, type);
          toErase.push_back(op);
        }
        return success();
      })
      .Case([&](SharedOp shared) {
        MemRefType type = shared.getMemref().getType();
        Value base = SharedOp::create(b, shared.getLoc(), flatTypeOf(type), shared.getName());
        views[shared] = wholeArray(b, base, type);
        toErase.push_back(op);
        return success();
      })
      .Default([&](Operation *other) { return rejectOtherUses(other); });
}

/// What computed launch rules and sizes has no use left.
void BodyLowering::eraseDeadCode() {
  device->walk<WalkOrder::PostOrder, mlir::ReverseIterator>([](Operation *op) {
    if (isOpTriviallyDead(op)) {
      op->erase();
    }
  });
}

LogicalResult BodyLowering::run() {
  auto b = ImplicitLocOpBuilder::atBlockBegin(kernel.getLoc(), &device.getBody().front());
  receiveArguments(b);
  moveBody(b);
  SmallVector<Operation *> ops;
  launchBody().walk<WalkOrder::PreOrder>([&](Operation *op) { ops.push_back(op); });
  for (Operation *op : ops) {
    if (failed(lower(op))) {
      return failure();
    }
  }
  for (Operation *op : llvm::reverse(toErase)) {
    op->erase();
  }
  eraseDeadCode();
  return success();
}

LogicalResult checkPreconditions(KernelOp kernel) {
  if (!kernel.getBody().hasOneBlock()) {
    return emitDiagnostic(kernel.getLoc(), Diag::UnstructuredKernel, kernel.getName(),
                          kernel.getBody().getBlocks().size());
  }
  return success();
}

/// A name every assembler and object format takes.
std::string symbolFor(StringRef kernelName) {
  std::string symbol = kernelName.str();
  for (char &c : symbol) {
    if (!llvm::isAlnum(c) && c != '_') {
      c = '_';
    }
  }
  return symbol;
}

gpu::GPUFuncOp createDeviceFunction(KernelOp kernel, const FlatABI &abi) {
  OpBuilder b(kernel.getContext());
  SmallVector<Type> types =
      llvm::map_to_vector(abi.params, [](const FlatABI::Param &param) { return param.type; });
  auto device = gpu::GPUFuncOp::create(b, kernel.getLoc(), symbolFor(kernel.getName()),
                                       b.getFunctionType(types, {}));
  for (NamedAttribute attribute : kernel->getDiscardableAttrs()) {
    device->setAttr(attribute.getName(), attribute.getValue());
  }
  device->setAttr(gpu::GPUDialect::getKernelFuncAttrName(), b.getUnitAttr());
  device->setAttr("dc.kernel", b.getStringAttr(kernel.getName()));
  device->setAttr("dc.rank", kernel.getRankAttr());
  for (auto [index, param] : llvm::enumerate(abi.params)) {
    device.setArgAttrs(index, param.attrs);
    device.getArgument(index).setLoc(param.loc);
  }
  return device;
}

struct DCToDevice : impl::DCToDevicePassBase<DCToDevice> {
  void runOnOperation() override {
    ModuleOp module = getOperation();
    SmallVector<KernelOp> kernels(module.getOps<KernelOp>());
    if (kernels.empty()) {
      return;
    }
    auto b = OpBuilder::atBlockEnd(module.getBody());
    auto deviceModule = gpu::GPUModuleOp::create(b, module.getLoc(), "kernels");
    SymbolTable symbols(deviceModule);
    for (KernelOp kernel : kernels) {
      FailureOr<FlatABI> abi = failure();
      if (failed(checkPreconditions(kernel)) || failed(abi = FlatABI::get(kernel))) {
        return signalPassFailure();
      }
      gpu::GPUFuncOp device = createDeviceFunction(kernel, *abi);
      for (auto [arg, isOwn] : llvm::zip_equal(abi->args, computeOwnElement(kernel))) {
        if (isOwn) {
          device.setArgAttr(arg.first, "dc.own_element", b.getUnitAttr());
        }
      }
      symbols.insert(device); // makes the name unique
      BodyLowering lowering(kernel, device, *abi);
      if (failed(lowering.run())) {
        return signalPassFailure();
      }
      numAccesses += lowering.getNumAccesses();
      ++numKernels;
      kernel.erase();
    }
  }
};

} // namespace
} // namespace mlir::dc
