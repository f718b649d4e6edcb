// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a struct must be to lie in an array, and where Clang puts its fields.
#include "compiler/frontend/cxx/Records.h"

#include "clang/AST/RecordLayout.h"

namespace dc::compiler {

llvm::StringRef getFloat8Name(clang::QualType type) {
  const clang::CXXRecordDecl *record = type.getCanonicalType()->getAsCXXRecordDecl();
  if (!record || !record->getIdentifier() || !isInDC(record)) {
    return "";
  }
  llvm::StringRef name = record->getName();
  return name == "f8e4m3" || name == "f8e5m2" ? name : "";
}

const clang::CXXRecordDecl *getRecordElement(clang::QualType span, const clang::ASTContext &ast) {
  auto element = getSpanElement(span);
  return element && !getScalarType(*element, ast)
             ? element->getCanonicalType()->getAsCXXRecordDecl()
             : nullptr;
}

static std::string findMemberProblem(clang::QualType type, const clang::ASTContext &ast) {
  type = type.getCanonicalType();
  if (type.isVolatileQualified()) {
    return "is volatile";
  }
  if (getScalarType(type, ast)) {
    return "";
  }
  if (const auto *array = ast.getAsConstantArrayType(type)) {
    return findMemberProblem(array->getElementType(), ast);
  }
  if (getSpanElement(type)) {
    return "names another array";
  }
  if (type->getAsCXXRecordDecl()) {
    return findElementProblem(type, ast);
  }
  return "is no scalar";
}

std::string findElementProblem(clang::QualType type, const clang::ASTContext &ast) {
  if (getScalarType(type, ast)) {
    return type.isVolatileQualified() ? "is volatile" : "";
  }
  const clang::CXXRecordDecl *record = type.getCanonicalType()->getAsCXXRecordDecl();
  if (!record || !record->hasDefinition()) {
    return "is no scalar and no struct";
  }
  if (getSpanElement(type)) {
    return "is an array itself";
  }
  if (record->isUnion() || record->isLambda()) {
    return record->isUnion() ? "is a union" : "is a lambda";
  }
  if (record->isPolymorphic() || record->getNumVBases() != 0) {
    return "has virtual functions or bases";
  }
  if (!record->isTriviallyCopyable()) {
    return "is not trivially copyable";
  }
  for (const clang::CXXBaseSpecifier &base : record->bases()) {
    if (std::string problem = findElementProblem(base.getType(), ast); !problem.empty()) {
      return "has the base " + quoted(base.getType()) + ", which " + problem;
    }
  }
  for (const clang::FieldDecl *field : record->fields()) {
    if (field->isBitField()) {
      return "has a bit-field";
    }
    if (!field->getDeclName()) {
      return "has a member without a name";
    }
    if (std::string problem = findMemberProblem(field->getType(), ast); !problem.empty()) {
      return "has the member '" + field->getNameAsString() + "' of type " +
             quoted(field->getType()) + ", which " + problem;
    }
  }
  return "";
}

/// Calls `visit` with every field that is a scalar or an array of scalars, its name from the struct
/// on, its offset in bytes and the scalars in it; and with every element of an array of structs.
static void visitFields(clang::QualType type, const std::string &name, int64_t offset,
                        const clang::ASTContext &ast, const clang::FieldDecl *field,
                        llvm::function_ref<void(const clang::FieldDecl *, const std::string &,
                                                clang::QualType, int64_t, int64_t)>
                            visit) {
  int64_t count = 1;
  clang::QualType element = type.getCanonicalType();
  while (const auto *array = ast.getAsConstantArrayType(element)) {
    count *= static_cast<int64_t>(array->getZExtSize());
    element = array->getElementType();
  }
  const clang::CXXRecordDecl *record = element->getAsCXXRecordDecl();
  if (!record || getScalarType(element, ast) || !getFloat8Name(element).empty()) {
    return visit(field, name, element, offset, count);
  }
  const clang::ASTRecordLayout &layout = ast.getASTRecordLayout(record);
  for (int64_t i = 0; i < count; ++i) {
    std::string prefix =
        count == 1 && type->getAsCXXRecordDecl() ? name : name + "[" + std::to_string(i) + "]";
    int64_t first = offset + i * layout.getSize().getQuantity();
    for (const clang::CXXBaseSpecifier &base : record->bases()) {
      int64_t at = layout.getBaseClassOffset(base.getType()->getAsCXXRecordDecl()).getQuantity();
      visitFields(base.getType(), prefix, first + at, ast, field, visit);
    }
    for (const clang::FieldDecl *member : record->fields()) {
      int64_t at = ast.toCharUnitsFromBits(
                          static_cast<int64_t>(layout.getFieldOffset(member->getFieldIndex())))
                       .getQuantity();
      std::string path =
          prefix.empty() ? member->getNameAsString() : prefix + "." + member->getNameAsString();
      visitFields(member->getType(), path, first + at, ast, member, visit);
    }
  }
}

static int64_t sizeOf(clang::QualType type, const clang::ASTContext &ast) {
  return ast.getTypeSizeInChars(type).getQuantity();
}

const clang::FieldDecl *findMisplacedField(const clang::CXXRecordDecl *record,
                                           const clang::ASTContext &ast) {
  const clang::FieldDecl *found = nullptr;
  clang::QualType type = ast.getCanonicalTagType(record);
  int64_t size = sizeOf(type, ast);
  visitFields(type, "", 0, ast, nullptr,
              [&](const clang::FieldDecl *field, const std::string &, clang::QualType scalar,
                  int64_t offset, int64_t) {
                int64_t bytes = sizeOf(scalar, ast);
                if (!found && (offset % bytes != 0 || size % bytes != 0)) {
                  found = field;
                }
              });
  return found;
}

RecordLayout getRecordLayout(const clang::CXXRecordDecl *record, const clang::ASTContext &ast) {
  clang::QualType type = ast.getCanonicalTagType(record);
  RecordLayout layout;
  layout.bytes = static_cast<uint64_t>(sizeOf(type, ast));
  layout.align = static_cast<uint64_t>(ast.getTypeAlignInChars(type).getQuantity());
  visitFields(type, "", 0, ast, nullptr,
              [&](const clang::FieldDecl *, const std::string &name, clang::QualType scalar,
                  int64_t offset, int64_t count) {
                llvm::StringRef float8 = getFloat8Name(scalar);
                auto known = getScalarType(scalar, ast);
                std::string element = !float8.empty() ? float8.str() : known ? known->name() : "u8";
                layout.fields.push_back({name, element, offset, count});
              });
  return layout;
}

} // namespace dc::compiler
