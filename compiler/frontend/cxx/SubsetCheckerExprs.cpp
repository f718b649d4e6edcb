// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Expressions.
#include "compiler/frontend/cxx/SubsetChecker.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/Builtins.h"

namespace dc::compiler {

void SubsetChecker::visitExpr(const clang::Expr *expr) {
  clang::SourceRange range = expr->getSourceRange();
  switch (expr->getStmtClass()) {
  // Literals and what Clang computes.
  case clang::Stmt::IntegerLiteralClass:
  case clang::Stmt::FloatingLiteralClass:
  case clang::Stmt::CharacterLiteralClass:
  case clang::Stmt::CXXBoolLiteralExprClass:
  case clang::Stmt::CXXScalarValueInitExprClass:
  case clang::Stmt::ImplicitValueInitExprClass:
  case clang::Stmt::UnaryExprOrTypeTraitExprClass:
  case clang::Stmt::TypeTraitExprClass:
  case clang::Stmt::SizeOfPackExprClass:
  case clang::Stmt::CXXNoexceptExprClass:
  case clang::Stmt::ConceptSpecializationExprClass:
  case clang::Stmt::RequiresExprClass:
  case clang::Stmt::ArrayInitIndexExprClass:
    if (!getScalarType(expr->getType(), ast) && !expr->getType()->isVoidType()) {
      checkType(expr->getType(), range);
    }
    return;
  case clang::Stmt::ConstantExprClass:
    if (llvm::cast<clang::ConstantExpr>(expr)->hasAPValueResult()) {
      checkType(expr->getType(), range);
      return; // the value of a consteval call: what computed it does not matter
    }
    return visitChildren(expr);
  case clang::Stmt::StringLiteralClass:
    return reporter.report(Diag::StringLiteral, range);
  case clang::Stmt::PredefinedExprClass:
    return reporter.report(Diag::StringLiteral, range);
  case clang::Stmt::CXXNullPtrLiteralExprClass:
    return reporter.report(Diag::Pointer, range);

  // Wrappers and operators.
  case clang::Stmt::ParenExprClass:
  case clang::Stmt::ExprWithCleanupsClass:
  case clang::Stmt::MaterializeTemporaryExprClass:
  case clang::Stmt::SubstNonTypeTemplateParmExprClass:
  case clang::Stmt::InitListExprClass:
  case clang::Stmt::CXXParenListInitExprClass:
    return visitChildren(expr);
  case clang::Stmt::ConditionalOperatorClass:
    if (expr->isGLValue() || holdsArrays(expr->getType())) {
      reporter.report(Diag::ConditionalObject, range, {quoted(expr->getType())});
    }
    return visitChildren(expr);
  case clang::Stmt::BinaryOperatorClass:
  case clang::Stmt::CompoundAssignOperatorClass:
    if (auto code = llvm::cast<clang::BinaryOperator>(expr)->getOpcode();
        code == clang::BO_PtrMemD || code == clang::BO_PtrMemI) {
      reporter.report(Diag::Pointer, range, {" to a member"});
    } else if (code == clang::BO_Cmp) {
      reporter.report(Diag::Construct, range, {"'<=>'"});
    }
    return visitChildren(expr);
  case clang::Stmt::CXXDefaultArgExprClass:
    return visit(llvm::cast<clang::CXXDefaultArgExpr>(expr)->getExpr());
  case clang::Stmt::CXXDefaultInitExprClass:
    return visit(llvm::cast<clang::CXXDefaultInitExpr>(expr)->getExpr());
  case clang::Stmt::CXXRewrittenBinaryOperatorClass:
    return visit(llvm::cast<clang::CXXRewrittenBinaryOperator>(expr)->getSemanticForm());
  case clang::Stmt::GenericSelectionExprClass:
    return visit(llvm::cast<clang::GenericSelectionExpr>(expr)->getResultExpr());
  case clang::Stmt::UnaryOperatorClass:
    return visitUnary(llvm::cast<clang::UnaryOperator>(expr));
  case clang::Stmt::ArraySubscriptExprClass: {
    const auto *element = llvm::cast<clang::ArraySubscriptExpr>(expr);
    const auto *decay = llvm::dyn_cast<clang::CastExpr>(element->getBase()->IgnoreParens());
    if (!decay || decay->getCastKind() != clang::CK_ArrayToPointerDecay) {
      reporter.report(Diag::Pointer, element->getBase()->getSourceRange(),
                      {" of type " + quoted(element->getBase()->getType())});
      return visit(element->getIdx());
    }
    visit(decay->getSubExpr());
    return visit(element->getIdx());
  }

  // Casts.
  case clang::Stmt::ImplicitCastExprClass:
  case clang::Stmt::CStyleCastExprClass:
  case clang::Stmt::CXXStaticCastExprClass:
  case clang::Stmt::CXXFunctionalCastExprClass:
  case clang::Stmt::CXXConstCastExprClass:
  case clang::Stmt::BuiltinBitCastExprClass:
    return visitCast(llvm::cast<clang::CastExpr>(expr));
  case clang::Stmt::CXXReinterpretCastExprClass:
    return reporter.report(Diag::Conversion, range,
                           {quoted(llvm::cast<clang::CastExpr>(expr)->getSubExpr()->getType()),
                            quoted(llvm::cast<clang::ExplicitCastExpr>(expr)->getTypeAsWritten())});
  case clang::Stmt::CXXDynamicCastExprClass:
  case clang::Stmt::CXXTypeidExprClass:
    return reporter.report(Diag::RTTI, range);

  // Names, calls, objects.
  case clang::Stmt::DeclRefExprClass:
    return visitName(llvm::cast<clang::DeclRefExpr>(expr));
  case clang::Stmt::MemberExprClass:
    return visitMember(llvm::cast<clang::MemberExpr>(expr));
  case clang::Stmt::CXXThisExprClass:
    return;
  case clang::Stmt::CallExprClass:
  case clang::Stmt::CXXMemberCallExprClass:
  case clang::Stmt::CXXOperatorCallExprClass:
  case clang::Stmt::UserDefinedLiteralClass:
    return visitCall(llvm::cast<clang::CallExpr>(expr));
  case clang::Stmt::CXXConstructExprClass:
  case clang::Stmt::CXXTemporaryObjectExprClass:
    return visitConstruction(llvm::cast<clang::CXXConstructExpr>(expr));
  case clang::Stmt::CXXInheritedCtorInitExprClass:
    return reporter.report(Diag::Construct, range, {"an inherited constructor"});
  case clang::Stmt::LambdaExprClass:
    return visitLambda(llvm::cast<clang::LambdaExpr>(expr));
  case clang::Stmt::CXXBindTemporaryExprClass:
    checkType(expr->getType(), range); // reports the destructor
    return visitChildren(expr);
  case clang::Stmt::ArrayInitLoopExprClass: // the copy of an array into a capture or structured binding
    return visit(llvm::cast<clang::ArrayInitLoopExpr>(expr)->getCommonExpr()->getSourceExpr());

  // Refused, each with its own message.
  case clang::Stmt::CXXNewExprClass:
  case clang::Stmt::CXXDeleteExprClass:
    reporter.report(Diag::NewDelete, range);
    return visitChildren(expr);
  case clang::Stmt::CXXThrowExprClass:
    return reporter.report(Diag::Exception, range);
  case clang::Stmt::CoawaitExprClass:
  case clang::Stmt::CoyieldExprClass:
    return reporter.report(Diag::Coroutine, range);
  case clang::Stmt::VAArgExprClass:
    return reporter.report(Diag::Varargs, range);
  case clang::Stmt::AddrLabelExprClass:
    return reporter.report(Diag::Goto, range);
  default:
    reporter.report(Diag::Construct, range, {std::string("a '") + expr->getStmtClassName() + "'"});
  }
}

void SubsetChecker::visitUnary(const clang::UnaryOperator *expr) {
  switch (expr->getOpcode()) {
  case clang::UO_AddrOf:
    reporter.report(Diag::Pointer, expr->getSourceRange(), {" of type " + quoted(expr->getType())});
    return;
  case clang::UO_Deref:
    if (!isThis(expr->getSubExpr())) {
      reporter.report(Diag::Pointer, expr->getSourceRange(), {" of type " + quoted(expr->getSubExpr()->getType())});
    }
    return;
  case clang::UO_Real:
  case clang::UO_Imag:
  case clang::UO_Coawait:
    reporter.report(Diag::Construct, expr->getSourceRange(), {"this operator"});
    return;
  default:
    visit(expr->getSubExpr());
  }
}

void SubsetChecker::visitName(const clang::DeclRefExpr *expr) {
  const auto *variable = llvm::dyn_cast<clang::VarDecl>(expr->getDecl());
  if (variable && !variable->isLocalVarDeclOrParm() && !variable->isInitCapture() &&
      variable->hasGlobalStorage() && !getConstantValue(variable, ast)) {
    reporter.report(Diag::Global, expr->getSourceRange(), {quoted(variable)});
    return;
  }
  if (llvm::isa<clang::FunctionDecl>(expr->getDecl())) {
    reporter.report(Diag::FunctionPointer, expr->getSourceRange(), {"the function " + quoted(expr->getDecl())});
  }
}

void SubsetChecker::visitMember(const clang::MemberExpr *expr) {
  const auto *variable = llvm::dyn_cast<clang::VarDecl>(expr->getMemberDecl());
  if (variable && !getConstantValue(variable, ast)) {
    reporter.report(Diag::Global, expr->getSourceRange(), {quoted(variable)});
  }
  const auto *field = llvm::dyn_cast<clang::FieldDecl>(expr->getMemberDecl());
  if (field && field->isBitField()) {
    reporter.report(Diag::BitField, expr->getMemberLoc(), {quoted(field)});
  }
  if (expr->isArrow() && !isThis(expr->getBase())) {
    reporter.report(Diag::Pointer, expr->getBase()->getSourceRange(), {" of type " + quoted(expr->getBase()->getType())});
    return;
  }
  visit(expr->getBase());
}

/// A '?:' whose value is used, whatever its branches are: only a name for one of two objects is beyond the language.
void SubsetChecker::visitChoice(const clang::ConditionalOperator *choice) {
  visit(choice->getCond());
  for (const clang::Expr *branch : {choice->getTrueExpr(), choice->getFalseExpr()}) {
    if (const clang::ConditionalOperator *inner = findChoice(branch)) {
      visitChoice(inner);
    } else {
      visit(branch);
    }
  }
}

void SubsetChecker::visitCast(const clang::CastExpr *expr) {
  clang::SourceRange range = expr->getSourceRange();
  const clang::Expr *operand = expr->getSubExpr();
  switch (expr->getCastKind()) {
  case clang::CK_LValueToRValue:
    if (const clang::ConditionalOperator *choice = findChoice(operand)) {
      return visitChoice(choice);
    }
    return visit(operand);
  case clang::CK_NoOp:
  case clang::CK_IntegralCast:
  case clang::CK_IntegralToBoolean:
  case clang::CK_IntegralToFloating:
  case clang::CK_FloatingToIntegral:
  case clang::CK_FloatingCast:
  case clang::CK_FloatingToBoolean:
  case clang::CK_ToVoid:
  case clang::CK_UserDefinedConversion:
  case clang::CK_ConstructorConversion:
  case clang::CK_DerivedToBase:
  case clang::CK_UncheckedDerivedToBase:
    if (llvm::isa<clang::ExplicitCastExpr>(expr) && !expr->getType()->isVoidType() &&
        !checkType(expr->getType(), range)) {
      return;
    }
    return visit(operand);
  case clang::CK_LValueToRValueBitCast:
    if (!getScalarType(expr->getType(), ast) || !getScalarType(operand->getType(), ast) ||
        ast.getTypeSize(expr->getType()) != ast.getTypeSize(operand->getType())) {
      return reporter.report(Diag::Conversion, range, {quoted(operand->getType()), quoted(expr->getType())});
    }
    return visit(operand);
  case clang::CK_ArrayToPointerDecay:
    if (llvm::isa<clang::StringLiteral, clang::PredefinedExpr>(operand->IgnoreParens())) {
      return visit(operand);
    }
    return reporter.report(Diag::Pointer, range, {": the array decays to " + quoted(expr->getType())});
  case clang::CK_NullToPointer:
  case clang::CK_BitCast:
  case clang::CK_PointerToBoolean:
  case clang::CK_PointerToIntegral:
  case clang::CK_IntegralToPointer:
  case clang::CK_BaseToDerived:
    return reporter.report(Diag::Pointer, range, {" of type " + quoted(expr->getType())});
  case clang::CK_FunctionToPointerDecay:
    return reporter.report(Diag::FunctionPointer, range, {"the function pointer type " + quoted(expr->getType())});
  default:
    reporter.report(Diag::Conversion, range, {quoted(operand->getType()), quoted(expr->getType())});
  }
}

void SubsetChecker::visitCall(const clang::CallExpr *expr) {
  clang::SourceRange range = expr->getSourceRange();
  const clang::FunctionDecl *callee = expr->getDirectCallee();
  if (!callee) {
    reporter.report(Diag::FunctionPointer, range, {quoted(expr->getCallee()->getType())});
    return;
  }
  if (isKernel(callee)) {
    reporter.report(Diag::KernelCall, range, {quoted(callee)});
    return;
  }
  if (LaunchRule rule = getLaunchRule(callee); rule != LaunchRule::None) {
    // Those at the top of a kernel are seen by checkLaunchRules; their place is wrong anywhere else.
    const auto *body = llvm::dyn_cast_or_null<clang::CompoundStmt>(stack.back()->getBody());
    bool atTop = false;
    if (body) {
      for (const clang::Stmt *statement : body->body()) {
        const clang::CallExpr *call = nullptr;
        getLaunchRule(statement, call);
        atTop |= call == expr;
      }
    }
    if (!atTop || !isKernel(stack.back())) {
      reporter.report(Diag::LaunchRulePlace, expr->getBeginLoc(), {getMacroName(rule).str()});
    }
    return;
  }
  if (unsigned builtin = callee->getBuiltinID(); builtin != 0 && !isIntrinsic(callee)) {
    clang::Expr::EvalResult known;
    if (!expr->EvaluateAsRValue(known, ast)) {
      reporter.report(Diag::Builtin, range, {quoted(callee)});
    }
    return;
  }
  if (isPrint(callee)) {
    return visitPrint(expr);
  }
  visitArguments(expr, callee);
  if (isLoopBound(callee) && !bounds.contains(expr)) {
    reporter.report(Diag::BoundPlace, range);
  }
  if (isIntrinsic(callee)) {
    return;
  }
  const auto *member = llvm::dyn_cast<clang::CXXMethodDecl>(callee);
  if (member && member->isVirtual()) {
    reporter.report(Diag::Virtual, range, {quoted(callee)});
    return;
  }
  if (member && getSpanElement(ast.getCanonicalTagType(member->getParent()))) {
    if (member->isCopyAssignmentOperator() || member->isMoveAssignmentOperator()) {
      reporter.report(Diag::SpanAssigned, range, {quoted(expr->getType().getNonReferenceType())});
    } else if (llvm::StringRef name = member->getIdentifier() ? member->getName() : "";
               name == "data" || name == "begin" || name == "end") {
      reporter.report(Diag::Pointer, range, {" of type " + quoted(expr->getType())});
    }
    return;
  }
  if (member && member->isDefaulted() && (member->isCopyAssignmentOperator() || member->isMoveAssignmentOperator())) {
    clang::QualType type = ast.getCanonicalTagType(member->getParent());
    if (holdsArrays(type)) {
      reporter.report(Diag::SpanAssigned, range, {quoted(type)});
    }
    return;
  }
  call(callee, range);
}

void SubsetChecker::visitArguments(const clang::CallExpr *expr, const clang::FunctionDecl *callee) {
  if (const auto *member = llvm::dyn_cast<clang::CXXMemberCallExpr>(expr)) {
    if (const auto *access = llvm::dyn_cast<clang::MemberExpr>(member->getCallee()->IgnoreParens())) {
      if (access->isArrow() && !isThis(access->getBase())) {
        reporter.report(Diag::Pointer, access->getBase()->getSourceRange(),
                        {" of type " + quoted(access->getBase()->getType())});
      } else if (const clang::ConditionalOperator *choice = findChoice(access->getBase());
                 choice && getSmallFloat(choice->getType()->getAsCXXRecordDecl())) {
        visitChoice(choice); // the call is for the value
      } else {
        visit(access->getBase());
      }
    }
  }
  bool hasReceiver = llvm::isa<clang::CXXOperatorCallExpr>(expr) && llvm::isa<clang::CXXMethodDecl>(callee);
  for (const auto &[i, argument] : llvm::enumerate(expr->arguments())) {
    size_t which = hasReceiver ? i - 1 : i; // the receiver's is out of range
    if (which < callee->getNumParams() && isSmallFloatChoice(callee->getParamDecl(static_cast<unsigned>(which)), argument)) {
      visitChoice(findChoice(argument));
      continue;
    }
    bool text = isIntrinsic(callee) &&
                llvm::isa<clang::StringLiteral>(argument->IgnoreParenImpCasts());
    if (!text) {
      visit(argument);
    }
  }
}

void SubsetChecker::visitConstruction(const clang::CXXConstructExpr *expr) {
  clang::SourceRange range = expr->getSourceRange();
  for (const clang::Expr *argument : expr->arguments()) {
    const clang::ConditionalOperator *choice = findChoice(argument);
    if (choice && expr->getConstructor()->isCopyOrMoveConstructor() && !holdsArrays(expr->getType())) {
      visitChoice(choice); // the copy is of one or of the other
    } else {
      visit(argument);
    }
  }
  if (!checkType(expr->getType(), range)) {
    return;
  }
  const clang::CXXConstructorDecl *constructor = expr->getConstructor();
  if (isIntrinsic(constructor)) {
    return;
  }
  if (getSpanElement(expr->getType())) {
    // The only span that a kernel can make is another name for one that it has.
    if (expr->getNumArgs() != 1) {
      reporter.report(Diag::LocalType, range, {quoted(expr->getType())});
    }
    return;
  }
  if (constructor->isTrivial() || constructor->isCopyOrMoveConstructor()) {
    return;
  }
  call(constructor, range);
}

void SubsetChecker::visitLambda(const clang::LambdaExpr *expr) {
  auto init = expr->capture_init_begin();
  for (const clang::LambdaCapture &capture : expr->captures()) {
    const clang::Expr *value = *init++;
    if (capture.capturesVLAType()) {
      reporter.report(Diag::Construct, capture.getLocation(), {"this capture"});
    } else if (value && !capture.capturesThis()) {
      visit(value);
    }
  }
  // The body is checked where the lambda is called: a generic one has no types before.
}

} // namespace dc::compiler
