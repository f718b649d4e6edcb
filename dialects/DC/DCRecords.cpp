// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arrays of structs: their element type, their fields, and what a kernel says of both.
#include "dialects/DC/DC.h"
#include "dialects/DC/OpSupport.h"

#include "llvm/Support/MathExtras.h"

namespace mlir::dc {

LogicalResult RecordType::verify(llvm::function_ref<InFlightDiagnostic()> emitError, uint64_t size,
                                 uint64_t align) {
  if (size == 0 || size > kMaxRecordBytes || !llvm::isPowerOf2_64(align) || align > 4096 ||
      size % align != 0) {
    return emitError() << "expected 1 to " << kMaxRecordBytes
                       << " bytes, a multiple of an alignment that is a power of two up to 4096, "
                          "got "
                       << size << " and " << align;
  }
  return success();
}

//===-- Fields of arguments
//-----------------------------------------------------------------------------------------===//

DictionaryAttr RecordField::toAttribute(MLIRContext *context) const {
  Builder b(context);
  return b.getDictionaryAttr({b.getNamedAttr("name", b.getStringAttr(name)),
                              b.getNamedAttr("type", b.getStringAttr(type)),
                              b.getNamedAttr("offset", b.getI64IntegerAttr(offset)),
                              b.getNamedAttr("count", b.getI64IntegerAttr(count))});
}

std::optional<RecordField> RecordField::get(Attribute attribute) {
  auto entries = dyn_cast_or_null<DictionaryAttr>(attribute);
  auto text = [&](StringRef key) {
    return entries ? entries.getAs<StringAttr>(key) : StringAttr();
  };
  auto number = [&](StringRef key) {
    return entries ? entries.getAs<IntegerAttr>(key) : IntegerAttr();
  };
  StringAttr name = text("name"), type = text("type");
  IntegerAttr offset = number("offset"), count = number("count");
  if (!name || !type || !offset || !count || !offset.getType().isInteger(64) ||
      !count.getType().isInteger(64)) {
    return std::nullopt;
  }
  return RecordField{name.getValue(), type.getValue(), offset.getInt(), count.getInt()};
}

SmallVector<RecordField> getRecordFields(KernelOp kernel, unsigned index) {
  SmallVector<RecordField> fields;
  if (auto list = kernel.getArgAttrOfType<ArrayAttr>(index, "dc.fields")) {
    for (Attribute entry : list) {
      if (std::optional<RecordField> field = RecordField::get(entry)) {
        fields.push_back(*field);
      }
    }
  }
  return fields;
}

/// C7 of dc.kernel.
LogicalResult verifyRecordArgument(KernelOp kernel, unsigned index) {
  auto array = cast<MemRefType>(kernel.getArgumentTypes()[index]);
  auto fail = [&] {
    return kernel.emitOpError() << "expected argument \"" << kernel.getArgName(index)
                                << "\" of dc.type \"record\" to ";
  };
  auto record = dyn_cast<RecordType>(array.getElementType());
  if (!record) {
    return fail() << "have elements of !dc.record, got " << array.getElementType();
  }
  auto list = kernel.getArgAttrOfType<ArrayAttr>(index, "dc.fields");
  if (!list) {
    return fail() << "have dc.fields";
  }
  for (Attribute entry : list) {
    std::optional<RecordField> field = RecordField::get(entry);
    Type element =
        field ? elementTypeNamed(field->type, /*inMemory=*/true, kernel.getContext()) : Type();
    if (!element) {
      return fail() << "have fields with name, type, offset and count, got " << entry;
    }
    int64_t bytes = element.getIntOrFloatBitWidth() / 8;
    int64_t size = static_cast<int64_t>(record.getSize());
    if (field->offset < 0 || field->offset > size || field->count < 0 ||
        field->count > (size - field->offset) / bytes || field->offset % bytes != 0) {
      return fail() << "have fields inside its " << size << " bytes, got " << entry;
    }
  }
  return success();
}

//===-- dc.field
//----------------------------------------------------------------------------------------------------===//

Value FieldOp::getViewSource() { return getSource(); }

Value getWholeArray(Value memory) {
  while (auto field = memory.getDefiningOp<FieldOp>()) {
    memory = field.getSource();
  }
  return memory;
}

static bool isFlat(MemRefType type) {
  return type.getRank() == 1 && type.isDynamicDim(0) && type.getLayout().isIdentity();
}

LogicalResult FieldOp::verify() {
  auto source = dyn_cast<MemRefType>(getSource().getType());
  auto result = dyn_cast<MemRefType>(getResult().getType());
  Type element = result ? result.getElementType() : Type();
  if (!source || !result || !element.isIntOrFloat() || element.getIntOrFloatBitWidth() % 8 != 0) {
    return emitOpError() << "expected ranked arrays, and a result of whole bytes";
  }
  auto record = dyn_cast<RecordType>(source.getElementType());
  if (!record) { // C4
    if (source.getElementType().isInteger(8) && isFlat(source) && isFlat(result)) {
      return success();
    }
    return emitOpError() << "expected an array of !dc.record, or memref<?xi8> and a result like it";
  }
  SmallVector<int64_t> sourceStrides, strides;
  int64_t sourceOffset = 0, offset = 0;
  int64_t outer = source.getRank();
  if (failed(source.getStridesAndOffset(sourceStrides, sourceOffset)) ||
      failed(result.getStridesAndOffset(strides, offset)) || result.getRank() < outer ||
      !llvm::all_of(source.getShape(), ShapedType::isDynamic) ||
      !llvm::all_of(result.getShape().take_front(outer), ShapedType::isDynamic) ||
      llvm::any_of(result.getShape().drop_front(outer), ShapedType::isDynamic)) { // C1
    return emitOpError() << "expected the dynamic dimensions of " << source
                         << ", then static ones, got " << result;
  }
  int64_t bytes = element.getIntOrFloatBitWidth() / 8;
  int64_t size = static_cast<int64_t>(record.getSize());
  for (int64_t dim = 0; dim != outer; ++dim) { // C2
    bool isDynamic = ShapedType::isDynamic(sourceStrides[dim]);
    if (size % bytes != 0 ||
        strides[dim] != (isDynamic ? sourceStrides[dim] : sourceStrides[dim] * (size / bytes))) {
      return emitOpError() << "expected strides of " << size << " bytes times those of " << source
                           << ", got " << result;
    }
  }
  int64_t last = offset;
  bool isInside = sourceOffset == 0 && offset >= 0;
  for (int64_t dim = outer; dim != result.getRank(); ++dim) {
    isInside &= strides[dim] >= 0; // false for a dynamic one
    last += (result.getDimSize(dim) - 1) * strides[dim];
  }
  if (!isInside || last < 0 || last >= size / bytes) { // C3
    return emitOpError() << "expected a field inside the " << size << " bytes of a record, got "
                         << result;
  }
  return success();
}

} // namespace mlir::dc
