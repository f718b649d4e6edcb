// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Statements become cf blocks; the structure pass turns them into scf later.
#include "compiler/frontend/cxx/KernelEmitter.h"

#include "clang/AST/DeclTemplate.h"

namespace dc::compiler {

bool KernelEmitter::containsCase(const clang::Stmt *statement) {
  if (!statement || llvm::isa<clang::SwitchStmt>(statement)) {
    return false;
  }
  return llvm::isa<clang::SwitchCase>(statement) || llvm::any_of(statement->children(), containsCase);
}

void KernelEmitter::statement(const clang::Stmt *s) {
  // Without goto, only a case label makes code after a jump reachable again.
  if (!s) {
    return;
  }
  if (build.ended() && !containsCase(s)) {
    if (const auto *decls = llvm::dyn_cast<clang::DeclStmt>(s); decls && !frame().cases.empty()) {
      declareBeforeLabels(decls);
    }
    return;
  }
  switch (s->getStmtClass()) {
  case clang::Stmt::CompoundStmtClass:
    for (const clang::Stmt *inner : llvm::cast<clang::CompoundStmt>(s)->body()) {
      statement(inner);
    }
    return;
  case clang::Stmt::NullStmtClass:
    return;
  case clang::Stmt::AttributedStmtClass:
    return statement(llvm::cast<clang::AttributedStmt>(s)->getSubStmt());
  case clang::Stmt::DeclStmtClass:
    for (const clang::Decl *decl : llvm::cast<clang::DeclStmt>(s)->decls()) {
      if (const auto *variable = llvm::dyn_cast<clang::VarDecl>(decl)) {
        declare(variable);
      }
    }
    return;
  case clang::Stmt::IfStmtClass:
    return ifStatement(llvm::cast<clang::IfStmt>(s));
  case clang::Stmt::ForStmtClass: {
    const auto *loopStatement = llvm::cast<clang::ForStmt>(s);
    statement(loopStatement->getInit());
    return loop(s, loopStatement->getConditionVariable(), loopStatement->getCond(),
                loopStatement->getBody(), loopStatement->getInc());
  }
  case clang::Stmt::WhileStmtClass: {
    const auto *loopStatement = llvm::cast<clang::WhileStmt>(s);
    return loop(s, loopStatement->getConditionVariable(), loopStatement->getCond(),
                loopStatement->getBody(), nullptr);
  }
  case clang::Stmt::DoStmtClass:
    return doLoop(llvm::cast<clang::DoStmt>(s));
  case clang::Stmt::CXXForRangeStmtClass:
    return rangeLoop(llvm::cast<clang::CXXForRangeStmt>(s));
  case clang::Stmt::SwitchStmtClass:
    return switchStatement(llvm::cast<clang::SwitchStmt>(s));
  case clang::Stmt::CaseStmtClass:
  case clang::Stmt::DefaultStmtClass: {
    const auto *label = llvm::cast<clang::SwitchCase>(s);
    if (mlir::Block *block = frame().cases.lookup(label)) {
      build.branch(locate(s), block);
      build.startAt(block);
    }
    return statement(label->getSubStmt());
  }
  case clang::Stmt::BreakStmtClass:
    return build.branch(locate(s), frame().breakContinue.back().first);
  case clang::Stmt::ContinueStmtClass:
    return build.branch(locate(s), frame().breakContinue.back().second);
  case clang::Stmt::ReturnStmtClass:
    return returnStatement(llvm::cast<clang::ReturnStmt>(s));
  default:
    break;
  }
  if (const auto *expr = llvm::dyn_cast<clang::Expr>(s)) {
    return effects(expr);
  }
  reporter.report(Diag::Construct, s->getSourceRange(), {std::string("a '") + s->getStmtClassName() + "'"});
}

/// `switch (x) { int y; case 1: y = ...`: nothing reaches the declaration, and yet the labels share its variable.
void KernelEmitter::declareBeforeLabels(const clang::DeclStmt *s) {
  for (const clang::Decl *decl : s->decls()) {
    const auto *variable = llvm::dyn_cast<clang::VarDecl>(decl);
    if (variable && !variable->getInit() && !variable->getType()->isReferenceType() &&
        !holdsArrays(variable->getType()) && !isShared(variable)) {
      mlir::Location loc = locate(variable->getLocation());
      Place own = allocate(loc, variable->getType());
      mlir::OpBuilder::InsertionGuard guard(build.at);
      build.at.setInsertionPoint(prologueEnd);
      zeroFill(loc, own);
      frame().names[variable] = own;
    }
  }
}

void KernelEmitter::ifStatement(const clang::IfStmt *s) {
  statement(s->getInit());
  if (s->isConsteval()) {
    return statement(s->isNegatedConsteval() ? s->getThen() : s->getElse());
  }
  if (s->isConstexpr()) {
    if (std::optional<const clang::Stmt *> taken = s->getNondiscardedCase(ast)) {
      statement(*taken);
    }
    return;
  }
  if (const clang::VarDecl *variable = s->getConditionVariable()) {
    declare(variable);
  }
  mlir::Location loc = locate(s);
  mlir::Block *yes = build.newBlock();
  mlir::Block *no = s->getElse() ? build.newBlock() : nullptr;
  mlir::Block *after = build.newBlock();
  condition(s->getCond(), yes, no ? no : after);
  build.startAt(yes);
  statement(s->getThen());
  build.branch(loc, after);
  if (no) {
    build.startAt(no);
    statement(s->getElse());
    build.branch(loc, after);
  }
  build.startAt(after);
}

void KernelEmitter::loop(const clang::Stmt *s, const clang::VarDecl *variable,
                         const clang::Expr *cond, const clang::Stmt *body,
                         const clang::Expr *increment) {
  mlir::Location loc = locate(s);
  mlir::Block *header = build.newBlock();
  mlir::Block *inside = build.newBlock();
  mlir::Block *next = increment ? build.newBlock() : header;
  mlir::Block *after = build.newBlock();
  openBound(body);
  build.branch(loc, header);
  build.startAt(header);
  if (variable) {
    declare(variable);
  }
  if (cond) {
    condition(cond, inside, after);
  } else {
    build.branch(loc, inside);
  }
  build.startAt(inside);
  frame().breakContinue.push_back({after, next});
  statement(body);
  frame().breakContinue.pop_back();
  build.branch(loc, next);
  if (increment) {
    build.startAt(next);
    effects(increment);
    build.branch(loc, header);
  }
  build.startAt(after);
}

void KernelEmitter::doLoop(const clang::DoStmt *s) {
  mlir::Location loc = locate(s);
  mlir::Block *inside = build.newBlock();
  mlir::Block *test = build.newBlock();
  mlir::Block *after = build.newBlock();
  openBound(s->getBody());
  build.branch(loc, inside);
  build.startAt(inside);
  frame().breakContinue.push_back({after, test});
  statement(s->getBody());
  frame().breakContinue.pop_back();
  build.branch(loc, test);
  build.startAt(test);
  condition(s->getCond(), inside, after);
  build.startAt(after);
}

/// Over an array of fixed size, a std::array or a span; the iterators of the desugared form would be pointers.
void KernelEmitter::rangeLoop(const clang::CXXForRangeStmt *s) {
  statement(s->getInit());
  mlir::Location loc = locate(s);
  const clang::Expr *range = s->getRangeInit();
  std::optional<clang::QualType> elementType = getRangeElement(range->getType(), ast);
  Place array = range->isGLValue() ? place(range) : object(range);
  if (getStdArrayElements(range->getType()) && array.parts.size() == 1) {
    Place elements = array.parts.front();
    array = std::move(elements);
  }
  if (!elementType || !array) {
    reporter.report(Diag::Construct, range->getSourceRange(),
                    {"a range-based for loop over " + quoted(range->getType())});
    return;
  }
  if (array.kind == Place::Kind::List) {
    return unrolledLoop(s, array);
  }
  ScalarType index = ScalarType::index();
  mlir::Value size = array.kind == Place::Kind::Span
                         ? extentOf(loc, array, 0)
                         : build.integer(loc, index, getRangeSize(range->getType(), ast));
  Place counter = Place::ofMemory(build.newLocal(loc, {}, index), index);
  store(loc, build.zero(loc, index), counter);
  openBound(s->getBody());
  mlir::Block *header = build.newBlock();
  mlir::Block *inside = build.newBlock();
  mlir::Block *next = build.newBlock();
  mlir::Block *after = build.newBlock();
  build.branch(loc, header);
  build.startAt(header);
  build.branch(loc, build.compare(loc, Compare::Lt, load(loc, counter), size, index), inside, after);
  build.startAt(inside);
  Place element = subscript(range, array, load(loc, counter));
  element.describe(sourceText(range) + "[...]");
  bindRangeVariable(s->getLoopVariable(), element, *elementType);
  frame().breakContinue.push_back({after, next});
  statement(s->getBody());
  frame().breakContinue.pop_back();
  build.branch(loc, next);
  build.startAt(next);
  mlir::Value one = build.integer(loc, index, 1);
  store(loc, build.arith(loc, Arith::Add, load(loc, counter), one, index, false, {}), counter);
  build.branch(loc, header);
  build.startAt(after);
}

/// Over several arrays: in each round the body is about another one.
void KernelEmitter::unrolledLoop(const clang::CXXForRangeStmt *s, const Place &list) {
  mlir::Location loc = locate(s);
  mlir::Block *after = build.newBlock();
  openBound(s->getBody());
  for (const Place &part : list.parts) {
    mlir::Block *next = build.newBlock();
    const clang::VarDecl *variable = s->getLoopVariable();
    frame().names[variable] = cloned(locate(variable->getLocation()), part, variable->getType());
    frame().breakContinue.push_back({after, next});
    statement(s->getBody());
    frame().breakContinue.pop_back();
    build.branch(loc, next);
    build.startAt(next);
  }
  build.branch(loc, after);
  build.startAt(after);
}

/// A name for the element, or an object with its value.
void KernelEmitter::bindRangeVariable(const clang::VarDecl *variable, const Place &element, clang::QualType elementType) {
  mlir::Location loc = locate(variable->getLocation());
  clang::QualType type = variable->getType().getNonReferenceType();
  auto from = scalarType(elementType);
  auto to = scalarType(type);
  bool isName = variable->getType()->isReferenceType() && from == to;
  if (isName) {
    frame().names[variable] = element;
    return;
  }
  Place own = allocate(loc, type);
  if (from && to) {
    store(loc, build.convert(loc, load(loc, element), *from, *to), own);
  } else {
    copy(loc, element, own, type);
  }
  frame().names[variable] = own;
}

void KernelEmitter::switchStatement(const clang::SwitchStmt *s) {
  statement(s->getInit());
  if (const clang::VarDecl *variable = s->getConditionVariable()) {
    declare(variable);
  }
  mlir::Location loc = locate(s);
  mlir::Value selector = scalar(s->getCond());
  ScalarType type = typeOf(s->getCond());
  mlir::Block *after = build.newBlock();
  mlir::Block *otherwise = after;
  llvm::SmallVector<const clang::CaseStmt *> labels;
  for (const clang::SwitchCase *label = s->getSwitchCaseList(); label;
       label = label->getNextSwitchCase()) {
    mlir::Block *block = build.newBlock();
    frame().cases[label] = block;
    if (const auto *value = llvm::dyn_cast<clang::CaseStmt>(label)) {
      labels.push_back(value);
    } else {
      otherwise = block;
    }
  }
  // Clang lists the labels last first. A chain of compares is what every later stage handles; LLVM finds the table.
  for (const clang::CaseStmt *label : llvm::reverse(labels)) {
    mlir::Location at = locate(label);
    mlir::Value value = build.integer(at, type, label->getLHS()->EvaluateKnownConstInt(ast));
    mlir::Block *next = build.newBlock();
    build.branch(at, build.compare(at, Compare::Eq, selector, value, type), frame().cases[label], next);
    build.startAt(next);
  }
  build.branch(loc, otherwise);
  mlir::Block *enclosingContinue =
      frame().breakContinue.empty() ? nullptr : frame().breakContinue.back().second;
  frame().breakContinue.push_back({after, enclosingContinue});
  statement(s->getBody());
  frame().breakContinue.pop_back();
  build.branch(loc, after);
  build.startAt(after);
}

void KernelEmitter::returnStatement(const clang::ReturnStmt *s) {
  mlir::Location loc = locate(s);
  const clang::Expr *value = s->getRetValue();
  clang::QualType type = frame().function->getReturnType();
  if (value && !type->isVoidType()) {
    if (type->isReferenceType()) {
      frame().result = place(value);
    } else if (holdsArrays(type)) {
      frame().result = object(value);
    } else if (scalarType(type)) {
      store(loc, scalar(value), frame().result);
    } else {
      // Through a temporary of its own: the value may read what an enclosing expression also names.
      copy(loc, object(value), frame().result, type);
    }
  } else if (value) {
    effects(value);
  }
  build.branch(loc, frame().exit);
}

// A CPU's thread has a stack of some megabytes, and a GPU's 512 KiB of local memory.
static constexpr uint64_t kMaxVariableBytes = 256u << 10;
static constexpr uint64_t kMaxPrivateBytes = 1u << 20;

bool KernelEmitter::countPrivate(const clang::VarDecl *variable) {
  uint64_t bytes = static_cast<uint64_t>(ast.getTypeSizeInChars(variable->getType()).getQuantity());
  if (bytes > kMaxVariableBytes) {
    reporter.report(Diag::PrivateTooLarge, variable->getSourceRange(),
                    {quoted(variable), std::to_string(kMaxVariableBytes), std::to_string(bytes)});
    return false;
  }
  bool fitted = privateBytes <= kMaxPrivateBytes;
  privateBytes += bytes;
  if (fitted && privateBytes > kMaxPrivateBytes) {
    reporter.report(Diag::PrivateSum, variable->getSourceRange(), {quoted(variable), std::to_string(kMaxPrivateBytes)});
  }
  return privateBytes <= kMaxPrivateBytes;
}

void KernelEmitter::declare(const clang::VarDecl *variable) {
  mlir::Location loc = locate(variable->getLocation());
  clang::QualType type = variable->getType();
  const clang::Expr *init = variable->getInit();
  if (!isShared(variable) && !type->isReferenceType()) {
    countPrivate(variable);
  }
  if (isShared(variable)) {
    if (block.empty()) {
      reporter.report(Diag::BlockNeeded, variable->getSourceRange(), {"DC_SHARED"});
    }
    frame().names[variable] = allocate(loc, type, {}, variable->getName());
  } else if (type->isReferenceType()) {
    frame().names[variable] = place(init);
  } else if (init) {
    frame().names[variable] = initialised(type, init, loc);
  } else if (holdsArrays(type)) {
    reporter.report(Diag::LocalType, variable->getLocation(), {quoted(type)});
  } else {
    Place own = allocate(loc, type);
    zeroFill(loc, own);
    if (!frame().cases.empty()) {
      // A later label may jump over this declaration into its variable's scope.
      mlir::OpBuilder::InsertionGuard guard(build.at);
      build.at.setInsertionPoint(prologueEnd);
      zeroFill(loc, own);
    }
    frame().names[variable] = own;
  }
  if (const auto *bindings = llvm::dyn_cast<clang::DecompositionDecl>(variable)) {
    for (const clang::BindingDecl *binding : bindings->bindings()) {
      if (const clang::VarDecl *holder = binding->getHoldingVar()) {
        declare(holder);
      }
    }
  }
}

} // namespace dc::compiler
