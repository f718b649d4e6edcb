// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions of namespace dc that the compiler knows, and the members of dc::span.
#include "compiler/frontend/cxx/KernelEmitter.h"

#include "llvm/ADT/StringSwitch.h"

using mlir::Value;

namespace dc::compiler {

Value KernelEmitter::spanSize(mlir::Location loc, const Place &span) {
  return span.size ? span.size : build.extent(loc, span.value, 0);
}

Place KernelEmitter::spanMember(const clang::CXXMemberCallExpr *call) {
  Place span = object(call->getImplicitObjectArgument());
  mlir::Location loc = locate(call);
  ScalarType index = ScalarType::index();
  const clang::CXXMethodDecl *method = call->getMethodDecl();
  if (span.kind != Place::Kind::Span) {
    return {};
  }
  if (method->getOverloadedOperator() == clang::OO_Subscript) {
    return subscript(call, span, indexValue(call->getArg(0)));
  }
  llvm::StringRef name = method->getIdentifier() ? method->getName() : "";
  if (name == "size") {
    return Place::ofValue(spanSize(loc, span), index);
  }
  if (name == "empty") {
    Value none = build.compare(loc, Compare::Eq, spanSize(loc, span), build.zero(loc, index), index);
    return Place::ofValue(none, ScalarType::boolean());
  }
  if (name == "subspan") {
    return subspan(call, span);
  }
  return unsupportedPlace(call);
}

/// s.subspan(begin, count): the part is checked where it is made, its elements where they are used.
Place KernelEmitter::subspan(const clang::CXXMemberCallExpr *call, const Place &span) {
  mlir::Location loc = locate(call);
  ScalarType index = ScalarType::index();
  ScalarType unsignedIndex{ScalarType::Kind::Unsigned, 64};
  Value begin = indexValue(call->getArg(0));
  Value count = indexValue(call->getArg(1));
  Value size = spanSize(loc, span);
  Value left = build.arith(loc, Arith::Sub, size, begin, index, false, {});
  Value beginFits = build.compare(loc, Compare::Le, begin, size, unsignedIndex);
  Value countFits = build.compare(loc, Compare::Le, count, left, unsignedIndex);
  Value fits = build.arith(loc, Arith::And, beginFits, countFits, ScalarType::boolean(), false, {});
  build.assertion(loc, fits, sourceText(call));
  Place part = span;
  // A part that does not fit is empty, so that none of its elements is touched after the fault.
  part.size = build.select(loc, fits, count, build.zero(loc, index));
  part.offset = span.offset ? build.arith(loc, Arith::Add, span.offset, begin, index, false, {}) : begin;
  return part;
}

namespace {
enum class Builtin {
  Unknown,
  GlobalId,
  DomainSize,
  Assert,
  Min,
  Max,
  Abs,
  Rint,
  Math,
};
} // namespace

static Builtin findBuiltin(llvm::StringRef name) {
  return llvm::StringSwitch<Builtin>(name)
      .Case("global_id", Builtin::GlobalId)
      .Case("domain", Builtin::DomainSize)
      .Case("check", Builtin::Assert)
      .Case("min", Builtin::Min)
      .Case("max", Builtin::Max)
      .Cases({"abs", "fabs"}, Builtin::Abs)
      .Case("rint", Builtin::Rint)
      .Cases({"sqrt", "fma", "floor", "ceil", "trunc", "copysign"}, Builtin::Math)
      .Default(Builtin::Unknown);
}

Place KernelEmitter::builtin(const clang::CallExpr *call, const clang::FunctionDecl *callee) {
  mlir::Location loc = locate(call->getBeginLoc());
  ScalarType type = typeOf(call);
  llvm::StringRef name = callee->getIdentifier() ? callee->getName() : "";
  auto dimension = [&]() -> unsigned {
    clang::Expr::EvalResult result;
    const clang::Expr *dim = call->getNumArgs() ? call->getArg(0) : nullptr;
    if (!dim) {
      return 0;
    }
    if (!dim->EvaluateAsInt(result, ast) || result.Val.getInt().getExtValue() < 0 ||
        result.Val.getInt().getExtValue() > 2) {
      reporter.report(Diag::ConstantDimension, dim->getSourceRange());
      return 0;
    }
    auto value = static_cast<unsigned>(result.Val.getInt().getExtValue());
    if (value >= rank) {
      reporter.report(Diag::IdRank, dim->getSourceRange(),
                      {std::to_string(value), std::to_string(rank) + (rank == 1 ? " dimension" : " dimensions")});
      return 0;
    }
    return value;
  };
  switch (findBuiltin(name)) {
  case Builtin::GlobalId:
    return Place::ofValue(build.globalId(loc, 0), type);
  case Builtin::DomainSize:
    return Place::ofValue(build.domainSize(loc, dimension()), type);
  case Builtin::Assert:
    build.assertion(loc, scalar(call->getArg(0)), getText(call->getArg(1)));
    return {};
  case Builtin::Min:
  case Builtin::Max: {
    Value lhs = scalar(call->getArg(0));
    Value rhs = scalar(call->getArg(1));
    return Place::ofValue(build.minMax(loc, name == "max", lhs, rhs, type), type);
  }
  case Builtin::Abs: {
    Value value = scalar(call->getArg(0));
    if (type.isFloat()) {
      return Place::ofValue(build.math(loc, "absf", value), type);
    }
    if (!type.isSigned()) {
      return Place::ofValue(value, type);
    }
    Value negative = build.compare(loc, Compare::Lt, value, build.zero(loc, type), type);
    return Place::ofValue(build.select(loc, negative, build.negate(loc, value, type), value), type);
  }
  case Builtin::Rint:
    return Place::ofValue(build.math(loc, "roundeven", scalar(call->getArg(0))), type);
  case Builtin::Math: {
    llvm::SmallVector<Value, 3> operands;
    for (const clang::Expr *argument : call->arguments()) {
      operands.push_back(scalar(argument));
    }
    return Place::ofValue(build.math(loc, name, operands), type);
  }
  case Builtin::Unknown:
    break;
  }
  return unsupportedPlace(call);
}

} // namespace dc::compiler
