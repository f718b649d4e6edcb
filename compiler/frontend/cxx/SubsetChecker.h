// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Finds everything in a kernel, and in what it calls, that the language does not have.
#ifndef DOTCOMPUTE_COMPILER_FRONTEND_CXX_SUBSETCHECKER_H
#define DOTCOMPUTE_COMPILER_FRONTEND_CXX_SUBSETCHECKER_H

#include "compiler/frontend/cxx/Language.h"

#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"

namespace dc::compiler {

/// Walks every function that is reachable from a kernel, once. Statements and expressions are allowed by name (what is not listed is
/// refused), so a construct that a new Clang adds is an error rather than wrong code.
class SubsetChecker {
public:
  SubsetChecker(clang::ASTContext &ast, Reporter &reporter) : ast(ast), reporter(reporter) {}

  void checkKernel(const clang::FunctionDecl *kernel);

private:
  // SubsetChecker.cpp: functions and statements.
  void checkFunction(const clang::FunctionDecl *function);
  void checkBody(const clang::FunctionDecl *function);
  void checkReturnForm(const clang::FunctionDecl *function);
  void checkLaunchRules(const clang::FunctionDecl *kernel);
  void checkBlock(const clang::CallExpr *call);
  void checkTunables(const clang::FunctionDecl *kernel);
  void checkLaunchExpression(const clang::Expr *expr);
  void visit(const clang::Stmt *statement);
  void visitChildren(const clang::Stmt *statement);
  void visitSwitch(const clang::SwitchStmt *statement);
  void visitRangeFor(const clang::CXXForRangeStmt *statement);
  void call(const clang::FunctionDecl *callee, clang::SourceRange range);

  // SubsetCheckerDecls.cpp: parameters, variables, types.
  void checkKernelSignature(const clang::FunctionDecl *kernel);
  bool isKernelParameter(clang::QualType type) const;
  /// False after reporting why arrays of `element` cannot be arguments.
  bool checkElement(clang::QualType element, clang::SourceRange range);
  bool checkElements(clang::QualType type, clang::SourceRange range);
  void checkVariable(const clang::VarDecl *variable);
  void checkShared(const clang::VarDecl *variable);
  /// False after reporting what in `type` a kernel cannot have.
  bool checkType(clang::QualType type, clang::SourceRange range);
  bool checkRecord(const clang::CXXRecordDecl *record, clang::SourceRange range);

  // SubsetCheckerExprs.cpp: expressions.
  void visitExpr(const clang::Expr *expr);
  void visitName(const clang::DeclRefExpr *expr);
  void visitMember(const clang::MemberExpr *expr);
  void visitCast(const clang::CastExpr *expr);
  void visitChoice(const clang::ConditionalOperator *choice);
  void visitCall(const clang::CallExpr *expr);
  void visitPrint(const clang::CallExpr *expr);
  void visitArguments(const clang::CallExpr *expr, const clang::FunctionDecl *callee);
  void visitConstruction(const clang::CXXConstructExpr *expr);
  void visitLambda(const clang::LambdaExpr *expr);
  void visitUnary(const clang::UnaryOperator *expr);

  clang::ASTContext &ast;
  Reporter &reporter;
  llvm::DenseSet<const clang::FunctionDecl *> done;
  llvm::DenseSet<const clang::VarDecl *> tuned;   ///< by DC_TUNE where it belongs
  llvm::DenseSet<const clang::CallExpr *> bounds; ///< DC_BOUND where it belongs
  std::vector<const clang::FunctionDecl *> stack;
  unsigned depth = 0; ///< of statements and expressions around this one, in its function
  bool tooDeep = false; ///< reported
  llvm::DenseMap<const clang::CXXRecordDecl *, bool> records;
};

} // namespace dc::compiler

#endif // DOTCOMPUTE_COMPILER_FRONTEND_CXX_SUBSETCHECKER_H
