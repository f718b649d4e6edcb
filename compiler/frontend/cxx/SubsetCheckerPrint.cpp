// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What dc::print takes.
#include "compiler/frontend/cxx/SubsetChecker.h"

#include "dialects/DC/DC.h"

namespace dc::compiler {

static std::string placeholders(size_t n) {
  return n == 0 ? "no '{}'" : "'{}' " + std::to_string(n) + (n == 1 ? " time" : " times");
}

static std::string values(size_t n) {
  return n == 0 ? "no value" : std::to_string(n) + (n == 1 ? " value" : " values");
}

/// An assignment, or an atomic that stores. What functions do that are called there is not looked
/// at.
static bool changesSomething(const clang::Expr *expr, const clang::ASTContext &ast) {
  if (expr->HasSideEffects(ast, /*IncludePossibleEffects=*/false)) {
    return true;
  }
  const auto *call = llvm::dyn_cast<clang::CallExpr>(expr);
  const clang::FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  if (callee && isIntrinsic(callee) && callee->getIdentifier()) {
    llvm::StringRef name = callee->getName();
    if (name.starts_with("atomic_") && name != "atomic_load") {
      return true;
    }
  }
  return llvm::any_of(expr->children(), [&](const clang::Stmt *child) {
    const auto *inner = llvm::dyn_cast_or_null<clang::Expr>(child);
    return inner && changesSomething(inner, ast);
  });
}

void SubsetChecker::visitPrint(const clang::CallExpr *expr) {
  for (const clang::Expr *argument : llvm::drop_begin(expr->arguments())) {
    clang::SourceRange range = argument->getSourceRange();
    if (!getScalarType(argument->getType(), ast)) {
      clang::QualType type = argument->IgnoreImpCasts()->getType();
      reporter.report(Diag::PrintType, range, {quoted(type)});
    } else if (changesSomething(argument, ast)) {
      reporter.report(Diag::PrintEffect, range);
    } else {
      visit(argument);
    }
  }
  const clang::Expr *format = expr->getArg(0);
  const auto *literal = llvm::dyn_cast<clang::StringLiteral>(format->IgnoreParenImpCasts());
  if (!literal) {
    return reporter.report(Diag::PrintFormat, format->getSourceRange(),
                           {quoted(format->IgnoreParenImpCasts()->getType())});
  }
  llvm::StringRef text = literal->getString(), wrong;
  if (text.contains('\0')) {
    return reporter.report(Diag::PrintFormat, format->getSourceRange(), {"one with a zero in it"});
  }
  std::optional<unsigned> places = mlir::dc::countPlaceholders(text, wrong);
  if (!places) {
    return reporter.report(Diag::PrintBrace, format->getSourceRange(), {wrong.str()});
  }
  size_t given = expr->getNumArgs() - 1;
  if (*places != given) {
    reporter.report(Diag::PrintCount, expr->getSourceRange(),
                    {placeholders(*places), values(given)});
  }
}

} // namespace dc::compiler
