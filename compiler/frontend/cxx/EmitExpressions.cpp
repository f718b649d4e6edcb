// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Scalar expressions, in C++17's order of evaluation.
#include "compiler/frontend/cxx/KernelEmitter.h"

#include "clang/AST/DeclTemplate.h"

using mlir::Value;

namespace dc::compiler {

Value KernelEmitter::scalar(const clang::Expr *expr) {
  expr = stripWrappers(expr);
  if (const clang::ConditionalOperator *choice = expr->isGLValue() ? findChoice(expr) : nullptr) {
    return conditional(choice);
  }
  if (expr->isGLValue() && !llvm::isa<clang::AbstractConditionalOperator>(expr)) {
    return load(locate(expr), place(expr), expr);
  }
  switch (expr->getStmtClass()) {
  case clang::Stmt::ImplicitCastExprClass:
  case clang::Stmt::CStyleCastExprClass:
  case clang::Stmt::CXXStaticCastExprClass:
  case clang::Stmt::CXXFunctionalCastExprClass:
  case clang::Stmt::CXXConstCastExprClass:
  case clang::Stmt::BuiltinBitCastExprClass:
    return castValue(llvm::cast<clang::CastExpr>(expr));
  case clang::Stmt::UnaryOperatorClass:
    return unary(llvm::cast<clang::UnaryOperator>(expr));
  case clang::Stmt::BinaryOperatorClass:
  case clang::Stmt::CompoundAssignOperatorClass:
    return binary(llvm::cast<clang::BinaryOperator>(expr));
  case clang::Stmt::ConditionalOperatorClass:
  case clang::Stmt::BinaryConditionalOperatorClass:
    return conditional(llvm::cast<clang::AbstractConditionalOperator>(expr));
  case clang::Stmt::CallExprClass:
  case clang::Stmt::CXXMemberCallExprClass:
  case clang::Stmt::CXXOperatorCallExprClass: {
    Place result = call(llvm::cast<clang::CallExpr>(expr));
    return expr->getType()->isVoidType() ? Value() : load(locate(expr), result, expr);
  }
  case clang::Stmt::MemberExprClass:
    return load(locate(expr), place(expr), expr);
  case clang::Stmt::CXXConstructExprClass:
  case clang::Stmt::CXXTemporaryObjectExprClass:
    return makeSmallFloat(llvm::cast<clang::CXXConstructExpr>(expr));
  case clang::Stmt::CXXScalarValueInitExprClass:
  case clang::Stmt::ImplicitValueInitExprClass:
    return expr->getType()->isVoidType() ? Value() : build.zero(locate(expr), typeOf(expr));
  case clang::Stmt::InitListExprClass: {
    const auto *list = llvm::cast<clang::InitListExpr>(expr);
    return list->getNumInits() == 0 ? build.zero(locate(expr), typeOf(expr)) : scalar(list->getInit(0));
  }
  default:
    break;
  }
  if (Value value = constant(expr)) {
    return value;
  }
  return unsupported(expr);
}

Value KernelEmitter::convert(mlir::Location loc, Value value, clang::QualType from,
                             clang::QualType to) {
  auto source = scalarType(from);
  auto target = scalarType(to);
  if (!source || !target) {
    return value;
  }
  return build.convert(loc, value, *source, *target);
}

Value KernelEmitter::castValue(const clang::CastExpr *cast) {
  const clang::Expr *operand = cast->getSubExpr();
  mlir::Location loc = locate(cast);
  switch (cast->getCastKind()) {
  case clang::CK_LValueToRValue:
    // Names of constants are not variables; conditional lvalues are chosen as values.
    if (Value value = constant(cast)) {
      return value;
    }
    return scalar(operand);
  case clang::CK_NoOp:
  case clang::CK_UserDefinedConversion:
  case clang::CK_ConstructorConversion:
    return scalar(operand);
  case clang::CK_IntegralCast:
  case clang::CK_IntegralToBoolean:
  case clang::CK_IntegralToFloating:
  case clang::CK_FloatingToIntegral:
  case clang::CK_FloatingCast:
  case clang::CK_FloatingToBoolean:
    return convert(loc, scalar(operand), operand->getType(), cast->getType());
  case clang::CK_LValueToRValueBitCast:
  case clang::CK_BitCast:
    return build.bitcast(loc, scalar(operand), typeOf(cast));
  case clang::CK_ToVoid:
    effects(operand);
    return {};
  default:
    break;
  }
  if (Value value = constant(cast)) {
    return value;
  }
  reporter.report(Diag::Conversion, cast->getSourceRange(),
                  {quoted(operand->getType()), quoted(cast->getType())});
  return build.zero(loc, typeOf(cast));
}

Value KernelEmitter::unary(const clang::UnaryOperator *op) {
  mlir::Location loc = locate(op);
  switch (op->getOpcode()) {
  case clang::UO_PostInc:
  case clang::UO_PostDec:
  case clang::UO_PreInc:
  case clang::UO_PreDec:
    return incrementOrDecrement(op);
  case clang::UO_Plus:
  case clang::UO_Extension:
    return scalar(op->getSubExpr());
  case clang::UO_Minus:
    return build.negate(loc, scalar(op->getSubExpr()), typeOf(op));
  case clang::UO_Not:
    return build.complement(loc, scalar(op->getSubExpr()), typeOf(op));
  case clang::UO_LNot:
    return build.complement(loc, scalar(op->getSubExpr()), ScalarType::boolean());
  default:
    return unsupported(op);
  }
}

Value KernelEmitter::binary(const clang::BinaryOperator *op) {
  if (op->isAssignmentOp()) {
    return load(locate(op), assign(op));
  }
  if (op->getOpcode() == clang::BO_Comma) {
    effects(op->getLHS());
    if (op->getType()->isVoidType()) {
      effects(op->getRHS());
      return {};
    }
    return scalar(op->getRHS());
  }
  mlir::Location loc = locate(op);
  if (op->isLogicalOp()) {
    if (atLaunch) {
      Value lhs = scalar(op->getLHS());
      Value rhs = scalar(op->getRHS());
      Arith both = op->getOpcode() == clang::BO_LAnd ? Arith::And : Arith::Or;
      return build.arith(loc, both, lhs, rhs, ScalarType::boolean(), false, {});
    }
    return choose(
        op, [&](mlir::Block *yes, mlir::Block *no) { condition(op, yes, no); },
        [&] { return build.integer(loc, ScalarType::boolean(), 1); },
        [&] { return build.integer(loc, ScalarType::boolean(), 0); });
  }
  Value lhs = scalar(op->getLHS());
  Value rhs = scalar(op->getRHS());
  return operate(op, op->getOpcode(), lhs, rhs, op->getLHS()->getType(), op->getRHS()->getType());
}

Value KernelEmitter::operate(const clang::BinaryOperator *op, clang::BinaryOperatorKind kind, Value lhs,
                             Value rhs, clang::QualType type, clang::QualType rhsType) {
  mlir::Location loc = locate(op);
  ScalarType scalar = scalarType(type).value_or(ScalarType::index());
  bool contract = op->getFPFeaturesInEffect(ast.getLangOpts()).allowFPContractWithinStatement();
  auto arith = [&](Arith which) {
    bool divides = which == Arith::Div || which == Arith::Rem;
    return build.arith(loc, which, lhs, rhs, scalar, contract,
                       divides && !scalar.isFloat() ? sourceText(op) : std::string());
  };
  auto compare = [&](Compare which) { return build.compare(loc, which, lhs, rhs, scalar); };
  switch (kind) {
  case clang::BO_Add:
    return arith(Arith::Add);
  case clang::BO_Sub:
    return arith(Arith::Sub);
  case clang::BO_Mul:
    return arith(Arith::Mul);
  case clang::BO_Div:
    return arith(Arith::Div);
  case clang::BO_Rem:
    return arith(Arith::Rem);
  case clang::BO_And:
    return arith(Arith::And);
  case clang::BO_Or:
    return arith(Arith::Or);
  case clang::BO_Xor:
    return arith(Arith::Xor);
  case clang::BO_Shl:
  case clang::BO_Shr:
    rhs = convert(loc, rhs, rhsType, type);
    return arith(kind == clang::BO_Shl ? Arith::Shl : Arith::Shr);
  case clang::BO_EQ:
    return compare(Compare::Eq);
  case clang::BO_NE:
    return compare(Compare::Ne);
  case clang::BO_LT:
    return compare(Compare::Lt);
  case clang::BO_LE:
    return compare(Compare::Le);
  case clang::BO_GT:
    return compare(Compare::Gt);
  case clang::BO_GE:
    return compare(Compare::Ge);
  default:
    return unsupported(op);
  }
}

Value KernelEmitter::choose(const clang::Expr *expr,
                            llvm::function_ref<void(mlir::Block *, mlir::Block *)> test,
                            llvm::function_ref<Value()> yes, llvm::function_ref<Value()> no) {
  mlir::Location loc = locate(expr);
  mlir::Block *yesBlock = build.newBlock();
  mlir::Block *noBlock = build.newBlock();
  mlir::Block *join = build.newBlock();
  bool hasValue = !expr->getType()->isVoidType();
  if (hasValue) {
    join->addArgument(typeOf(expr).valueType(module.getContext()), loc);
  }
  test(yesBlock, noBlock);
  build.startAt(yesBlock);
  Value value = yes();
  build.branch(loc, join, hasValue ? mlir::ValueRange(value) : mlir::ValueRange());
  build.startAt(noBlock);
  value = no();
  build.branch(loc, join, hasValue ? mlir::ValueRange(value) : mlir::ValueRange());
  build.startAt(join);
  return hasValue ? Value(join->getArgument(0)) : Value();
}

Value KernelEmitter::conditional(const clang::AbstractConditionalOperator *op) {
  if (llvm::isa<clang::BinaryConditionalOperator>(op)) {
    return unsupported(op); // GNU's `a ?: b`
  }
  auto branchValue = [&](const clang::Expr *expr) {
    if (op->getType()->isVoidType()) {
      effects(expr);
      return Value();
    }
    return scalar(expr);
  };
  if (atLaunch) {
    Value test = scalar(op->getCond());
    Value yes = branchValue(op->getTrueExpr());
    Value no = branchValue(op->getFalseExpr());
    return build.select(locate(op), test, yes, no);
  }
  return choose(
      op, [&](mlir::Block *yes, mlir::Block *no) { condition(op->getCond(), yes, no); },
      [&] { return branchValue(op->getTrueExpr()); }, [&] { return branchValue(op->getFalseExpr()); });
}

Value KernelEmitter::incrementOrDecrement(const clang::UnaryOperator *op, Place *where) {
  mlir::Location loc = locate(op);
  Place target = place(op->getSubExpr());
  if (where) {
    *where = target;
  }
  ScalarType type = typeOf(op);
  Value before = load(loc, target, op->getSubExpr());
  Value one = type.isFloat()
                  ? build.floating(loc, type, type.bits == 32 ? llvm::APFloat(1.0f) : llvm::APFloat(1.0))
                  : build.integer(loc, type, 1);
  Arith which = op->isIncrementOp() ? Arith::Add : Arith::Sub;
  Value after = build.arith(loc, which, before, one, type, false, {});
  store(loc, after, target, op->getSubExpr());
  return op->isPrefix() ? after : before;
}

/// The right operand comes first, also for compound assignment.
Place KernelEmitter::assign(const clang::BinaryOperator *op) {
  mlir::Location loc = locate(op);
  clang::QualType type = op->getLHS()->getType();
  if (const auto *compound = llvm::dyn_cast<clang::CompoundAssignOperator>(op)) {
    Value rhs = scalar(op->getRHS());
    Place target = place(op->getLHS());
    clang::QualType computed = compound->getComputationLHSType();
    Value lhs = convert(loc, load(loc, target, op->getLHS()), type, computed);
    auto kind = clang::BinaryOperator::getOpForCompoundAssignment(op->getOpcode());
    Value value = operate(op, kind, lhs, rhs, computed, op->getRHS()->getType());
    value = convert(loc, value, compound->getComputationResultType(), type);
    store(loc, value, target, op->getLHS());
    return target;
  }
  if (!scalarType(type)) {
    return unsupportedPlace(op);
  }
  Value value = scalar(op->getRHS());
  Place target = place(op->getLHS());
  store(loc, value, target, op->getLHS());
  return target;
}

void KernelEmitter::condition(const clang::Expr *expr, mlir::Block *yes, mlir::Block *no) {
  const clang::Expr *stripped = stripWrappers(expr);
  if (const auto *op = llvm::dyn_cast<clang::BinaryOperator>(stripped); op && op->isLogicalOp()) {
    mlir::Block *second = build.newBlock();
    bool isAnd = op->getOpcode() == clang::BO_LAnd;
    condition(op->getLHS(), isAnd ? second : yes, isAnd ? no : second);
    build.startAt(second);
    condition(op->getRHS(), yes, no);
    return;
  }
  if (const auto *op = llvm::dyn_cast<clang::UnaryOperator>(stripped);
      op && op->getOpcode() == clang::UO_LNot) {
    return condition(op->getSubExpr(), no, yes);
  }
  mlir::Location loc = locate(expr);
  bool known = false;
  if (!stripped->isValueDependent() && !stripped->HasSideEffects(ast) &&
      stripped->EvaluateAsBooleanCondition(known, ast)) {
    return build.branch(loc, known ? yes : no);
  }
  build.branch(loc, scalar(expr), yes, no);
}

void KernelEmitter::effects(const clang::Expr *expr) {
  expr = stripWrappers(expr);
  if (const auto *cast = llvm::dyn_cast<clang::CastExpr>(expr);
      cast && cast->getCastKind() == clang::CK_ToVoid) {
    return effects(cast->getSubExpr());
  }
  if (const auto *callExpr = llvm::dyn_cast<clang::CallExpr>(expr)) {
    (void)call(callExpr);
  } else if (expr->isGLValue()) {
    if (const auto *op = llvm::dyn_cast<clang::ConditionalOperator>(expr)) {
      (void)conditional(op);
    } else {
      (void)place(expr);
    }
  } else if (expr->getType()->isVoidType() || scalarType(expr->getType())) {
    (void)scalar(expr);
  } else {
    (void)object(expr);
  }
}

/// A subscript as i64: sign or zero extended as its type says.
Value KernelEmitter::indexValue(const clang::Expr *expr) {
  return build.convert(locate(expr), scalar(expr), typeOf(expr), ScalarType::index());
}

} // namespace dc::compiler
