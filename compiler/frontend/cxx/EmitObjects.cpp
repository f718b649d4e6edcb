// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Memory, lvalues and objects of class type.
#include "compiler/frontend/cxx/KernelEmitter.h"

using mlir::Value;

namespace dc::compiler {

//===-- Memory ---------------------------------------------------------------------------------===//

Value KernelEmitter::load(mlir::Location loc, const Place &place, const clang::Expr *expr) {
  if (place.kind == Place::Kind::Value) {
    return place.value;
  }
  if (place.kind != Place::Kind::Memory) {
    // Reported where the place was asked for; any value of the right type lets emission go on.
    return build.zero(loc, expr ? typeOf(expr) : ScalarType::index());
  }
  bool named = expr && !place.indices.empty();
  return build.load(loc, place.value, place.indices, place.type, named ? sourceText(expr) : place.what);
}

void KernelEmitter::store(mlir::Location loc, Value value, const Place &place, const clang::Expr *expr) {
  if (place.kind != Place::Kind::Memory) {
    return;
  }
  bool named = expr && !place.indices.empty();
  build.store(loc, value, place.value, place.indices, place.type,
              named ? sourceText(expr) : place.what);
}

/// An object of this thread alone or, with a name for it, of the block.
Place KernelEmitter::allocate(mlir::Location loc, clang::QualType type, llvm::SmallVector<int64_t, 2> shape,
                              llvm::StringRef sharedName) {
  type = type.getNonReferenceType();
  if (const auto *array = ast.getAsConstantArrayType(type)) {
    shape.push_back(static_cast<int64_t>(array->getZExtSize()));
    return allocate(loc, array->getElementType(), shape, sharedName);
  }
  if (auto element = scalarType(type)) {
    if (sharedName.empty()) {
      return Place::ofMemory(build.newLocal(loc, shape, *element), *element);
    }
    bool isScalar = shape.empty();
    if (isScalar) {
      shape.push_back(1); // guards and faults know elements of arrays
    }
    Place shared = Place::ofMemory(build.newShared(loc, sharedName, shape, *element), *element);
    return isScalar ? shared.at(build.integer(loc, ScalarType::index(), 0)) : shared;
  }
  Place result;
  const clang::CXXRecordDecl *record = type->getAsCXXRecordDecl();
  if (!record || holdsArrays(type)) {
    reporter.report(Diag::LocalType, frame().function->getLocation(), {quoted(type)});
    return result;
  }
  result.kind = Place::Kind::Record;
  for (const clang::CXXBaseSpecifier &base : record->bases()) {
    result.parts.push_back(allocate(loc, base.getType(), shape, sharedName));
  }
  for (const clang::FieldDecl *field : record->fields()) {
    std::string name = sharedName.empty() ? std::string() : (sharedName + "." + field->getName()).str();
    result.parts.push_back(allocate(loc, field->getType(), shape, name));
  }
  return result;
}

void KernelEmitter::zeroFill(mlir::Location loc, const Place &place) {
  if (place.kind == Place::Kind::Memory) {
    auto memory = llvm::cast<mlir::MemRefType>(place.value.getType());
    if (static_cast<int64_t>(place.indices.size()) == memory.getRank()) {
      store(loc, build.zero(loc, place.type), place);
    } else if (place.indices.empty()) {
      build.fill(loc, build.zero(loc, place.type), place.value, place.type);
    } else {
      int64_t extent = memory.getDimSize(static_cast<unsigned>(place.indices.size()));
      for (int64_t i = 0; i < extent; ++i) {
        zeroFill(loc, place.at(build.integer(loc, ScalarType::index(), i)));
      }
    }
  }
  for (const Place &part : place.parts) {
    zeroFill(loc, part);
  }
}

/// The scalars that an object consists of, in order.
void KernelEmitter::scalarsOf(mlir::Location loc, const Place &place, clang::QualType type,
                              std::vector<Place> &scalars) {
  type = type.getNonReferenceType();
  if (scalarType(type)) {
    scalars.push_back(place);
    return;
  }
  if (const auto *array = ast.getAsConstantArrayType(type)) {
    for (uint64_t i = 0; i < array->getZExtSize(); ++i) {
      bool isList = place.kind == Place::Kind::List;
      Value index = isList ? Value() : build.integer(loc, ScalarType::index(), static_cast<int64_t>(i));
      scalarsOf(loc, isList ? place.parts[i] : place.at(index), array->getElementType(), scalars);
    }
    return;
  }
  const clang::CXXRecordDecl *record = type->getAsCXXRecordDecl();
  if (!record || place.parts.size() < record->getNumBases()) {
    return; // an error has been reported
  }
  auto part = place.parts.begin();
  for (const clang::CXXBaseSpecifier &base : record->bases()) {
    scalarsOf(loc, *part++, base.getType(), scalars);
  }
  for (const clang::FieldDecl *field : record->fields()) {
    if (part != place.parts.end()) {
      scalarsOf(loc, *part++, field->getType(), scalars);
    }
  }
}

/// Reads all of `from` before it writes any of `to`: they may be one object, and what loads before it stores is compiled
/// once for arrays that are the same and for others.
void KernelEmitter::copy(mlir::Location loc, const Place &from, const Place &to, clang::QualType type) {
  std::vector<Place> sources, targets;
  scalarsOf(loc, from, type, sources);
  scalarsOf(loc, to, type, targets);
  if (sources.size() != targets.size()) {
    return;
  }
  llvm::SmallVector<Value> values;
  for (const Place &source : sources) {
    values.push_back(load(loc, source));
  }
  for (auto [target, value] : llvm::zip_equal(targets, values)) {
    store(loc, value, target);
  }
}

/// A second object with the value of the first. Spans and references in it go on naming what they named.
Place KernelEmitter::cloned(mlir::Location loc, const Place &from, clang::QualType type) {
  if (type->isReferenceType() || getSpanElement(type) || !from) {
    return from;
  }
  if (!holdsArrays(type)) {
    Place own = allocate(loc, type);
    copy(loc, from, own, type);
    return own;
  }
  Place result = from;
  if (from.closure) {
    result.closure = std::make_shared<Closure>(*from.closure);
    for (auto &[variable, capture] : result.closure->captures) {
      if (from.closure->owned.contains(variable)) {
        capture = cloned(loc, capture, variable->getType().getNonReferenceType());
      }
    }
    return result;
  }
  if (const auto *array = ast.getAsConstantArrayType(type)) {
    for (Place &part : result.parts) {
      part = cloned(loc, part, array->getElementType());
    }
    return result;
  }
  const clang::CXXRecordDecl *record = type->getAsCXXRecordDecl();
  unsigned next = 0;
  for (const clang::CXXBaseSpecifier &base : record->bases()) {
    result.parts[next] = cloned(loc, from.parts[next], base.getType());
    ++next;
  }
  for (const clang::FieldDecl *field : record->fields()) {
    result.parts[next] = cloned(loc, from.parts[next], field->getType());
    ++next;
  }
  return result;
}

//===-- Lvalues --------------------------------------------------------------------------------===//

Place KernelEmitter::memberOf(const Place &record, const clang::FieldDecl *field) {
  const auto *parent = llvm::cast<clang::CXXRecordDecl>(field->getParent());
  unsigned index = parent->getNumBases() + field->getFieldIndex();
  return index < record.parts.size() ? record.parts[index] : Place();
}

Place KernelEmitter::baseOf(Place record, const clang::CastExpr *cast) {
  const clang::CXXRecordDecl *derived = cast->getSubExpr()->getType()->getAsCXXRecordDecl();
  if (!derived) {
    derived = cast->getSubExpr()->getType()->getPointeeCXXRecordDecl();
  }
  for (const clang::CXXBaseSpecifier *step : cast->path()) {
    unsigned index = 0;
    for (const clang::CXXBaseSpecifier &base : derived->bases()) {
      if (base.getType()->getAsCXXRecordDecl() == step->getType()->getAsCXXRecordDecl()) {
        break;
      }
      ++index;
    }
    if (index >= record.parts.size()) {
      return {};
    }
    Place part = record.parts[index];
    record = part;
    derived = step->getType()->getAsCXXRecordDecl();
  }
  return record;
}

Place KernelEmitter::subscript(const clang::Expr *expr, const Place &array, Value index) {
  return array.kind == Place::Kind::Span ? elementOf(expr, array, index) : array.at(index);
}

/// One of several arrays, which an index chooses that is known now.
Place KernelEmitter::listElement(const clang::Expr *expr, const Place &list, const clang::Expr *index) {
  clang::Expr::EvalResult known;
  bool isConstant = index->EvaluateAsInt(known, ast);
  if (isConstant && known.Val.getInt().isNonNegative() && known.Val.getInt().ult(list.parts.size())) {
    return list.parts[known.Val.getInt().getZExtValue()];
  }
  reporter.report(Diag::ArrayIndex, expr->getSourceRange(),
                  {std::to_string(list.parts.size() - 1),
                   isConstant ? llvm::toString(known.Val.getInt(), 10) : "'" + sourceText(index) + "'"});
  return list.parts.empty() ? Place() : list.parts.front();
}

Place KernelEmitter::place(const clang::Expr *expr) {
  if (const auto *temporary = llvm::dyn_cast<clang::MaterializeTemporaryExpr>(expr->IgnoreParens())) {
    return initialised(temporary->getType(), temporary->getSubExpr(), locate(expr));
  }
  expr = stripWrappers(expr);
  switch (expr->getStmtClass()) {
  case clang::Stmt::DeclRefExprClass: {
    const clang::ValueDecl *decl = llvm::cast<clang::DeclRefExpr>(expr)->getDecl();
    if (const Place *known = find(decl)) {
      return *known;
    }
    if (const auto *binding = llvm::dyn_cast<clang::BindingDecl>(decl)) {
      return place(binding->getBinding());
    }
    if (const auto *variable = llvm::dyn_cast<clang::VarDecl>(decl)) {
      if (Place known = constantObject(variable)) {
        return known;
      }
    }
    return unsupportedPlace(expr);
  }
  case clang::Stmt::ArraySubscriptExprClass: {
    const auto *element = llvm::cast<clang::ArraySubscriptExpr>(expr);
    const auto *decay = llvm::dyn_cast<clang::CastExpr>(element->getBase()->IgnoreParens());
    if (!decay || decay->getCastKind() != clang::CK_ArrayToPointerDecay) {
      return unsupportedPlace(expr);
    }
    Place array = place(decay->getSubExpr());
    if (array.kind == Place::Kind::List) {
      return listElement(expr, array, element->getIdx());
    }
    return subscript(expr, array, indexValue(element->getIdx()));
  }
  case clang::Stmt::MemberExprClass: {
    const auto *member = llvm::cast<clang::MemberExpr>(expr);
    if (const auto *field = llvm::dyn_cast<clang::FieldDecl>(member->getMemberDecl())) {
      Place found = memberOf(object(member->getBase()), field);
      return found ? found : unsupportedPlace(expr);
    }
    if (const auto *variable = llvm::dyn_cast<clang::VarDecl>(member->getMemberDecl())) {
      effects(member->getBase());
      if (Place known = constantObject(variable)) {
        return known;
      }
    }
    return unsupportedPlace(expr);
  }
  case clang::Stmt::UnaryOperatorClass: {
    const auto *op = llvm::cast<clang::UnaryOperator>(expr);
    if (op->getOpcode() == clang::UO_PreInc || op->getOpcode() == clang::UO_PreDec) {
      Place target;
      (void)incrementOrDecrement(op, &target);
      return target;
    }
    if (op->getOpcode() == clang::UO_Deref && isThis(op->getSubExpr())) {
      return object(op->getSubExpr());
    }
    return unsupportedPlace(expr);
  }
  case clang::Stmt::BinaryOperatorClass:
  case clang::Stmt::CompoundAssignOperatorClass: {
    const auto *op = llvm::cast<clang::BinaryOperator>(expr);
    if (op->isAssignmentOp()) {
      return assign(op);
    }
    if (op->getOpcode() == clang::BO_Comma) {
      effects(op->getLHS());
      return place(op->getRHS());
    }
    return unsupportedPlace(expr);
  }
  case clang::Stmt::ImplicitCastExprClass:
  case clang::Stmt::CXXStaticCastExprClass:
  case clang::Stmt::CXXConstCastExprClass:
  case clang::Stmt::CStyleCastExprClass:
  case clang::Stmt::CXXFunctionalCastExprClass: {
    const auto *cast = llvm::cast<clang::CastExpr>(expr);
    if (cast->getCastKind() == clang::CK_NoOp) {
      return place(cast->getSubExpr());
    }
    if (cast->getCastKind() == clang::CK_DerivedToBase ||
        cast->getCastKind() == clang::CK_UncheckedDerivedToBase) {
      return baseOf(object(cast->getSubExpr()), cast);
    }
    return expr->isGLValue() ? unsupportedPlace(expr) : object(expr);
  }
  case clang::Stmt::ConditionalOperatorClass:
    if (expr->isGLValue()) {
      reporter.report(Diag::ConditionalObject, expr->getSourceRange(), {quoted(expr->getType())});
      return {};
    }
    return object(expr);
  case clang::Stmt::CallExprClass:
  case clang::Stmt::CXXMemberCallExprClass:
  case clang::Stmt::CXXOperatorCallExprClass:
    return call(llvm::cast<clang::CallExpr>(expr));
  default:
    return expr->isGLValue() ? unsupportedPlace(expr) : object(expr);
  }
}

//===-- Objects --------------------------------------------------------------------------------===//

/// An object of class type: the one that a glvalue names, or a fresh one for a prvalue.
Place KernelEmitter::object(const clang::Expr *expr) {
  const clang::Expr *value = stripWrappers(expr);
  if (llvm::isa<clang::CXXThisExpr>(value)) {
    return frame().self;
  }
  if (value->isGLValue()) {
    return place(expr);
  }
  if (scalarType(value->getType())) {
    return Place::ofValue(scalar(value), typeOf(value));
  }
  switch (value->getStmtClass()) {
  case clang::Stmt::CXXConstructExprClass:
  case clang::Stmt::CXXTemporaryObjectExprClass:
    return construct(llvm::cast<clang::CXXConstructExpr>(value));
  case clang::Stmt::LambdaExprClass:
    return makeClosure(llvm::cast<clang::LambdaExpr>(value));
  case clang::Stmt::ImplicitCastExprClass:
  case clang::Stmt::CXXStaticCastExprClass:
  case clang::Stmt::CXXFunctionalCastExprClass:
  case clang::Stmt::CStyleCastExprClass: {
    const auto *cast = llvm::cast<clang::CastExpr>(value);
    switch (cast->getCastKind()) {
    case clang::CK_DerivedToBase:
    case clang::CK_UncheckedDerivedToBase:
      return baseOf(object(cast->getSubExpr()), cast);
    default:
      return object(cast->getSubExpr());
    }
  }
  case clang::Stmt::CallExprClass:
  case clang::Stmt::CXXMemberCallExprClass:
  case clang::Stmt::CXXOperatorCallExprClass:
    return call(llvm::cast<clang::CallExpr>(value));
  case clang::Stmt::BinaryOperatorClass: {
    const auto *op = llvm::cast<clang::BinaryOperator>(value);
    if (op->getOpcode() == clang::BO_Comma) {
      effects(op->getLHS());
      return object(op->getRHS());
    }
    return unsupportedPlace(value);
  }
  default:
    break;
  }
  if (holdsArrays(value->getType()) && !llvm::isa<clang::InitListExpr, clang::CXXParenListInitExpr>(value)) {
    reporter.report(llvm::isa<clang::ConditionalOperator>(value) ? Diag::ConditionalObject : Diag::LocalType,
                    value->getSourceRange(), {quoted(value->getType())});
    return {};
  }
  if (!llvm::isa<clang::InitListExpr, clang::CXXParenListInitExpr, clang::ImplicitValueInitExpr,
                 clang::CXXScalarValueInitExpr, clang::ConditionalOperator, clang::ArrayInitLoopExpr,
                 clang::ConstantExpr>(value)) {
    return unsupportedPlace(value);
  }
  return initialised(value->getType(), value, locate(value));
}

Place KernelEmitter::construct(const clang::CXXConstructExpr *expr) {
  clang::QualType type = expr->getType();
  const clang::CXXConstructorDecl *constructor = expr->getConstructor();
  mlir::Location loc = locate(expr);
  if (getSpanElement(type)) {
    return expr->getNumArgs() == 1 ? object(expr->getArg(0)) : unsupportedPlace(expr);
  }
  if (constructor->isCopyOrMoveConstructor()) {
    if (const clang::ConditionalOperator *choice = findChoice(expr->getArg(0)); choice && !holdsArrays(type)) {
      Place own = allocate(loc, type);
      initialise(own, type, choice);
      return own;
    }
    Place source = object(expr->getArg(0));
    return expr->getArg(0)->isPRValue() ? source : cloned(loc, source, type);
  }
  if (holdsArrays(type)) {
    reporter.report(Diag::LocalType, expr->getSourceRange(), {quoted(type)});
    return {};
  }
  Place own = allocate(loc, type);
  initialise(own, type, expr);
  return own;
}

Place KernelEmitter::makeClosure(const clang::LambdaExpr *lambda) {
  Place result;
  result.kind = Place::Kind::Closure;
  result.closure = std::make_shared<Closure>();
  auto init = lambda->capture_init_begin();
  for (const clang::LambdaCapture &capture : lambda->captures()) {
    const clang::Expr *value = *init++;
    if (capture.capturesThis()) {
      result.closure->self = frame().self;
      if (capture.getCaptureKind() == clang::LCK_StarThis) {
        result.closure->self = object(value);
      }
    } else if (capture.capturesVariable()) {
      const clang::ValueDecl *variable = capture.getCapturedVar();
      mlir::Location loc = locate(capture.getLocation());
      if (capture.getCaptureKind() == clang::LCK_ByCopy) {
        result.closure->captures[variable] = initialised(value->getType(), value, loc);
        result.closure->owned.insert(variable);
      } else {
        result.closure->captures[variable] = place(value);
      }
    }
  }
  return result;
}

} // namespace dc::compiler
