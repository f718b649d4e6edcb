// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Types, attributes and launch rules of the kernel language.
#include "compiler/frontend/cxx/Language.h"

#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

#include "llvm/ADT/StringSwitch.h"

namespace dc::compiler {

bool isInDC(const clang::Decl *decl) {
  const auto *space = llvm::dyn_cast<clang::NamespaceDecl>(decl->getDeclContext()->getRedeclContext());
  return space && space->getName() == "dc" && space->getParent()->getRedeclContext()->isTranslationUnit();
}

std::optional<ScalarType> getSmallFloat(const clang::CXXRecordDecl *record) {
  if (!record || !record->getIdentifier() || !isInDC(record)) {
    return std::nullopt;
  }
  return llvm::StringSwitch<std::optional<ScalarType>>(record->getName())
      .Case("f16", ScalarType{ScalarType::Kind::Float, 16})
      .Case("bf16", ScalarType{ScalarType::Kind::BFloat, 16})
      .Default(std::nullopt);
}

bool isSmallFloatChoice(const clang::ParmVarDecl *parameter, const clang::Expr *argument) {
  clang::QualType type = parameter->getType();
  return type->isReferenceType() && type.getNonReferenceType().isConstQualified() &&
         getSmallFloat(type.getNonReferenceType()->getAsCXXRecordDecl()) &&
         findChoice(argument);
}

std::optional<ScalarType> getScalarType(clang::QualType type, const clang::ASTContext &ast) {
  if (type.isNull() || type->isDependentType()) {
    return std::nullopt;
  }
  type = type.getCanonicalType().getUnqualifiedType();
  if (const auto *enumeration = type->getAs<clang::EnumType>()) {
    type = enumeration->getDecl()->getIntegerType();
    if (type.isNull()) {
      return std::nullopt;
    }
    type = type.getCanonicalType();
  }
  const auto *builtin = type->getAs<clang::BuiltinType>();
  if (!builtin) {
    return getSmallFloat(type->getAsCXXRecordDecl());
  }
  switch (builtin->getKind()) {
  case clang::BuiltinType::Bool:
    return ScalarType::boolean();
  case clang::BuiltinType::Float:
    return ScalarType{ScalarType::Kind::Float, 32};
  case clang::BuiltinType::Double:
    return ScalarType{ScalarType::Kind::Float, 64};
  case clang::BuiltinType::Int128:
  case clang::BuiltinType::UInt128:
    return std::nullopt;
  default:
    break;
  }
  if (!builtin->isInteger()) {
    return std::nullopt;
  }
  auto kind = builtin->isSignedInteger() ? ScalarType::Kind::Signed : ScalarType::Kind::Unsigned;
  return ScalarType{kind, static_cast<unsigned>(ast.getTypeSize(type))};
}

static const clang::ClassTemplateSpecializationDecl *getSpan(clang::QualType type) {
  if (type.isNull()) {
    return nullptr;
  }
  const auto *record = llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(
      type.getNonReferenceType().getCanonicalType()->getAsCXXRecordDecl());
  if (!record || !isInDC(record)) {
    return nullptr;
  }
  llvm::StringRef name = record->getName();
  return name == "span" || name == "view" || name == "strided_view" ? record : nullptr;
}

std::optional<clang::QualType> getSpanElement(clang::QualType type) {
  const clang::ClassTemplateSpecializationDecl *span = getSpan(type);
  return span ? std::optional(span->getTemplateArgs()[0].getAsType()) : std::nullopt;
}

unsigned getSpanRank(clang::QualType type) {
  const clang::ClassTemplateSpecializationDecl *span = getSpan(type);
  if (!span) {
    return 0;
  }
  bool isView = span->getTemplateArgs().size() > 1;
  return isView ? static_cast<unsigned>(span->getTemplateArgs()[1].getAsIntegral().getExtValue()) : 1;
}

bool isStridedView(clang::QualType type) {
  const clang::ClassTemplateSpecializationDecl *span = getSpan(type);
  return span && span->getName() == "strided_view";
}

const clang::FieldDecl *getStdArrayElements(clang::QualType type) {
  const auto *record = llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(
      type.getNonReferenceType().getCanonicalType()->getAsCXXRecordDecl());
  bool found = record && record->getName() == "array" && record->isInStdNamespace() && record->hasDefinition() &&
               !record->field_empty();
  return found ? *record->field_begin() : nullptr;
}

static const clang::ConstantArrayType *getFixedArray(clang::QualType range, const clang::ASTContext &ast) {
  const clang::FieldDecl *elements = getStdArrayElements(range);
  return ast.getAsConstantArrayType(elements ? elements->getType() : range.getNonReferenceType());
}

std::optional<clang::QualType> getRangeElement(clang::QualType range, const clang::ASTContext &ast) {
  if (auto element = getSpanElement(range)) {
    return getSpanRank(range) == 1 ? element : std::nullopt;
  }
  const clang::ConstantArrayType *array = getFixedArray(range, ast);
  return array ? std::optional(array->getElementType()) : std::nullopt;
}

int64_t getRangeSize(clang::QualType range, const clang::ASTContext &ast) {
  const clang::ConstantArrayType *array = getFixedArray(range, ast);
  return array ? static_cast<int64_t>(array->getZExtSize()) : 0;
}

bool isLambda(clang::QualType type) {
  const clang::CXXRecordDecl *record =
      type.getNonReferenceType().getCanonicalType()->getAsCXXRecordDecl();
  return record && record->isLambda();
}

bool holdsArrays(clang::QualType type) {
  type = type.getCanonicalType();
  if (getSpanElement(type) || isLambda(type)) {
    return true;
  }
  if (const auto *array = llvm::dyn_cast<clang::ArrayType>(type.getTypePtr())) {
    return holdsArrays(array->getElementType());
  }
  const clang::CXXRecordDecl *record = type->getAsCXXRecordDecl();
  if (!record || !record->hasDefinition()) {
    return false;
  }
  for (const clang::CXXBaseSpecifier &base : record->bases()) {
    if (holdsArrays(base.getType())) {
      return true;
    }
  }
  for (const clang::FieldDecl *field : record->fields()) {
    if (field->getType()->isReferenceType() || holdsArrays(field->getType())) {
      return true;
    }
  }
  return false;
}

const clang::APValue *getConstantValue(const clang::VarDecl *variable, const clang::ASTContext &ast) {
  // Clang's evaluator takes an initialiser for granted.
  const clang::VarDecl *definition = variable->getInitializingDeclaration();
  if (!definition || !definition->getInit() || definition->getInit()->isValueDependent() ||
      !definition->getType().isConstQualified() || !definition->mightBeUsableInConstantExpressions(ast)) {
    return nullptr;
  }
  return definition->evaluateValue();
}

static bool isAnnotated(const clang::Decl *decl, llvm::StringRef text) {
  for (const auto *attribute : decl->specific_attrs<clang::AnnotateAttr>()) {
    if (attribute->getAnnotation() == text) {
      return true;
    }
  }
  return false;
}

bool isKernel(const clang::FunctionDecl *function) {
  return isAnnotated(function->getMostRecentDecl(), "dc.kernel") || isAnnotated(function, "dc.kernel");
}

bool isIntrinsic(const clang::FunctionDecl *function) {
  return isAnnotated(function, "dc.intrinsic");
}

bool isShared(const clang::VarDecl *variable) { return isAnnotated(variable, "dc.shared"); }

LaunchRule getLaunchRule(const clang::FunctionDecl *callee) {
  if (!callee || !isIntrinsic(callee) || !callee->getIdentifier()) {
    return LaunchRule::None;
  }
  return llvm::StringSwitch<LaunchRule>(callee->getName())
      .Case("launch_block", LaunchRule::Block)
      .Case("launch_domain", LaunchRule::Domain)
      .Case("launch_grid", LaunchRule::Grid)
      .Case("launch_requires", LaunchRule::Requires)
      .Case("launch_ensures", LaunchRule::Ensures)
      .Case("launch_trust", LaunchRule::Trust)
      .Default(LaunchRule::None);
}

LaunchRule getLaunchRule(const clang::Stmt *statement, const clang::CallExpr *&call) {
  const auto *expr = llvm::dyn_cast<clang::Expr>(statement);
  call = expr ? llvm::dyn_cast<clang::CallExpr>(stripWrappers(expr)) : nullptr;
  return call ? getLaunchRule(call->getDirectCallee()) : LaunchRule::None;
}

bool isLoopBound(const clang::FunctionDecl *callee) {
  return callee && isIntrinsic(callee) && callee->getIdentifier() && callee->getName() == "loop_bound";
}

const clang::CallExpr *getLoopBound(const clang::Stmt *body) {
  if (const auto *compound = llvm::dyn_cast_or_null<clang::CompoundStmt>(body)) {
    body = compound->body_empty() ? nullptr : compound->body_front();
  }
  const auto *expr = llvm::dyn_cast_or_null<clang::Expr>(body);
  const auto *call = expr ? llvm::dyn_cast<clang::CallExpr>(stripWrappers(expr)) : nullptr;
  return call && isLoopBound(call->getDirectCallee()) ? call : nullptr;
}

llvm::StringRef getMacroName(LaunchRule rule) {
  switch (rule) {
  case LaunchRule::Domain:
    return "DC_DOMAIN";
  case LaunchRule::Block:
    return "DC_BLOCK";
  case LaunchRule::Grid:
    return "DC_GRID";
  case LaunchRule::Requires:
    return "DC_REQUIRES";
  case LaunchRule::Ensures:
    return "DC_ENSURES";
  case LaunchRule::Trust:
    return "DC_TRUST";
  case LaunchRule::None:
    break;
  }
  return "";
}

std::optional<int64_t> getBlockSize(const clang::Expr *extent, const clang::ASTContext &ast) {
  clang::Expr::EvalResult known;
  if (extent->isValueDependent() || !extent->EvaluateAsInt(known, ast)) {
    return std::nullopt;
  }
  return known.Val.getInt().getExtValue();
}

bool isConstantDeclaration(const clang::Stmt *statement) {
  const auto *declarations = llvm::dyn_cast<clang::DeclStmt>(statement);
  if (!declarations) {
    return llvm::isa<clang::NullStmt>(statement);
  }
  for (const clang::Decl *decl : declarations->decls()) {
    const auto *variable = llvm::dyn_cast<clang::VarDecl>(decl);
    if (variable && !variable->isConstexpr()) {
      return false;
    }
  }
  return true;
}

const clang::Expr *stripWrappers(const clang::Expr *expr) {
  while (true) {
    if (const auto *paren = llvm::dyn_cast<clang::ParenExpr>(expr)) {
      expr = paren->getSubExpr();
    } else if (const auto *full = llvm::dyn_cast<clang::FullExpr>(expr);
               full && !llvm::isa<clang::ConstantExpr>(expr)) {
      expr = full->getSubExpr();
    } else if (const auto *temporary = llvm::dyn_cast<clang::MaterializeTemporaryExpr>(expr)) {
      expr = temporary->getSubExpr();
    } else if (const auto *bound = llvm::dyn_cast<clang::CXXBindTemporaryExpr>(expr)) {
      expr = bound->getSubExpr();
    } else if (const auto *parameter = llvm::dyn_cast<clang::SubstNonTypeTemplateParmExpr>(expr)) {
      expr = parameter->getReplacement();
    } else if (const auto *argument = llvm::dyn_cast<clang::CXXDefaultArgExpr>(expr)) {
      expr = argument->getExpr();
    } else if (const auto *init = llvm::dyn_cast<clang::CXXDefaultInitExpr>(expr)) {
      expr = init->getExpr();
    } else if (const auto *rewritten = llvm::dyn_cast<clang::CXXRewrittenBinaryOperator>(expr)) {
      expr = rewritten->getSemanticForm();
    } else if (const auto *selected = llvm::dyn_cast<clang::GenericSelectionExpr>(expr)) {
      expr = selected->getResultExpr();
    } else if (const auto *chosen = llvm::dyn_cast<clang::ChooseExpr>(expr)) {
      expr = chosen->getChosenSubExpr();
    } else {
      return expr;
    }
  }
}

const clang::ConditionalOperator *findChoice(const clang::Expr *expr) {
  expr = stripWrappers(expr);
  while (const auto *cast = llvm::dyn_cast<clang::ImplicitCastExpr>(expr)) {
    if (cast->getCastKind() != clang::CK_NoOp) {
      return nullptr;
    }
    expr = stripWrappers(cast->getSubExpr());
  }
  return llvm::dyn_cast<clang::ConditionalOperator>(expr);
}

bool isThis(const clang::Expr *expr) {
  expr = stripWrappers(expr);
  while (const auto *cast = llvm::dyn_cast<clang::CastExpr>(expr)) {
    clang::CastKind kind = cast->getCastKind();
    if (kind != clang::CK_NoOp && kind != clang::CK_DerivedToBase && kind != clang::CK_UncheckedDerivedToBase) {
      return false;
    }
    expr = stripWrappers(cast->getSubExpr());
  }
  return llvm::isa<clang::CXXThisExpr>(expr);
}

bool isPrint(const clang::FunctionDecl *callee) {
  return isIntrinsic(callee) && isInDC(callee) && callee->getIdentifier() &&
         callee->getName() == "print";
}

std::string getText(const clang::Expr *expr) {
  const auto *literal = llvm::dyn_cast<clang::StringLiteral>(expr->IgnoreParenImpCasts());
  return literal ? literal->getString().str() : std::string();
}

static clang::PrintingPolicy printingPolicy(const clang::ASTContext &ast) {
  clang::PrintingPolicy policy(ast.getLangOpts());
  policy.adjustForCPlusPlus();
  policy.PrintAsCanonical = true;
  policy.SuppressUnwrittenScope = false;
  return policy;
}

std::string getKernelName(const clang::FunctionDecl *kernel) {
  std::string name;
  llvm::raw_string_ostream os(name);
  kernel->getNameForDiagnostic(os, printingPolicy(kernel->getASTContext()), /*Qualified=*/true);
  return name;
}

std::string countDimensions(unsigned rank) {
  return std::to_string(rank) + (rank == 1 ? " dimension" : " dimensions");
}

std::string quoted(clang::QualType type) {
  static const clang::PrintingPolicy policy = [] {
    clang::LangOptions options;
    options.CPlusPlus = true;
    clang::PrintingPolicy result(options);
    result.adjustForCPlusPlus();
    result.FullyQualifiedName = true;
    return result;
  }();
  return "'" + type.getAsString(policy) + "'";
}

std::string quoted(const clang::NamedDecl *decl) {
  return "'" + decl->getQualifiedNameAsString() + "'";
}

} // namespace dc::compiler
