// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A kernel's signature, launch rules and shell.
#include "compiler/frontend/cxx/KernelEmitter.h"
#include "compiler/frontend/cxx/Records.h"
#include "compiler/frontend/cxx/Tuning.h"

#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

namespace dc::compiler {

/// The argument that an array of such elements is.
static KernelArgument arrayArgument(llvm::StringRef name, clang::QualType element, const clang::ASTContext &ast) {
  constexpr ScalarType byte{ScalarType::Kind::Unsigned, 8};
  auto scalar = getScalarType(element, ast);
  KernelArgument array{name.str(), scalar.value_or(byte), 1, element.isConstQualified(), getFloat8Name(element).str()};
  if (!scalar && array.typeName.empty()) {
    array.record = getRecordLayout(element->getAsCXXRecordDecl(), ast);
  }
  return array;
}

/// Flattens a parameter: one argument for each scalar and array in it, named like "p.dt" and "p.w[2]".
void KernelEmitter::addParameter(llvm::StringRef name, clang::QualType type,
                                 std::vector<KernelArgument> &arguments) {
  constexpr ScalarType byte{ScalarType::Kind::Unsigned, 8};
  if (auto element = getSpanElement(type)) {
    KernelArgument array = arrayArgument(name, *element, ast);
    array.arrayRank = getSpanRank(type);
    array.isStrided = isStridedView(type);
    arguments.push_back(std::move(array));
    return;
  }
  if (type->isReferenceType()) {
    arguments.push_back(arrayArgument(name, type.getNonReferenceType(), ast));
    return;
  }
  if (auto scalar = scalarType(type)) {
    arguments.push_back({name.str(), *scalar});
    return;
  }
  if (llvm::StringRef float8 = getFloat8Name(type); !float8.empty()) {
    arguments.push_back({name.str(), byte, 0, false, float8.str()});
    return;
  }
  if (const clang::FieldDecl *elements = getStdArrayElements(type)) {
    return addParameter(name, elements->getType(), arguments);
  }
  if (const auto *array = ast.getAsConstantArrayType(type)) {
    for (uint64_t i = 0; i < array->getZExtSize(); ++i) {
      addParameter((name + "[" + llvm::Twine(i) + "]").str(), array->getElementType(), arguments);
    }
    return;
  }
  const clang::CXXRecordDecl *record = type->getAsCXXRecordDecl();
  for (const clang::CXXBaseSpecifier &base : record->bases()) {
    addParameter(name, base.getType(), arguments);
  }
  for (const clang::FieldDecl *field : record->fields()) {
    addParameter((name + "." + field->getName()).str(), field->getType(), arguments);
  }
}

Place KernelEmitter::bindParameter(clang::QualType type, mlir::Block *entry, unsigned &next) {
  if (auto element = getSpanElement(type)) {
    return spanOf(*element, entry->getArgument(next++));
  }
  if (auto scalar = scalarType(type)) {
    return Place::ofValue(entry->getArgument(next++), *scalar);
  }
  Place result;
  if (const auto *array = ast.getAsConstantArrayType(type)) {
    result.kind = Place::Kind::List;
    for (uint64_t i = 0; i < array->getZExtSize(); ++i) {
      result.parts.push_back(bindParameter(array->getElementType(), entry, next));
    }
    return result;
  }
  result.kind = Place::Kind::Record;
  const clang::CXXRecordDecl *record = type->getAsCXXRecordDecl();
  for (const clang::CXXBaseSpecifier &base : record->bases()) {
    result.parts.push_back(bindParameter(base.getType(), entry, next));
  }
  for (const clang::FieldDecl *field : record->fields()) {
    result.parts.push_back(bindParameter(field->getType(), entry, next));
  }
  return result;
}

/// `T &` names the one element of an array.
Place KernelEmitter::bindElement(const clang::ParmVarDecl *parameter, mlir::Value array) {
  mlir::Location loc = locate(parameter->getLocation());
  std::string name = parameter->getNameAsString();
  ScalarType index = ScalarType::index();
  mlir::Value one = build.integer(loc, index, 1);
  mlir::Value isOne = build.compare(loc, Compare::Eq, build.extent(loc, array, 0), one, index);
  build.requires_(loc, isOne, name + ".size() == 1", /*isWritten=*/false);
  Place span = spanOf(parameter->getType().getNonReferenceType(), array);
  Place elements = span.parts.empty() ? Place::ofMemory(array, span.type) : span.parts.front();
  Place element = elements.at(build.zero(loc, index));
  element.describe(name);
  return element;
}

/// Parameters are variables: once the launch rules are stated, scalars move to memory where the body can write them.
/// Arrays of scalars do so whole, for indices of every kind.
Place KernelEmitter::storeParameter(mlir::Location loc, const Place &parameter, clang::QualType type) {
  Place result = parameter;
  if (parameter.kind == Place::Kind::Value) {
    result = Place::ofMemory(build.newLocal(loc, {}, parameter.type), parameter.type);
    store(loc, parameter.value, result);
  } else if (parameter.kind == Place::Kind::List && !holdsArrays(type)) {
    result = allocate(loc, type);
    copy(loc, parameter, result, type);
  } else if (parameter.kind == Place::Kind::List) {
    for (Place &part : result.parts) {
      part = storeParameter(loc, part, ast.getAsConstantArrayType(type)->getElementType());
    }
  } else if (parameter.kind == Place::Kind::Record) {
    const clang::CXXRecordDecl *record = type->getAsCXXRecordDecl();
    unsigned next = 0;
    for (const clang::CXXBaseSpecifier &base : record->bases()) {
      Place &part = result.parts[next++];
      part = storeParameter(loc, part, base.getType());
    }
    for (const clang::FieldDecl *field : record->fields()) {
      Place &part = result.parts[next++];
      part = storeParameter(loc, part, field->getType());
    }
  }
  return result;
}

static llvm::ArrayRef<clang::Stmt *> bodyOf(const clang::FunctionDecl *function) {
  const auto *body = llvm::dyn_cast_or_null<clang::CompoundStmt>(function->getBody());
  return body ? llvm::ArrayRef<clang::Stmt *>(body->body_begin(), body->size())
              : llvm::ArrayRef<clang::Stmt *>();
}

/// Rank and block, before anything is emitted that depends on them.
void KernelEmitter::findShape(const clang::FunctionDecl *kernel) {
  rank = 0;
  block.clear();
  const clang::CallExpr *call = nullptr;
  for (const clang::Stmt *statement : bodyOf(kernel)) {
    LaunchRule rule = getLaunchRule(statement, call);
    if (rule == LaunchRule::Domain || rule == LaunchRule::Block) {
      rank = std::max(1u, call->getNumArgs());
    }
    if (rule == LaunchRule::Block) {
      for (const clang::Expr *size : call->arguments()) {
        block.push_back(getBlockSize(size, ast).value_or(1));
      }
    }
  }
}

void KernelEmitter::emitLaunchRule(LaunchRule rule, const clang::CallExpr *call) {
  mlir::Location loc = locate(call->getBeginLoc());
  if (rule == LaunchRule::Block) {
    return; // findShape has read it
  }
  if (rule == LaunchRule::Domain || rule == LaunchRule::Grid) {
    llvm::SmallVector<mlir::Value, 3> extents;
    for (const clang::Expr *argument : call->arguments()) {
      extents.push_back(scalar(argument));
    }
    return rule == LaunchRule::Domain ? build.domain(loc, extents) : build.grid(loc, extents);
  }
  mlir::Value condition = scalar(call->getArg(0));
  std::string text = getText(call->getArg(1));
  if (rule == LaunchRule::Requires) {
    build.requires_(loc, condition, text);
  } else if (rule == LaunchRule::Ensures) {
    build.ensures(loc, condition, text);
  } else {
    build.trust(loc, condition, text);
  }
}

/// Returns how many statements of the body the launch rules take.
unsigned KernelEmitter::emitLaunchRules(llvm::ArrayRef<const clang::Stmt *> body) {
  atLaunch = true;
  unsigned count = 0;
  for (const clang::Stmt *statement : body) {
    const clang::CallExpr *call = nullptr;
    LaunchRule rule = getLaunchRule(statement, call);
    if (rule != LaunchRule::None) {
      emitLaunchRule(rule, call);
    } else if (!isConstantDeclaration(statement)) {
      break;
    }
    ++count;
  }
  atLaunch = false;
  return count;
}

void KernelEmitter::emit(const clang::FunctionDecl *kernel, size_t variant) {
  mlir::Location loc = locate(kernel->getLocation());
  std::vector<KernelArgument> arguments;
  for (const clang::ParmVarDecl *parameter : kernel->parameters()) {
    addParameter(parameter->getName(), parameter->getType(), arguments);
  }
  findShape(kernel);
  constants.clear();
  domainDimensions.clear();
  std::string name = getKernelName(kernel);
  std::vector<Tunable> tunables = getTunables(kernel, ast);
  std::string suffix = variant == 0 ? "" : variantSuffix(tunables, variant);
  mlir::Block *entry = createKernel(module, loc, name + suffix, std::max(1u, rank), arguments, block);
  if (!tunables.empty()) {
    std::vector<TunedValue> values;
    for (auto [tunable, choice] : llvm::zip_equal(tunables, choicesOf(tunables, variant))) {
      values.push_back({tunable.name, tunable.values[choice], tunable.values});
    }
    setKernelTuning(entry, variant == 0 ? "" : name, values);
  }
  build.setEntry(entry);
  build.startAt(entry);

  privateBytes = 0;
  frames.clear();
  numCalls = 0;
  frames.emplace_back(loc);
  frame().function = kernel;
  frame().exit = build.newBlock();
  unsigned next = 0;
  for (const clang::ParmVarDecl *parameter : kernel->parameters()) {
    bool isElement = parameter->getType()->isReferenceType() && !getSpanElement(parameter->getType());
    frame().names[parameter] = isElement ? bindElement(parameter, entry->getArgument(next++))
                                         : bindParameter(parameter->getType(), entry, next);
  }
  llvm::ArrayRef<clang::Stmt *> body = bodyOf(kernel);
  unsigned launchRules = emitLaunchRules(body);
  for (const clang::ParmVarDecl *parameter : kernel->parameters()) {
    clang::QualType type = parameter->getType();
    if (!type->isReferenceType()) {
      Place stored = storeParameter(locate(parameter->getLocation()), frame().names[parameter], type);
      frame().names[parameter] = std::move(stored);
    }
  }
  mlir::Block *start = build.newBlock();
  build.branch(loc, start);
  prologueEnd = &entry->back();
  build.startAt(start);

  // Declarations among the launch rules have no effect but bring names into scope.
  for (const clang::Stmt *s : body.take_front(launchRules)) {
    if (llvm::isa<clang::DeclStmt>(s)) {
      statement(s);
    }
  }
  for (const clang::Stmt *s : body.drop_front(launchRules)) {
    statement(s);
  }

  rank = std::max(1u, rank);
  setKernelRank(entry, rank);
  checkDomainDimensions();

  mlir::Location end = locate(kernel->getBodyRBrace());
  mlir::Block *exit = frame().exit;
  build.branch(end, exit);
  build.startAt(exit);
  build.ret(end);
  exit->moveBefore(entry->getParent(), entry->getParent()->end());
  if (mlir::Operation *endless = pruneUnreachable(entry, exit)) {
    clang::SourceLocation where = kernel->getLocation();
    if (auto file = endless->getLoc()->findInstanceOf<mlir::FileLineColLoc>()) {
      clang::SourceManager &sources = ast.getSourceManager();
      if (auto entryRef = sources.getFileManager().getOptionalFileRef(file.getFilename().getValue())) {
        where = sources.translateFileLineCol(*entryRef, file.getLine(), file.getColumn());
      }
    }
    reporter.report(Diag::EndlessLoop, where);
  }
  frames.clear();
}

//===-- Helpers --------------------------------------------------------------------------------===//

mlir::Location KernelEmitter::locate(clang::SourceLocation location) {
  mlir::MLIRContext *context = module.getContext();
  const clang::SourceManager &sources = ast.getSourceManager();
  clang::PresumedLoc presumed = sources.getPresumedLoc(sources.getFileLoc(location));
  mlir::Location result = mlir::UnknownLoc::get(context);
  if (presumed.isValid()) {
    result = mlir::FileLineColLoc::get(context, presumed.getFilename(), presumed.getLine(),
                                       presumed.getColumn());
  }
  if (!frames.empty() && frame().inlined) {
    result = mlir::CallSiteLoc::get(result, frame().calledFrom);
  }
  return result;
}

std::string KernelEmitter::sourceText(const clang::Expr *expr) {
  const clang::SourceManager &sources = ast.getSourceManager();
  // What a macro was given is shown as given; what it made, as the macro's call.
  auto written = clang::CharSourceRange::getTokenRange(expr->getSourceRange());
  clang::CharSourceRange range = clang::Lexer::makeFileCharRange(written, sources, ast.getLangOpts());
  if (range.isInvalid()) {
    range = sources.getExpansionRange(expr->getSourceRange());
  }
  llvm::StringRef text = clang::Lexer::getSourceText(range, sources, ast.getLangOpts());
  // A site's name is a label: one line, and short.
  std::string result;
  for (char c : text) {
    bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!space) {
      result += c;
    } else if (!result.empty() && result.back() != ' ') {
      result += ' ';
    }
  }
  constexpr size_t longest = 80;
  if (result.size() > longest) {
    result = result.substr(0, longest - 3) + "...";
  }
  return result;
}

ScalarType KernelEmitter::typeOf(const clang::Expr *expr) {
  return scalarType(expr->getType()).value_or(ScalarType::index());
}

mlir::Value KernelEmitter::unsupported(const clang::Expr *expr) {
  reporter.report(Diag::Construct, expr->getSourceRange(),
                  {std::string("a '") + expr->getStmtClassName() + "'"});
  return build.zero(locate(expr), typeOf(expr));
}

Place KernelEmitter::unsupportedPlace(const clang::Expr *expr) {
  reporter.report(Diag::Construct, expr->getSourceRange(),
                  {std::string("a '") + expr->getStmtClassName() + "'"});
  return {};
}

const Place *KernelEmitter::find(const clang::ValueDecl *decl) {
  auto it = frame().names.find(decl);
  return it == frame().names.end() ? nullptr : &it->second;
}

} // namespace dc::compiler
