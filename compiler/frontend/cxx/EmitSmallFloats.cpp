// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// dc::f16 and dc::bf16: classes whose constructors, conversions and operators are operations.
#include "compiler/frontend/cxx/KernelEmitter.h"

#include "clang/AST/DeclTemplate.h"

using mlir::Value;

namespace dc::compiler {

Value KernelEmitter::makeSmallFloat(const clang::CXXConstructExpr *expr) {
  mlir::Location loc = locate(expr);
  if (!getSmallFloat(expr->getConstructor()->getParent())) {
    return unsupported(expr);
  }
  if (expr->getNumArgs() == 0) { // a local without a value is zero
    return build.zero(loc, typeOf(expr));
  }
  const clang::Expr *argument = expr->getArg(0);
  return convert(loc, scalar(argument), argument->getType(), expr->getType());
}

static std::optional<Arith> findArith(clang::OverloadedOperatorKind kind) {
  switch (kind) {
  case clang::OO_Plus:
    return Arith::Add;
  case clang::OO_Minus:
    return Arith::Sub;
  case clang::OO_Star:
    return Arith::Mul;
  case clang::OO_Slash:
    return Arith::Div;
  default:
    return std::nullopt;
  }
}

/// A call of a member or an operator of the two classes; nothing for any other function.
Place KernelEmitter::smallFloatCall(const clang::CallExpr *call,
                                    const clang::FunctionDecl *callee) {
  mlir::Location loc = locate(call->getExprLoc());
  auto result = [&](Value value) { return Place::ofValue(value, typeOf(call)); };
  if (const auto *member = llvm::dyn_cast<clang::CXXMemberCallExpr>(call)) {
    if (!getSmallFloat(member->getRecordDecl())) {
      return {};
    }
    Value value = scalar(member->getImplicitObjectArgument());
    if (llvm::isa<clang::CXXConversionDecl>(callee)) {
      return result(convert(loc, value, member->getObjectType(), call->getType()));
    }
    return result(build.bitcast(loc, value, typeOf(call))); // bits()
  }
  if (!getSmallFloat(call->getType()->getAsCXXRecordDecl())) {
    return {};
  }
  if (callee->getIdentifier() && callee->getName() == "from_bits") {
    return result(build.bitcast(loc, scalar(call->getArg(0)), typeOf(call)));
  }
  std::optional<Arith> op = findArith(callee->getOverloadedOperator());
  if (!op) {
    return {};
  }
  Value first = scalar(call->getArg(0));
  if (call->getNumArgs() == 1) {
    return result(*op == Arith::Sub ? build.negate(loc, first, typeOf(call)) : first);
  }
  // Each operator rounds: nothing is contracted.
  Value second = scalar(call->getArg(1));
  return result(build.arith(loc, *op, first, second, typeOf(call), /*contract=*/false, {}));
}

} // namespace dc::compiler
