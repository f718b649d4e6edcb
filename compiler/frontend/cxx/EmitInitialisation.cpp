// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How objects get their first value: scalars, records, arrays, lists and constructors.
#include "compiler/frontend/cxx/KernelEmitter.h"

using mlir::Value;

namespace dc::compiler {

/// A new object of `type` with the value of `init`.
Place KernelEmitter::initialised(clang::QualType type, const clang::Expr *init, mlir::Location loc) {
  if (holdsArrays(type)) {
    const clang::Expr *value = stripWrappers(init);
    const auto *list = llvm::dyn_cast<clang::InitListExpr>(value);
    const clang::CXXRecordDecl *record = type->getAsCXXRecordDecl();
    if (const auto *array = list ? ast.getAsConstantArrayType(type) : nullptr) {
      Place result;
      result.kind = Place::Kind::List;
      for (uint64_t i = 0; i < array->getZExtSize(); ++i) {
        const clang::Expr *element = i < list->getNumInits() ? list->getInit(static_cast<unsigned>(i)) : list->getArrayFiller();
        result.parts.push_back(element ? initialised(array->getElementType(), element, loc) : unsupportedPlace(list));
      }
      return result;
    }
    if (!list || !record || getSpanElement(type)) {
      return list && list->getNumInits() == 1 ? object(list->getInit(0)) : object(value);
    }
    // A struct of spans and scalars: member by member, without storage for the spans.
    Place result;
    result.kind = Place::Kind::Record;
    unsigned next = 0;
    for (const clang::CXXBaseSpecifier &base : record->bases()) {
      result.parts.push_back(initialised(base.getType(), list->getInit(next++), loc));
    }
    for (const clang::FieldDecl *field : record->fields()) {
      const clang::Expr *member = list->getInit(next++);
      result.parts.push_back(field->getType()->isReferenceType() ? place(member)
                                                                 : initialised(field->getType(), member, loc));
    }
    return result;
  }
  const clang::Expr *value = stripWrappers(init);
  if (!scalarType(type) && value->isPRValue() &&
      llvm::isa<clang::CallExpr, clang::CXXConstructExpr, clang::CastExpr>(value) &&
      !ast.getAsConstantArrayType(type)) {
    return object(value); // already an object of its own
  }
  Place own = allocate(loc, type);
  initialise(own, type, init);
  return own;
}

void KernelEmitter::initialise(const Place &place, clang::QualType type, const clang::Expr *init) {
  const clang::Expr *value = stripWrappers(init);
  mlir::Location loc = locate(value);
  if (scalarType(type)) {
    return store(loc, scalar(init), place);
  }
  if (llvm::isa<clang::ImplicitValueInitExpr, clang::CXXScalarValueInitExpr>(value)) {
    return zeroFill(loc, place);
  }
  if (const auto *known = llvm::dyn_cast<clang::ConstantExpr>(value)) {
    if (known->hasAPValueResult()) {
      return initialise(loc, place, type, known->getAPValueResult());
    }
    return initialise(place, type, known->getSubExpr());
  }
  if (const auto *array = llvm::dyn_cast<clang::ArrayInitLoopExpr>(value)) {
    return copy(loc, this->place(array->getCommonExpr()->getSourceExpr()), place, type);
  }
  if (const auto *list = llvm::dyn_cast<clang::InitListExpr>(value)) {
    if (list->isTransparent()) {
      return initialise(place, type, list->getInit(0));
    }
    return initialiseList(place, type, list->inits(), list->hasArrayFiller() ? list->getArrayFiller() : nullptr, loc);
  }
  if (const auto *list = llvm::dyn_cast<clang::CXXParenListInitExpr>(value)) {
    return initialiseList(place, type, list->getInitExprs(), list->getArrayFiller(), loc);
  }
  if (const auto *made = llvm::dyn_cast<clang::CXXConstructExpr>(value);
      made && !made->getConstructor()->isCopyOrMoveConstructor()) {
    if (const auto *array = ast.getAsConstantArrayType(type)) {
      zeroFill(loc, place);
      for (uint64_t i = 0; i < array->getZExtSize(); ++i) {
        Value index = build.integer(loc, ScalarType::index(), static_cast<int64_t>(i));
        initialise(place.at(index), array->getElementType(), init);
      }
      return;
    }
    zeroFill(loc, place);
    llvm::ArrayRef<const clang::Expr *> arguments(made->getArgs(), made->getNumArgs());
    return runConstructor(loc, made->getConstructor(), arguments, place);
  }
  if (const auto *op = llvm::dyn_cast<clang::ConditionalOperator>(value)) {
    mlir::Block *yes = build.newBlock();
    mlir::Block *no = build.newBlock();
    mlir::Block *after = build.newBlock();
    condition(op->getCond(), yes, no);
    build.startAt(yes);
    initialise(place, type, op->getTrueExpr());
    build.branch(loc, after);
    build.startAt(no);
    initialise(place, type, op->getFalseExpr());
    build.branch(loc, after);
    build.startAt(after);
    return;
  }
  copy(loc, object(init), place, type);
}

void KernelEmitter::initialiseList(const Place &place, clang::QualType type,
                                   llvm::ArrayRef<const clang::Expr *> inits, const clang::Expr *filler,
                                   mlir::Location loc) {
  if (const auto *array = ast.getAsConstantArrayType(type)) {
    if (inits.size() < array->getZExtSize()) {
      zeroFill(loc, place);
    }
    for (uint64_t i = 0; i < array->getZExtSize(); ++i) {
      const clang::Expr *init = i < inits.size() ? inits[i] : filler;
      if (i >= inits.size() && (!filler || llvm::isa<clang::ImplicitValueInitExpr>(filler))) {
        break; // the rest is zero
      }
      Value index = build.integer(loc, ScalarType::index(), static_cast<int64_t>(i));
      initialise(place.at(index), array->getElementType(), init);
    }
    return;
  }
  const clang::CXXRecordDecl *record = type->getAsCXXRecordDecl();
  if (!record) {
    return;
  }
  unsigned next = 0;
  for (const clang::CXXBaseSpecifier &base : record->bases()) {
    if (next < inits.size()) {
      initialise(place.parts[next], base.getType(), inits[next]);
    }
    ++next;
  }
  for (const clang::FieldDecl *field : record->fields()) {
    if (next < inits.size()) {
      // A default member initialiser may name the members before it.
      Place outer = frame().self;
      if (llvm::isa<clang::CXXDefaultInitExpr>(inits[next])) {
        frame().self = place;
      }
      initialise(place.parts[next], field->getType(), inits[next]);
      frame().self = outer;
    } else {
      zeroFill(loc, place.parts[next]);
    }
    ++next;
  }
}

} // namespace dc::compiler
