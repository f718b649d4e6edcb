// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions, launch rules and statements.
#include "compiler/frontend/cxx/SubsetChecker.h"

#include "compiler/frontend/cxx/Tuning.h"

#include "dialects/DC/DC.h"

#include "clang/AST/DeclTemplate.h"
#include "llvm/Support/SaveAndRestore.h"

#include <set>

namespace dc::compiler {

void SubsetChecker::checkKernel(const clang::FunctionDecl *kernel) {
  checkKernelSignature(kernel);
  checkFunction(kernel);
}

void SubsetChecker::call(const clang::FunctionDecl *callee, clang::SourceRange range) {
  const clang::FunctionDecl *definition = callee->getDefinition();
  if (!definition || !definition->getBody()) {
    if (callee->isDefaulted() || callee->isTrivial()) {
      return;
    }
    reporter.report(Diag::UndefinedFunction, range, {quoted(callee)});
    return;
  }
  auto cycle = llvm::find(stack, definition);
  if (cycle != stack.end()) {
    std::string names;
    for (auto it = cycle; it != stack.end(); ++it) {
      names += "'" + (*it)->getNameAsString() + "' calls ";
    }
    reporter.report(Diag::Recursion, range, {names + "'" + definition->getNameAsString() + "'"});
    return;
  }
  checkFunction(definition);
}

void SubsetChecker::checkFunction(const clang::FunctionDecl *function) {
  llvm::SaveAndRestore<unsigned> level(depth, 0);
  if (!done.insert(function).second) {
    return;
  }
  stack.push_back(function);
  checkBody(function);
  stack.pop_back();
}

void SubsetChecker::checkBody(const clang::FunctionDecl *function) {
  if (function->isVariadic()) {
    reporter.report(Diag::Varargs, function->getLocation());
  }
  if (const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(function); method && method->isVirtual()) {
    reporter.report(Diag::Virtual, function->getLocation(), {quoted(function)});
  }
  if (!isKernel(function)) {
    for (const clang::ParmVarDecl *parameter : function->parameters()) {
      checkType(parameter->getType(), parameter->getSourceRange());
    }
    clang::QualType result = function->getReturnType();
    if (!result->isVoidType()) {
      clang::SourceRange range = function->getReturnTypeSourceRange();
      checkType(result, range.isValid() ? range : clang::SourceRange(function->getLocation()));
      checkReturnForm(function);
    }
  }
  if (const auto *constructor = llvm::dyn_cast<clang::CXXConstructorDecl>(function)) {
    for (const clang::CXXCtorInitializer *init : constructor->inits()) {
      visit(init->getInit());
    }
  }
  if (isKernel(function)) {
    checkTunables(function);
    checkLaunchRules(function);
  }
  visit(function->getBody());
}

static void findReturns(const clang::Stmt *statement,
                        llvm::SmallVectorImpl<const clang::ReturnStmt *> &returns) {
  if (!statement || llvm::isa<clang::LambdaExpr>(statement)) {
    return;
  }
  if (const auto *found = llvm::dyn_cast<clang::ReturnStmt>(statement)) {
    returns.push_back(found);
  }
  for (const clang::Stmt *child : statement->children()) {
    findReturns(child, returns);
  }
}

/// Both name the same object, which the caller has: *this, a parameter, or a member of these. To
/// name it nothing is computed.
static bool nameTheSame(const clang::Expr *a, const clang::Expr *b) {
  a = stripWrappers(a), b = stripWrappers(b);
  if (a->getStmtClass() != b->getStmtClass()) {
    return false;
  }
  if (const auto *copy = llvm::dyn_cast<clang::CXXConstructExpr>(a)) { // of a span
    const auto *other = llvm::cast<clang::CXXConstructExpr>(b);
    return getSpanElement(copy->getType()) && copy->getNumArgs() == 1 && other->getNumArgs() == 1 &&
           copy->getConstructor()->isCopyOrMoveConstructor() &&
           other->getConstructor()->isCopyOrMoveConstructor() &&
           nameTheSame(copy->getArg(0), other->getArg(0));
  }
  if (const auto *cast = llvm::dyn_cast<clang::CastExpr>(a)) {
    const auto *other = llvm::cast<clang::CastExpr>(b);
    clang::CastKind kind = cast->getCastKind();
    bool isName = kind == clang::CK_NoOp || kind == clang::CK_DerivedToBase ||
                  kind == clang::CK_UncheckedDerivedToBase;
    return isName && kind == other->getCastKind() &&
           cast->getType().getCanonicalType() == other->getType().getCanonicalType() &&
           nameTheSame(cast->getSubExpr(), other->getSubExpr());
  }
  if (const auto *deref = llvm::dyn_cast<clang::UnaryOperator>(a)) {
    const auto *other = llvm::cast<clang::UnaryOperator>(b);
    return deref->getOpcode() == clang::UO_Deref && other->getOpcode() == clang::UO_Deref &&
           isThis(deref->getSubExpr()) && isThis(other->getSubExpr());
  }
  if (const auto *name = llvm::dyn_cast<clang::DeclRefExpr>(a)) {
    return llvm::isa<clang::ParmVarDecl>(name->getDecl()) &&
           name->getDecl() == llvm::cast<clang::DeclRefExpr>(b)->getDecl();
  }
  if (const auto *member = llvm::dyn_cast<clang::MemberExpr>(a)) {
    const auto *other = llvm::cast<clang::MemberExpr>(b);
    bool ofThis = isThis(member->getBase()) && isThis(other->getBase());
    return llvm::isa<clang::FieldDecl>(member->getMemberDecl()) &&
           member->getMemberDecl() == other->getMemberDecl() &&
           (ofThis || nameTheSame(member->getBase(), other->getBase()));
  }
  return false;
}

/// What is returned by name rather than by value must be known when the call has been emitted: one
/// return, at the end, or the same object from everywhere.
void SubsetChecker::checkReturnForm(const clang::FunctionDecl *function) {
  clang::QualType type = function->getReturnType();
  if (!type->isReferenceType() && !holdsArrays(type)) {
    return;
  }
  const auto *body = llvm::dyn_cast_or_null<clang::CompoundStmt>(function->getBody());
  bool ends = body && !body->body_empty() && llvm::isa<clang::ReturnStmt>(body->body_back());
  llvm::SmallVector<const clang::ReturnStmt *> returns;
  findReturns(body, returns);
  bool isOne = !returns.empty() && llvm::all_of(returns, [&](const clang::ReturnStmt *other) {
    const clang::Expr *first = returns.front()->getRetValue(), *value = other->getRetValue();
    return first && value && nameTheSame(first, value);
  });
  if (!isOne && (!ends || returns.size() != 1)) {
    reporter.report(Diag::ReturnedReference, function->getLocation(), {quoted(type)});
  }
}

void SubsetChecker::checkLaunchRules(const clang::FunctionDecl *kernel) {
  const auto *body = llvm::dyn_cast<clang::CompoundStmt>(kernel->getBody());
  if (!body) {
    return;
  }
  bool leading = true;
  llvm::SmallDenseMap<int, const clang::CallExpr *> extents; // the first statement of each rule that has extents
  for (const clang::Stmt *statement : body->body()) {
    const clang::CallExpr *call = nullptr;
    LaunchRule rule = getLaunchRule(statement, call);
    if (rule == LaunchRule::None) {
      leading &= isConstantDeclaration(statement);
      continue;
    }
    if (!leading) {
      reporter.report(Diag::LaunchRulePlace, call->getBeginLoc(), {getMacroName(rule).str()});
    }
    bool hasExtents = rule == LaunchRule::Domain || rule == LaunchRule::Block || rule == LaunchRule::Grid;
    if (!hasExtents) {
      checkLaunchExpression(call->getArg(0));
      continue;
    }
    if (!extents.try_emplace(static_cast<int>(rule), call).second) {
      reporter.report(rule == LaunchRule::Domain ? Diag::DomainTwice : Diag::RuleTwice, call->getBeginLoc(),
                      {getMacroName(rule).str()});
    }
    if (rule == LaunchRule::Block) {
      checkBlock(call);
      continue;
    }
    for (const clang::Expr *argument : call->arguments()) {
      checkLaunchExpression(argument);
    }
  }
  const clang::CallExpr *block = extents.lookup(static_cast<int>(LaunchRule::Block));
  const clang::CallExpr *domain = extents.lookup(static_cast<int>(LaunchRule::Domain));
  const clang::CallExpr *grid = extents.lookup(static_cast<int>(LaunchRule::Grid));
  if (grid && !block) {
    reporter.report(Diag::BlockNeeded, grid->getBeginLoc(), {"DC_GRID"});
  }
  if (block && domain) {
    reporter.report(Diag::BlockAndDomain, domain->getBeginLoc());
  }
  if (block && grid && block->getNumArgs() != grid->getNumArgs()) {
    reporter.report(Diag::GridRank, grid->getBeginLoc(),
                    {countDimensions(block->getNumArgs()), countDimensions(grid->getNumArgs())});
  }
}

void SubsetChecker::checkTunables(const clang::FunctionDecl *kernel) {
  std::vector<Tunable> tunables = getTunables(kernel, ast);
  for (const Tunable &tunable : tunables) {
    tuned.insert(tunable.variable);
    if (tunable.notInteger) {
      reporter.report(Diag::TuneValue, tunable.notInteger->getSourceRange(), {quoted(tunable.notInteger->getType())});
    }
    std::set<int64_t> seen;
    for (int64_t value : tunable.values) {
      if (!seen.insert(value).second) {
        reporter.report(Diag::TuneValueTwice, tunable.variable->getLocation(), {std::to_string(value), tunable.name});
      }
    }
  }
  if (countVariants(tunables) > kMaxTuneVariants) {
    double product = 1;
    for (const Tunable &tunable : tunables) {
      product *= static_cast<double>(tunable.values.size());
    }
    std::string count = product < 1e15 ? std::to_string(static_cast<int64_t>(product)) : "far too many";
    reporter.report(Diag::TuneTooMany, tunables.back().variable->getLocation(), {count, std::to_string(kMaxTuneVariants)});
  }
}

/// The sizes of a block: constants, of which the product is one that every target can run.
void SubsetChecker::checkBlock(const clang::CallExpr *call) {
  int64_t threads = 1;
  for (const clang::Expr *argument : call->arguments()) {
    std::optional<int64_t> size = getBlockSize(argument, ast);
    if (!size || *size < 1) {
      reporter.report(Diag::BlockConstant, argument->getSourceRange(),
                      {size ? std::to_string(*size) : "an expression that is known at launch only"});
      return;
    }
    // Each factor is below 2^32 while the product is: no overflow.
    threads = std::min<int64_t>(*size, 1ll << 31) * std::min<int64_t>(threads, 1ll << 31);
  }
  if (threads > mlir::dc::kMaxBlockThreads) {
    reporter.report(Diag::BlockTooLarge, call->getBeginLoc(),
                    {std::to_string(threads), std::to_string(mlir::dc::kMaxBlockThreads)});
  }
}

/// Sizes, scalar parameters, constants and operators: what the launcher can compute without running a thread.
void SubsetChecker::checkLaunchExpression(const clang::Expr *expr) {
  expr = stripWrappers(expr);
  auto refuse = [&](const std::string &what) {
    reporter.report(Diag::LaunchRuleExpression, expr->getSourceRange(), {what});
  };
  clang::Expr::EvalResult known;
  if (!expr->isValueDependent() && expr->EvaluateAsRValue(known, ast) && !known.HasSideEffects) {
    return;
  }
  if (const auto *name = llvm::dyn_cast<clang::DeclRefExpr>(expr)) {
    if (!llvm::isa<clang::ParmVarDecl>(name->getDecl())) {
      refuse("the variable '" + name->getDecl()->getNameAsString() + "'");
    } else if (name->getDecl()->getType()->isReferenceType() && !getSpanElement(name->getDecl()->getType())) {
      refuse("'" + name->getDecl()->getNameAsString() + "', which lies in the memory of the device");
    }
    return;
  }
  if (const auto *member = llvm::dyn_cast<clang::MemberExpr>(expr)) {
    return checkLaunchExpression(member->getBase());
  }
  if (const auto *element = llvm::dyn_cast<clang::ArraySubscriptExpr>(expr);
      element && element->getIdx()->EvaluateAsInt(known, ast)) {
    return checkLaunchExpression(element->getBase()->IgnoreParenImpCasts());
  }
  if (const auto *callExpr = llvm::dyn_cast<clang::CallExpr>(expr)) {
    const clang::FunctionDecl *callee = callExpr->getDirectCallee();
    const auto *operatorCall = llvm::dyn_cast<clang::CXXOperatorCallExpr>(callExpr);
    if (operatorCall && operatorCall->getOperator() == clang::OO_Subscript &&
        getStdArrayElements(operatorCall->getArg(0)->getType()) && operatorCall->getArg(1)->EvaluateAsInt(known, ast)) {
      return checkLaunchExpression(operatorCall->getArg(0));
    }
    if (const auto *member = llvm::dyn_cast<clang::CXXMemberCallExpr>(callExpr)) {
      llvm::StringRef name = callee && callee->getIdentifier() ? callee->getName() : "";
      if (getSpanElement(member->getObjectType()) && (name == "size" || name == "empty" || name == "extent")) {
        return checkLaunchExpression(member->getImplicitObjectArgument());
      }
    } else if (callee && isIntrinsic(callee) && !llvm::isa<clang::CXXOperatorCallExpr>(callExpr)) {
      llvm::StringRef name = callee->getIdentifier() ? callee->getName() : "";
      if (name == "domain" || name == "block_dim" || name == "grid_dim" || name == "min" || name == "max" || name == "abs") {
        for (const clang::Expr *argument : callExpr->arguments()) {
          checkLaunchExpression(argument);
        }
        return;
      }
    }
    return refuse(callee ? "a call of " + quoted(callee) : std::string("a call"));
  }
  if (const auto *op = llvm::dyn_cast<clang::UnaryOperator>(expr)) {
    if (op->isIncrementDecrementOp()) {
      return refuse("an expression with an effect");
    }
    return checkLaunchExpression(op->getSubExpr());
  }
  if (const auto *op = llvm::dyn_cast<clang::BinaryOperator>(expr)) {
    if (op->isAssignmentOp() || op->getOpcode() == clang::BO_Comma) {
      return refuse("an expression with an effect");
    }
    checkLaunchExpression(op->getLHS());
    return checkLaunchExpression(op->getRHS());
  }
  if (llvm::isa<clang::CastExpr, clang::ConditionalOperator>(expr)) {
    for (const clang::Stmt *child : expr->children()) {
      checkLaunchExpression(llvm::cast<clang::Expr>(child));
    }
    return;
  }
  refuse(std::string("a '") + expr->getStmtClassName() + "'");
}

//===-- Statements -----------------------------------------------------------------------------===//

void SubsetChecker::visitChildren(const clang::Stmt *statement) {
  bool isStatement = !llvm::isa<clang::Expr, clang::ReturnStmt>(statement);
  for (const clang::Stmt *child : statement->children()) {
    const auto *choice = llvm::dyn_cast_or_null<clang::ConditionalOperator>(child);
    if (isStatement && choice) {
      visitChoice(choice); // `c ? a = 1 : b = 2;` names no object
    } else {
      visit(child);
    }
  }
}

/// Every part of the compiler walks what is nested; sums and the like of any length are no nesting to it.
static constexpr unsigned kDeepest = 4096;

void SubsetChecker::visit(const clang::Stmt *statement) {
  if (!statement) {
    return;
  }
  llvm::SaveAndRestore<unsigned> level(depth, llvm::isa<clang::BinaryOperator>(statement) ? depth : depth + 1);
  if (depth > kDeepest) {
    if (!tooDeep) {
      reporter.report(Diag::Nesting, statement->getSourceRange(), {std::to_string(kDeepest)});
    }
    tooDeep = true;
    return;
  }
  if (const auto *expr = llvm::dyn_cast<clang::Expr>(statement)) {
    return visitExpr(expr);
  }
  clang::SourceRange range = statement->getSourceRange();
  switch (statement->getStmtClass()) {
  case clang::Stmt::ForStmtClass:
    bounds.insert(getLoopBound(llvm::cast<clang::ForStmt>(statement)->getBody()));
    return visitChildren(statement);
  case clang::Stmt::WhileStmtClass:
    bounds.insert(getLoopBound(llvm::cast<clang::WhileStmt>(statement)->getBody()));
    return visitChildren(statement);
  case clang::Stmt::DoStmtClass:
    bounds.insert(getLoopBound(llvm::cast<clang::DoStmt>(statement)->getBody()));
    return visitChildren(statement);
  case clang::Stmt::CompoundStmtClass:
  case clang::Stmt::NullStmtClass:
  case clang::Stmt::AttributedStmtClass:
  case clang::Stmt::BreakStmtClass:
  case clang::Stmt::ContinueStmtClass:
  case clang::Stmt::ReturnStmtClass:
  case clang::Stmt::DefaultStmtClass:
    return visitChildren(statement);
  case clang::Stmt::CaseStmtClass:
    if (const auto *label = llvm::cast<clang::CaseStmt>(statement); label->caseStmtIsGNURange()) {
      reporter.report(Diag::CaseRange, range);
    }
    return visitChildren(statement);
  case clang::Stmt::DeclStmtClass:
    for (const clang::Decl *decl : llvm::cast<clang::DeclStmt>(statement)->decls()) {
      if (const auto *variable = llvm::dyn_cast<clang::VarDecl>(decl)) {
        if (auto tunable = getTunable(variable, ast); tunable && !tuned.contains(variable)) {
          reporter.report(Diag::TunePlace, variable->getLocation(), {tunable->name});
        }
        checkVariable(variable);
        visit(variable->getInit());
      }
    }
    return;
  case clang::Stmt::IfStmtClass: {
    const auto *ifStatement = llvm::cast<clang::IfStmt>(statement);
    if (ifStatement->isConstexpr() || ifStatement->isConsteval()) {
      visit(ifStatement->getInit());
      if (ifStatement->isConsteval()) {
        return visit(ifStatement->isNegatedConsteval() ? ifStatement->getThen() : ifStatement->getElse());
      }
      if (std::optional<const clang::Stmt *> taken = ifStatement->getNondiscardedCase(ast)) {
        visit(*taken);
      }
      return;
    }
    return visitChildren(statement);
  }
  case clang::Stmt::SwitchStmtClass:
    return visitSwitch(llvm::cast<clang::SwitchStmt>(statement));
  case clang::Stmt::CXXForRangeStmtClass:
    return visitRangeFor(llvm::cast<clang::CXXForRangeStmt>(statement));
  case clang::Stmt::GotoStmtClass:
  case clang::Stmt::IndirectGotoStmtClass:
    return reporter.report(Diag::Goto, range);
  case clang::Stmt::LabelStmtClass:
    return visit(llvm::cast<clang::LabelStmt>(statement)->getSubStmt());
  case clang::Stmt::GCCAsmStmtClass:
  case clang::Stmt::MSAsmStmtClass:
    return reporter.report(Diag::InlineAsm, range);
  case clang::Stmt::CXXTryStmtClass:
  case clang::Stmt::CXXCatchStmtClass:
    return reporter.report(Diag::Exception, range);
  case clang::Stmt::CoroutineBodyStmtClass:
  case clang::Stmt::CoreturnStmtClass:
    return reporter.report(Diag::Coroutine, range);
  default:
    reporter.report(Diag::Construct, range, {std::string("a '") + statement->getStmtClassName() + "'"});
  }
}

static const clang::SwitchCase *findNestedCase(const clang::Stmt *statement) {
  if (!statement || llvm::isa<clang::SwitchStmt>(statement)) {
    return nullptr;
  }
  if (const auto *label = llvm::dyn_cast<clang::SwitchCase>(statement)) {
    return label;
  }
  for (const clang::Stmt *child : statement->children()) {
    if (const clang::SwitchCase *label = findNestedCase(child)) {
      return label;
    }
  }
  return nullptr;
}

void SubsetChecker::visitSwitch(const clang::SwitchStmt *statement) {
  const auto *body = llvm::dyn_cast<clang::CompoundStmt>(statement->getBody());
  llvm::SmallVector<const clang::Stmt *> top;
  if (body) {
    top.append(body->body_begin(), body->body_end());
  } else {
    top.push_back(statement->getBody());
  }
  for (const clang::Stmt *inner : top) {
    while (const auto *label = llvm::dyn_cast_or_null<clang::SwitchCase>(inner)) {
      inner = label->getSubStmt();
    }
    if (const clang::SwitchCase *nested = findNestedCase(inner)) {
      reporter.report(Diag::NestedCase, nested->getKeywordLoc());
    }
  }
  visitChildren(statement);
}

void SubsetChecker::visitRangeFor(const clang::CXXForRangeStmt *statement) {
  visit(statement->getInit());
  const clang::Expr *range = statement->getRangeInit();
  visit(range);
  if (!getRangeElement(range->getType(), ast)) {
    reporter.report(Diag::Construct, range->getSourceRange(),
                    {"a range-based for loop over " + quoted(range->getType())});
  }
  checkVariable(statement->getLoopVariable());
  bounds.insert(getLoopBound(statement->getBody()));
  // The loop variable's initialiser is the hidden iterator; only a conversion by constructor could call anything.
  visit(statement->getBody());
}

} // namespace dc::compiler
