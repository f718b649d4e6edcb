// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Calls: everything a kernel calls is emitted in its place.
#include "compiler/frontend/cxx/KernelEmitter.h"

#include "clang/AST/DeclTemplate.h"

namespace dc::compiler {

Place KernelEmitter::call(const clang::CallExpr *expr) {
  const clang::FunctionDecl *callee = expr->getDirectCallee();
  if (!callee) {
    return unsupportedPlace(expr);
  }
  if (isIntrinsic(callee)) {
    return builtin(expr, callee);
  }
  if (callee->getBuiltinID() != 0) {
    if (mlir::Value value = constant(expr)) {
      return Place::ofValue(value, typeOf(expr));
    }
    reporter.report(Diag::Builtin, expr->getSourceRange(), {quoted(callee)});
    return {};
  }
  const auto *memberCall = llvm::dyn_cast<clang::CXXMemberCallExpr>(expr);
  if (memberCall && getSpanElement(memberCall->getObjectType())) {
    return spanMember(memberCall);
  }
  const auto *operatorCall = llvm::dyn_cast<clang::CXXOperatorCallExpr>(expr);
  if (operatorCall && operatorCall->getOperator() == clang::OO_Subscript &&
      getSpanElement(operatorCall->getArg(0)->getType())) {
    Place span = object(operatorCall->getArg(0));
    return subscript(expr, span, indexValue(operatorCall->getArg(1)));
  }
  if (operatorCall && operatorCall->getOperator() == clang::OO_Call &&
      getSpanElement(operatorCall->getArg(0)->getType())) {
    llvm::SmallVector<const clang::Expr *> indices(llvm::drop_begin(operatorCall->arguments()));
    return viewElement(expr, object(operatorCall->getArg(0)), indices);
  }

  if (operatorCall && operatorCall->getOperator() == clang::OO_Subscript) {
    const clang::FieldDecl *elements = getStdArrayElements(operatorCall->getArg(0)->getType());
    if (elements && (atLaunch || holdsArrays(elements->getType()))) {
      Place array = object(operatorCall->getArg(0));
      return array.parts.size() == 1 ? listElement(expr, array.parts.front(), operatorCall->getArg(1)) : Place();
    }
  }

  const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(callee);
  llvm::SmallVector<const clang::Expr *> given(expr->arguments());
  const clang::Expr *receiver = memberCall ? memberCall->getImplicitObjectArgument() : nullptr;
  if (operatorCall && method && method->isImplicitObjectMemberFunction()) {
    receiver = given.front();
    given.erase(given.begin());
  }
  // Of an overloaded assignment, too, the right operand comes first.
  bool rightFirst = operatorCall && operatorCall->isAssignmentOp();
  Place self;
  if (receiver && !rightFirst) {
    self = object(receiver);
  }
  llvm::SmallVector<Place> arguments(given.size());
  for (size_t i = 0; i < given.size(); ++i) {
    size_t which = rightFirst ? given.size() - 1 - i : i;
    if (which < callee->getNumParams()) {
      arguments[which] = argument(callee->getParamDecl(static_cast<unsigned>(which)), given[which]);
    }
  }
  if (receiver && rightFirst) {
    self = object(receiver);
  }
  mlir::Location loc = locate(expr->getBeginLoc());
  if (method && method->isDefaulted() && (method->isCopyAssignmentOperator() || method->isMoveAssignmentOperator())) {
    clang::QualType type = ast.getCanonicalTagType(method->getParent());
    if (holdsArrays(type)) {
      reporter.report(Diag::SpanAssigned, expr->getSourceRange(), {quoted(type)});
      return self;
    }
    copy(loc, arguments[0], self, type);
    return self;
  }
  std::shared_ptr<Closure> closure = self.closure;
  return inlineCall(loc, callee, arguments, self, closure.get());
}

/// What a parameter is bound to: the argument itself for references, a copy of its own otherwise.
Place KernelEmitter::argument(const clang::ParmVarDecl *parameter, const clang::Expr *expr) {
  clang::QualType type = parameter->getType();
  if (isSmallFloatChoice(parameter, expr)) { // with a conversion to const around it
    return Place::ofValue(scalar(expr->IgnoreParenNoopCasts(ast)), typeOf(expr));
  }
  if (type->isReferenceType()) {
    return place(expr);
  }
  return initialised(type, expr, locate(expr));
}

Place KernelEmitter::inlineCall(mlir::Location loc, const clang::FunctionDecl *callee,
                                llvm::ArrayRef<Place> arguments, const Place &self,
                                const Closure *closure) {
  const clang::FunctionDecl *definition = callee->getDefinition();
  constexpr size_t deepest = 2048; // the checker refuses recursion, and Clang templates deeper than 1024
  if (!definition || !definition->getBody() || frames.size() > deepest) {
    reporter.report(Diag::UndefinedFunction, callee->getLocation(), {quoted(callee)});
    return {};
  }
  constexpr unsigned kMaxCalls = 100'000; // each function that calls the one before it twice doubles their number
  if (++numCalls > kMaxCalls) {
    if (numCalls == kMaxCalls + 1) {
      reporter.report(Diag::TooManyCalls, callee->getLocation(), {std::to_string(kMaxCalls), quoted(callee)});
    }
    return {};
  }
  Frame inner(loc);
  inner.function = definition;
  inner.exit = build.newBlock();
  inner.self = self;
  inner.inlined = true;
  if (closure) {
    inner.names = closure->captures;
    inner.self = closure->self;
  }
  for (size_t i = 0; i < arguments.size() && i < definition->getNumParams(); ++i) {
    inner.names[definition->getParamDecl(static_cast<unsigned>(i))] = arguments[i];
  }
  clang::QualType type = definition->getReturnType();
  bool bound = type->isReferenceType() || holdsArrays(type);
  if (!type->isVoidType() && !bound) {
    inner.result = allocate(loc, type);
    zeroFill(loc, inner.result); // a function that ends without a return yields zero
  }
  mlir::Block *exit = inner.exit;
  frames.push_back(std::move(inner));
  if (const auto *constructor = llvm::dyn_cast<clang::CXXConstructorDecl>(definition)) {
    runInitialisers(constructor, self);
  }
  statement(definition->getBody());
  build.branch(loc, exit);
  Place result = std::move(frame().result);
  frames.pop_back();
  build.startAt(exit);
  return result;
}

void KernelEmitter::runConstructor(mlir::Location loc, const clang::CXXConstructorDecl *constructor,
                                   llvm::ArrayRef<const clang::Expr *> given, const Place &self) {
  if (constructor->isTrivial()) {
    return;
  }
  llvm::SmallVector<Place> arguments;
  for (size_t i = 0; i < given.size() && i < constructor->getNumParams(); ++i) {
    arguments.push_back(argument(constructor->getParamDecl(static_cast<unsigned>(i)), given[i]));
  }
  (void)inlineCall(loc, constructor, arguments, self, nullptr);
}

void KernelEmitter::runInitialisers(const clang::CXXConstructorDecl *constructor, const Place &self) {
  for (const clang::CXXCtorInitializer *init : constructor->inits()) {
    const clang::Expr *value = init->getInit();
    if (init->isDelegatingInitializer()) {
      initialise(self, init->getTypeSourceInfo()->getType(), value);
    } else if (init->isBaseInitializer()) {
      unsigned index = 0;
      for (const clang::CXXBaseSpecifier &base : constructor->getParent()->bases()) {
        if (base.getType()->getAsCXXRecordDecl() == init->getBaseClass()->getAsCXXRecordDecl()) {
          initialise(self.parts[index], base.getType(), value);
        }
        ++index;
      }
    } else if (const clang::FieldDecl *field = init->getAnyMember()) {
      initialise(memberOf(self, field), field->getType(), value);
    }
  }
}

} // namespace dc::compiler
