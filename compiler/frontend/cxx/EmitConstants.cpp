// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What Clang's constant evaluator already knows.
#include "compiler/frontend/cxx/KernelEmitter.h"

using mlir::Value;

namespace dc::compiler {

/// The expression's value if it is a constant that reads no variable of the kernel, else null.
Value KernelEmitter::constant(const clang::Expr *expr) {
  auto type = scalarType(expr->getType());
  if (!type || expr->isValueDependent()) {
    return {};
  }
  if (const auto *cast = llvm::dyn_cast<clang::CastExpr>(expr)) {
    // Loads: only a constant that has no place in this kernel. Anything else would be tried at every level of a tree.
    const auto *name = llvm::dyn_cast<clang::DeclRefExpr>(cast->getSubExpr()->IgnoreParens());
    if (!name || cast->getCastKind() != clang::CK_LValueToRValue) {
      return {};
    }
    const auto *variable = llvm::dyn_cast<clang::VarDecl>(name->getDecl());
    if (!variable || !variable->mightBeUsableInConstantExpressions(ast)) {
      return {};
    }
  }
  clang::Expr::EvalResult result;
  if (!expr->EvaluateAsRValue(result, ast) || result.HasSideEffects) {
    return {};
  }
  return constant(locate(expr), result.Val, *type);
}

Value KernelEmitter::constant(mlir::Location loc, const clang::APValue &value, ScalarType type) {
  if (value.isInt()) {
    return build.integer(loc, type, value.getInt());
  }
  if (value.isFloat()) {
    return build.floating(loc, type, value.getFloat());
  }
  if (value.isStruct() && type.isFloat()) { // the one member of dc::f16 and dc::bf16
    const llvm::fltSemantics &semantics =
        type.kind == ScalarType::Kind::BFloat ? llvm::APFloat::BFloat() : llvm::APFloat::IEEEhalf();
    const clang::APValue &bits = value.getStructField(0);
    return bits.isInt() ? build.floating(loc, type, llvm::APFloat(semantics, bits.getInt())) : Value();
  }
  return {};
}

void KernelEmitter::initialise(mlir::Location loc, const Place &place, clang::QualType type,
                               const clang::APValue &value) {
  if (auto element = scalarType(type)) {
    if (Value known = constant(loc, value, *element)) {
      store(loc, known, place);
    }
    return;
  }
  if (const auto *array = ast.getAsConstantArrayType(type)) {
    unsigned given = value.getArrayInitializedElts();
    for (unsigned i = 0; i < array->getZExtSize(); ++i) {
      const clang::APValue &element =
          i < given ? value.getArrayInitializedElt(i) : value.getArrayFiller();
      Value index = build.integer(loc, ScalarType::index(), i);
      initialise(loc, place.at(index), array->getElementType(), element);
    }
    return;
  }
  const clang::CXXRecordDecl *record = type->getAsCXXRecordDecl();
  if (!record || !value.isStruct()) {
    return;
  }
  unsigned next = 0;
  for (const auto &[i, base] : llvm::enumerate(record->bases())) {
    initialise(loc, place.parts[next++], base.getType(), value.getStructBase(i));
  }
  for (const clang::FieldDecl *field : record->fields()) {
    initialise(loc, place.parts[next++], field->getType(), value.getStructField(field->getFieldIndex()));
  }
}

/// A constexpr array or record that is read at run time: every thread has a copy, made at the kernel's start; backends make one
/// of them all (common-constant-tables).
Place KernelEmitter::constantObject(const clang::VarDecl *variable) {
  variable = variable->getCanonicalDecl();
  if (auto it = constants.find(variable); it != constants.end()) {
    return it->second;
  }
  clang::QualType type = variable->getType();
  const clang::APValue *value = getConstantValue(variable, ast);
  if (!value || holdsArrays(type.getNonReferenceType())) {
    return {};
  }
  mlir::Location loc = locate(variable->getLocation());
  mlir::OpBuilder::InsertionGuard guard(build.at);
  build.at.setInsertionPoint(prologueEnd);
  Place copy = allocate(loc, type);
  if (countPrivate(variable)) {
    initialise(loc, copy, type, *value);
  }
  constants[variable] = copy;
  return copy;
}

} // namespace dc::compiler
