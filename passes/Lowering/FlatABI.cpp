// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lays a kernel's arguments out as the flat parameter list.
#include "passes/Lowering/FlatABI.h"

#include "dialects/Support/Diagnostics.h"
#include "passes/Lowering/FaultRecord.h"

#include "mlir/IR/Builders.h"

namespace mlir::dc {

unsigned FlatABI::add(Type type, Location loc, DictionaryAttr attrs) {
  params.push_back({type, loc, attrs});
  return params.size() - 1;
}

unsigned FlatABI::addSize(OpBuilder &builder, Location loc, const Twine &name, bool isExtent) {
  SmallVector<NamedAttribute> attrs = {
      builder.getNamedAttr("dc.name", builder.getStringAttr(name))};
  if (isExtent) {
    attrs.push_back(builder.getNamedAttr("dc.extent", builder.getUnitAttr()));
  }
  return add(builder.getI64Type(), loc, builder.getDictionaryAttr(attrs));
}

void FlatABI::addArray(KernelOp kernel, unsigned index) {
  OpBuilder b(kernel.getContext());
  auto type = cast<MemRefType>(kernel.getArgumentTypes()[index]);
  Location loc = kernel.getArgument(index).getLoc();
  StringRef name = kernel.getArgName(index);
  int64_t rank = type.getRank();
  auto [strides, offset] = type.getStridesAndOffset();

  Arg arg;
  Type element = type.getElementType();
  DictionaryAttr attrs = kernel.getArgAttrDict(index);
  if (auto record = dyn_cast<RecordType>(element)) {
    element = b.getI8Type();
    // Which the launcher checks. Where it is more than the fields' own, they can be loaded
    // together.
    NamedAttrList aligned(attrs);
    aligned.set("llvm.align", b.getI64IntegerAttr(static_cast<int64_t>(record.getAlign())));
    attrs = aligned.getDictionary(kernel.getContext());
  }
  auto pointer = MemRefType::get({ShapedType::kDynamic}, element, MemRefLayoutAttrInterface(),
                                 type.getMemorySpace());
  arg.first = add(pointer, loc, attrs);
  for (int64_t dim = 0; dim != rank; ++dim) {
    arg.extents.push_back(addSize(b, loc, name + ".extent." + Twine(dim), /*isExtent=*/true));
  }
  for (int64_t dim = 0; dim != rank; ++dim) {
    bool isPassed = dim + 1 != rank || ShapedType::isDynamic(strides[dim]);
    arg.strides.push_back(
        isPassed ? addSize(b, loc, name + ".stride." + Twine(dim), /*isExtent=*/false) : arg.first);
  }
  if (ShapedType::isDynamic(offset)) {
    arg.offset = addSize(b, loc, name + ".offset", /*isExtent=*/false);
  }
  args[index] = std::move(arg);
}

FailureOr<FlatABI> FlatABI::get(KernelOp kernel) {
  OpBuilder b(kernel.getContext());
  FlatABI abi;
  abi.args.resize(kernel.getNumArguments());
  for (auto [index, type] : llvm::enumerate(kernel.getArgumentTypes())) {
    auto array = dyn_cast<MemRefType>(type);
    if (!array) {
      continue;
    }
    if (array.getRank() < 1 || array.getRank() > 3 || !array.isStrided()) {
      return emitDiagnostic(kernel.getArgument(index).getLoc(), Diag::ArrayLayout,
                            kernel.getArgName(index), str(type));
    }
    abi.addArray(kernel, index);
  }
  for (auto [index, type] : llvm::enumerate(kernel.getArgumentTypes())) {
    if (!isa<MemRefType>(type)) {
      Type passed = type.isInteger(1) ? b.getI8Type() : type;
      abi.args[index].first =
          abi.add(passed, kernel.getArgument(index).getLoc(), kernel.getArgAttrDict(index));
    }
  }
  for (unsigned dim = 0, rank = kernel.getRank(); dim != rank; ++dim) {
    abi.domain.push_back(
        abi.addSize(b, kernel.getLoc(), "domain." + Twine(dim), /*isExtent=*/true));
  }
  abi.add(fault_record::getType(kernel.getContext()), kernel.getLoc(),
          b.getDictionaryAttr(b.getNamedAttr("dc.name", b.getStringAttr("fault"))));
  return abi;
}

} // namespace mlir::dc
