// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the kernel language means in terms of Clang's AST: shared by the subset checker and the emitter.
#ifndef DOTCOMPUTE_COMPILER_FRONTEND_CXX_LANGUAGE_H
#define DOTCOMPUTE_COMPILER_FRONTEND_CXX_LANGUAGE_H

#include "compiler/frontend/cxx/KernelBuilder.h"
#include "compiler/frontend/cxx/Reporter.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"

#include <optional>
#include <string>
#include <vector>

namespace dc::compiler {

/// True for a declaration directly in ::dc.
bool isInDC(const clang::Decl *decl);

/// The scalar that a C++ type stands for (enums: their underlying type; dc::f16 and dc::bf16: themselves); nothing for any other type.
std::optional<ScalarType> getScalarType(clang::QualType type, const clang::ASTContext &ast);

/// What dc::f16 and dc::bf16, classes that are scalars to the compiler, stand for; nothing for any other class.
std::optional<ScalarType> getSmallFloat(const clang::CXXRecordDecl *record);

/// True for `c ? a : b` of those as an argument that the callee only reads: of other classes it would be an object, here it is a value.
bool isSmallFloatChoice(const clang::ParmVarDecl *parameter, const clang::Expr *argument);

/// The element type of a dc::span, dc::view or dc::strided_view, as written (const included).
std::optional<clang::QualType> getSpanElement(clang::QualType type);
/// The dimensions of a dc::view or dc::strided_view, 1 for a dc::span, 0 for everything else.
unsigned getSpanRank(clang::QualType type);
bool isStridedView(clang::QualType type);

/// The member of a std::array that holds its elements, or null for any other type.
const clang::FieldDecl *getStdArrayElements(clang::QualType type);
/// What a range-based for loop over that type meets: the elements of a C array, a std::array or an array of one dimension.
std::optional<clang::QualType> getRangeElement(clang::QualType range, const clang::ASTContext &ast);
/// How many of them, of the first two.
int64_t getRangeSize(clang::QualType range, const clang::ASTContext &ast);

bool isLambda(clang::QualType type);
/// A span or lambda, or a struct with one inside: what keeps the arrays it was made with.
bool holdsArrays(clang::QualType type);

/// The value of a constant with static storage or a constexpr local, or null.
const clang::APValue *getConstantValue(const clang::VarDecl *variable, const clang::ASTContext &ast);

/// Attributes that kernel.h puts on declarations.
bool isKernel(const clang::FunctionDecl *function);
bool isIntrinsic(const clang::FunctionDecl *function);
bool isShared(const clang::VarDecl *variable);

/// Launch rules, which kernel.h's macros call as dc::detail functions.
enum class LaunchRule { None, Domain, Block, Grid, Requires, Ensures, Trust };
/// The rule that a statement of a kernel's body states, with its call.
LaunchRule getLaunchRule(const clang::Stmt *statement, const clang::CallExpr *&call);
LaunchRule getLaunchRule(const clang::FunctionDecl *callee);
llvm::StringRef getMacroName(LaunchRule rule);
/// The DC_BOUND that a loop's body starts with, or null.
const clang::CallExpr *getLoopBound(const clang::Stmt *body);
bool isLoopBound(const clang::FunctionDecl *callee);
bool isPrint(const clang::FunctionDecl *callee);
/// The value of an extent of DC_BLOCK, if it is a constant.
std::optional<int64_t> getBlockSize(const clang::Expr *extent, const clang::ASTContext &ast);
/// Declarations without effect at run time, which may stand between launch rules.
bool isConstantDeclaration(const clang::Stmt *statement);

/// Skips parentheses, cleanups, temporaries and other nodes that only wrap a value.
const clang::Expr *stripWrappers(const clang::Expr *expr);

/// The '?:' that `expr` is, in parentheses or made const at most; null for anything else.
const clang::ConditionalOperator *findChoice(const clang::Expr *expr);

/// True for `this`, also as a pointer to a base.
bool isThis(const clang::Expr *expr);

/// The literal behind a `const char *` argument of a dc:: function.
std::string getText(const clang::Expr *expr);

/// The qualified name with template arguments, in canonical spelling: "vis::scale<float>".
std::string getKernelName(const clang::FunctionDecl *kernel);

/// Every kernel that is compiled from this file, in source order; reports bad kernel declarations. Precompiled headers are left
/// alone unless `alsoPrecompiled`: looking into them reads them whole.
std::vector<const clang::FunctionDecl *> findKernels(clang::ASTContext &ast, Reporter &reporter, bool alsoPrecompiled);

/// "1 dimension", "2 dimensions".
std::string countDimensions(unsigned rank);

/// A type as diagnostics show it, in quotes.
std::string quoted(clang::QualType type);
std::string quoted(const clang::NamedDecl *decl);

} // namespace dc::compiler

#endif // DOTCOMPUTE_COMPILER_FRONTEND_CXX_LANGUAGE_H
