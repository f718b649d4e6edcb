// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Elements of arrays of structs: each field is an array of its own, the element all of them at one
// index.
#include "compiler/frontend/cxx/KernelEmitter.h"
#include "compiler/frontend/cxx/Records.h"

#include "clang/AST/RecordLayout.h"

namespace dc::compiler {

/// Fields of `type`, which begins at byte `offset` of an element of `array`; inside arrays of these
/// shapes and distances in bytes.
Place KernelEmitter::fieldsOf(mlir::Location loc, clang::QualType type, mlir::Value array,
                              int64_t offset, llvm::SmallVector<int64_t, 2> shape,
                              llvm::SmallVector<int64_t, 2> strides) {
  type = type.getCanonicalType();
  if (const auto *inner = ast.getAsConstantArrayType(type)) {
    shape.push_back(static_cast<int64_t>(inner->getZExtSize()));
    strides.push_back(ast.getTypeSizeInChars(inner->getElementType()).getQuantity());
    return fieldsOf(loc, inner->getElementType(), array, offset, std::move(shape),
                    std::move(strides));
  }
  if (auto scalar = scalarType(type)) {
    return Place::ofMemory(build.field(loc, array, *scalar, offset, shape, strides), *scalar);
  }
  Place result;
  const clang::CXXRecordDecl *record = type->getAsCXXRecordDecl();
  if (!record) {
    return result; // the checker has said so
  }
  result.kind = Place::Kind::Record;
  const clang::ASTRecordLayout &layout = ast.getASTRecordLayout(record);
  for (const clang::CXXBaseSpecifier &base : record->bases()) {
    int64_t at = layout.getBaseClassOffset(base.getType()->getAsCXXRecordDecl()).getQuantity();
    result.parts.push_back(fieldsOf(loc, base.getType(), array, offset + at, shape, strides));
  }
  for (const clang::FieldDecl *field : record->fields()) {
    int64_t at =
        ast.toCharUnitsFromBits(static_cast<int64_t>(layout.getFieldOffset(field->getFieldIndex())))
            .getQuantity();
    result.parts.push_back(fieldsOf(loc, field->getType(), array, offset + at, shape, strides));
  }
  return result;
}

/// A span or view of the kernel's argument `array`.
Place KernelEmitter::spanOf(clang::QualType element, mlir::Value array) {
  Place span = Place::ofSpan(array, scalarType(element).value_or(ScalarType::index()));
  if (!getFloat8Name(element).empty()) {
    ScalarType byte{ScalarType::Kind::Unsigned, 8};
    Place record;
    record.kind = Place::Kind::Record;
    record.parts.push_back(Place::ofMemory(array, byte));
    span.parts.push_back(std::move(record));
  } else if (!scalarType(element)) {
    span.parts.push_back(fieldsOf(array.getLoc(), element, array, 0, {}, {}));
  }
  return span;
}

/// The element of a span or view.
Place KernelEmitter::elementOf(const clang::Expr *expr, const Place &span,
                               llvm::ArrayRef<mlir::Value> given) {
  llvm::SmallVector<mlir::Value, 4> indices = wholeIndices(expr, span, given);
  if (span.parts.empty()) {
    Place element = Place::ofMemory(span.value, span.type);
    element.indices.assign(indices.begin(), indices.end());
    return element;
  }
  Place element = span.parts.front();
  for (mlir::Value index : indices) {
    element = element.at(index);
  }
  element.describe(sourceText(expr));
  return element;
}

} // namespace dc::compiler
