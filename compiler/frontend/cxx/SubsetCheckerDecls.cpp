// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Parameters, variables and types.
#include "compiler/frontend/cxx/Records.h"
#include "compiler/frontend/cxx/SubsetChecker.h"

#include "dialects/DC/DC.h"

#include "clang/AST/DeclTemplate.h"

namespace dc::compiler {

bool SubsetChecker::isKernelParameter(clang::QualType type) const {
  type = type.getCanonicalType();
  if (getScalarType(type, ast)) {
    return !type.isVolatileQualified();
  }
  if (getSpanElement(type)) {
    return true; // checkElements looks at what is in it
  }
  if (const auto *array = ast.getAsConstantArrayType(type)) {
    return isKernelParameter(array->getElementType());
  }
  const clang::CXXRecordDecl *record = type->getAsCXXRecordDecl();
  if (!record || !record->hasDefinition() || record->isUnion() || record->isLambda() ||
      record->isPolymorphic() || !record->hasTrivialDestructor() || record->getNumVBases() != 0) {
    return false;
  }
  for (const clang::CXXBaseSpecifier &base : record->bases()) {
    if (!isKernelParameter(base.getType())) {
      return false;
    }
  }
  for (const clang::FieldDecl *field : record->fields()) {
    if (field->isBitField() || field->isUnnamedBitField() || !field->getDeclName() ||
        !isKernelParameter(field->getType())) {
      return false;
    }
  }
  return true;
}

bool SubsetChecker::checkElement(clang::QualType element, clang::SourceRange range) {
  if (std::string problem = findElementProblem(element, ast); !problem.empty()) {
    reporter.report(Diag::ElementType, range, {quoted(element.getUnqualifiedType()), problem});
    return false;
  }
  const clang::CXXRecordDecl *record = element.getCanonicalType()->getAsCXXRecordDecl();
  if (!record || getScalarType(element, ast)) {
    return true;
  }
  uint64_t bytes = static_cast<uint64_t>(ast.getTypeSizeInChars(element).getQuantity());
  if (bytes > mlir::dc::kMaxRecordBytes) {
    reporter.report(
        Diag::RecordTooLarge, range,
        {std::to_string(mlir::dc::kMaxRecordBytes), std::to_string(bytes), quoted(record)});
    return false;
  }
  if (const clang::FieldDecl *field = findMisplacedField(record, ast)) {
    reporter.report(Diag::RecordPacked, range,
                    {quoted(record), quoted(field), quoted(field->getType())});
    return false;
  }
  return true;
}

/// Of every array in a parameter's type.
bool SubsetChecker::checkElements(clang::QualType type, clang::SourceRange range) {
  if (auto element = getSpanElement(type)) {
    return checkElement(*element, range);
  }
  if (const auto *array = ast.getAsConstantArrayType(type)) {
    return checkElements(array->getElementType(), range);
  }
  bool good = true;
  const clang::CXXRecordDecl *record = type.getCanonicalType()->getAsCXXRecordDecl();
  if (record && !getScalarType(type, ast)) {
    for (const clang::CXXBaseSpecifier &base : record->bases()) {
      good &= checkElements(base.getType(), range);
    }
    for (const clang::FieldDecl *field : record->fields()) {
      good &= checkElements(field->getType(), range);
    }
  }
  return good;
}

/// How many arguments a parameter becomes, or `most + 1` for more than `most`.
static uint64_t countArguments(clang::QualType type, const clang::ASTContext &ast, uint64_t most) {
  if (getScalarType(type, ast) || getSpanElement(type) || !getFloat8Name(type).empty()) {
    return 1;
  }
  if (const auto *array = ast.getAsConstantArrayType(type)) {
    uint64_t each = countArguments(array->getElementType(), ast, most);
    return each != 0 && array->getZExtSize() > most / each ? most + 1 : each * array->getZExtSize();
  }
  uint64_t count = 0;
  if (const clang::CXXRecordDecl *record = type.getCanonicalType()->getAsCXXRecordDecl()) {
    for (const clang::CXXBaseSpecifier &base : record->bases()) {
      count = std::min(count + countArguments(base.getType(), ast, most), most + 1);
    }
    for (const clang::FieldDecl *field : record->fields()) {
      count = std::min(count + countArguments(field->getType(), ast, most), most + 1);
    }
  }
  return count;
}

/// `T &` for one element of an array of T.
static bool isElementReference(clang::QualType type, const clang::ASTContext &ast) {
  if (!type->isLValueReferenceType() || getSpanElement(type)) {
    return false;
  }
  clang::QualType element = type.getNonReferenceType();
  const clang::CXXRecordDecl *record = element.getCanonicalType()->getAsCXXRecordDecl();
  return getScalarType(element, ast)
             ? !element.isVolatileQualified()
             : record && record->hasDefinition() && !record->isLambda() && !holdsArrays(element);
}

void SubsetChecker::checkKernelSignature(const clang::FunctionDecl *kernel) {
  if (!kernel->getReturnType()->isVoidType()) {
    clang::SourceRange range = kernel->getReturnTypeSourceRange();
    reporter.report(Diag::KernelReturn,
                    range.isValid() ? range : clang::SourceRange(kernel->getLocation()),
                    {quoted(kernel->getReturnType())});
  }
  constexpr uint64_t kMostArguments = 1024; // as many as an artifact describes
  for (const clang::ParmVarDecl *parameter : kernel->parameters()) {
    clang::QualType type = parameter->getType();
    if (isElementReference(type, ast)) {
      checkElement(type.getNonReferenceType(), parameter->getSourceRange());
    } else if (!isKernelParameter(type)) {
      reporter.report(Diag::KernelParameter, parameter->getSourceRange(), {quoted(type)});
    } else if (checkElements(type, parameter->getSourceRange()) &&
               countArguments(type, ast, kMostArguments) > kMostArguments) {
      reporter.report(Diag::ParameterTooLarge, parameter->getSourceRange(),
                      {quoted(parameter), std::to_string(kMostArguments)});
    }
  }
}

void SubsetChecker::checkVariable(const clang::VarDecl *variable) {
  clang::SourceRange range = variable->getSourceRange();
  if (variable->isStaticLocal() && !variable->isConstexpr()) {
    reporter.report(Diag::StaticLocal, range, {quoted(variable)});
  } else if (variable->getTSCSpec() != clang::TSCS_unspecified) {
    reporter.report(Diag::StaticLocal, range, {quoted(variable)});
  }
  bool isGood = checkType(variable->getType(), range);
  if (isGood && isShared(variable)) {
    checkShared(variable);
  }
}

void SubsetChecker::checkShared(const clang::VarDecl *variable) {
  clang::QualType type = variable->getType();
  if (type->isReferenceType() || holdsArrays(type) || type.isConstQualified()) {
    reporter.report(Diag::SharedType, variable->getSourceRange(), {quoted(type)});
    return;
  }
  uint64_t bytes =
      static_cast<uint64_t>(variable->getASTContext().getTypeSizeInChars(type).getQuantity());
  if (bytes > static_cast<uint64_t>(mlir::dc::kMaxSharedBytes)) {
    reporter.report(
        Diag::SharedTooLarge, variable->getSourceRange(),
        {quoted(variable), std::to_string(mlir::dc::kMaxSharedBytes), std::to_string(bytes)});
  }
  // An object of a class has an initialiser of its own, which does nothing where no member has one.
  const clang::Expr *init = variable->getInit();
  const auto *made =
      llvm::dyn_cast_or_null<clang::CXXConstructExpr>(init ? stripWrappers(init) : nullptr);
  if (!init || (made && made->getNumArgs() == 0 && made->getConstructor()->isTrivial())) {
    return;
  }
  bool byItsMembers = made && made->getNumArgs() == 0 &&
                      !made->getConstructor()->isUserProvided() && !made->isListInitialization() &&
                      !llvm::isa<clang::CXXTemporaryObjectExpr>(made);
  if (byItsMembers) {
    clang::QualType element = variable->getASTContext().getBaseElementType(type);
    reporter.report(Diag::SharedMembers, variable->getSourceRange(),
                    {quoted(element), quoted(variable)});
  } else {
    reporter.report(Diag::SharedInit, variable->getSourceRange(), {quoted(variable)});
  }
}

static bool isNamedBuiltinScalar(clang::QualType type) {
  const auto *builtin = type->getAs<clang::BuiltinType>();
  return builtin && (builtin->isInteger() || builtin->isFloatingPoint());
}

bool SubsetChecker::checkType(clang::QualType written, clang::SourceRange range) {
  clang::QualType type = written.getNonReferenceType().getCanonicalType();
  if (type.isVolatileQualified() || type->isAtomicType()) {
    reporter.report(Diag::Volatile, range);
    return false;
  }
  if (type->isVoidType() || getScalarType(type, ast)) {
    return true;
  }
  if (const auto *array = llvm::dyn_cast<clang::ArrayType>(type.getTypePtr())) {
    if (!llvm::isa<clang::ConstantArrayType>(array)) {
      reporter.report(Diag::LocalType, range, {quoted(written)});
      return false;
    }
    return checkType(array->getElementType(), range);
  }
  if (auto element = getSpanElement(type)) {
    return checkElement(*element, range);
  }
  if (type->isFunctionPointerType() || type->isFunctionType() ||
      type->isMemberFunctionPointerType()) {
    reporter.report(Diag::FunctionPointer, range, {"the function pointer type " + quoted(written)});
    return false;
  }
  if (type->isPointerType() || type->isMemberPointerType() || type->isNullPtrType()) {
    reporter.report(Diag::Pointer, range, {" of type " + quoted(written)});
    return false;
  }
  if (isNamedBuiltinScalar(type)) {
    reporter.report(Diag::ScalarType, range, {quoted(written)});
    return false;
  }
  if (const clang::CXXRecordDecl *record = type->getAsCXXRecordDecl()) {
    return checkRecord(record, range);
  }
  reporter.report(Diag::LocalType, range, {quoted(written)});
  return false;
}

bool SubsetChecker::checkRecord(const clang::CXXRecordDecl *record, clang::SourceRange range) {
  record = record->getDefinition();
  if (!record) {
    return true; // Clang has reported the incomplete type
  }
  auto [known, isNew] = records.try_emplace(record, true);
  if (!isNew) {
    return known->second;
  }
  bool good = true;
  auto refuse = [&](Diag diag, clang::SourceRange where, const std::string &what) {
    reporter.report(diag, where, {what});
    good = false;
  };
  if (record->isUnion()) {
    refuse(Diag::Union, range, quoted(record));
  } else if (record->getNumVBases() != 0) {
    refuse(Diag::VirtualBase, range, quoted(record));
  } else if (record->isPolymorphic()) {
    refuse(Diag::Virtual, range, "a function of " + quoted(record));
  }
  if (!record->hasTrivialDestructor()) {
    refuse(Diag::Destructor, range, quoted(record));
  }
  if (!record->isLambda()) {
    for (const clang::CXXBaseSpecifier &base : record->bases()) {
      good &= checkType(base.getType(), base.getSourceRange());
    }
    for (const clang::FieldDecl *field : record->fields()) {
      if (field->isBitField()) {
        refuse(Diag::BitField, field->getSourceRange(), quoted(field));
      } else {
        good &= checkType(field->getType(), field->getSourceRange());
      }
    }
  }
  records[record] = good;
  return good;
}

} // namespace dc::compiler
