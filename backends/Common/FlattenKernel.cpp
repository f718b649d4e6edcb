// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// gpu.func to func.func, and ids from a linear id.
#include "backends/Common/FlattenKernel.h"

#include "backends/Common/AliasVariants.h"
#include "backends/Common/ThreadsApart.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "passes/Analysis/KnownFacts.h"

namespace mlir::dc {

StringRef getQualifiedName(Operation *kernel) {
  auto qualified = kernel->getAttrOfType<StringAttr>(kKernelAttr);
  return qualified ? qualified.getValue() : SymbolTable::getSymbolName(kernel).getValue();
}

std::optional<int64_t> findLoweredNumber(ModuleOp lowered, StringRef symbol, StringRef attribute) {
  auto function = lowered.lookupSymbol<LLVM::LLVMFuncOp>(symbol);
  auto number = function ? function->getAttrOfType<IntegerAttr>(attribute) : IntegerAttr();
  return number ? std::optional(number.getInt()) : std::nullopt;
}

/// What is always so of an extent, for LLVM: without it, no sum of a place and a stride is known
/// not to wrap, and loops over such places are not counted. A kernel that runs has a grid. Nothing
/// is said of the extents of a domain: loops over what is left of a tile are not worth unrolling.
static void setExtentRange(gpu::GPUFuncOp kernel, func::FuncOp function, unsigned argument) {
  APInt least(64, 0), most(64, kMaxSpanExtent);
  auto name = kernel.getArgAttrOfType<StringAttr>(argument, "dc.name");
  if (name && name.getValue().starts_with("domain.")) {
    bool isGrid = kernel.walk([](BlocksOp) { return WalkResult::interrupt(); }).wasInterrupted();
    if (!isGrid) {
      return;
    }
    least = 1;
    most = kMaxDomainThreads;
  }
  function.setArgAttr(argument, LLVM::LLVMDialect::getRangeAttrName(),
                      LLVM::ConstantRangeAttr::get(function.getContext(), least, most + 1));
}

static func::FuncOp flatten(gpu::GPUFuncOp kernel, OpBuilder &builder, ArrayRef<Type> extra) {
  SmallVector<Type> types(kernel.getArgumentTypes());
  llvm::append_range(types, extra);
  auto function = func::FuncOp::create(builder, kernel.getLoc(), kernel.getName(),
                                       builder.getFunctionType(types, TypeRange()));
  for (StringRef name : {kKernelAttr, kDisjointAttr, kThreadsApartAttr}) {
    if (Attribute attribute = kernel->getAttr(name)) {
      function->setAttr(name, attribute);
    }
  }
  for (unsigned i = 0, e = kernel.getNumArguments(); i < e; ++i) {
    for (NamedAttribute attribute : function_interface_impl::getArgAttrs(kernel, i)) {
      if (isa_and_present<LLVM::LLVMDialect>(attribute.getNameDialect())) {
        function.setArgAttr(i, attribute.getName(), attribute.getValue());
      }
    }
    if (kernel.getArgAttr(i, "dc.extent") && types[i].isInteger(64)) {
      setExtentRange(kernel, function, i);
    }
  }
  function.getBody().takeBody(kernel.getBody());
  for (Type type : extra) {
    function.getBody().addArgument(type, kernel.getLoc());
  }
  function.walk([](gpu::ReturnOp op) {
    OpBuilder at(op);
    func::ReturnOp::create(at, op.getLoc());
    op.erase();
  });
  return function;
}

SmallVector<func::FuncOp> flattenKernels(ModuleOp module, ArrayRef<Type> extra) {
  SmallVector<func::FuncOp> functions;
  OpBuilder builder(module.getContext());
  for (auto container : llvm::make_early_inc_range(module.getOps<gpu::GPUModuleOp>())) {
    for (auto table : llvm::make_early_inc_range(container.getOps<memref::GlobalOp>())) {
      table->moveBefore(container);
    }
    for (auto kernel : container.getOps<gpu::GPUFuncOp>()) {
      builder.setInsertionPoint(container);
      functions.push_back(flatten(kernel, builder, extra));
    }
    container.erase();
  }
  return functions;
}

SmallVector<Value> delinearize(OpBuilder &builder, Location loc, Value linear, ValueRange extents) {
  SmallVector<Value> ids(extents.size());
  Value one = arith::ConstantIntOp::create(builder, loc, 1, 64);
  for (size_t d = extents.size() - 1; d > 0; --d) {
    // Nothing runs over an empty domain; the maximum is there so that no reordering can divide by
    // zero.
    Value extent = arith::MaxUIOp::create(builder, loc, extents[d], one);
    ids[d] = arith::RemUIOp::create(builder, loc, linear, extent);
    linear = arith::DivUIOp::create(builder, loc, linear, extent);
  }
  ids[0] = linear;
  return ids;
}

} // namespace mlir::dc
