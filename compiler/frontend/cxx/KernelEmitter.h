// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Turns the AST of one kernel, and of all it calls, into one dc.kernel.
#ifndef DOTCOMPUTE_COMPILER_FRONTEND_CXX_KERNELEMITTER_H
#define DOTCOMPUTE_COMPILER_FRONTEND_CXX_KERNELEMITTER_H

#include "compiler/frontend/cxx/Language.h"
#include "compiler/frontend/cxx/Place.h"

#include "clang/AST/APValue.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

#include "llvm/ADT/STLFunctionalExtras.h"

namespace dc::compiler {

/// Expects kernels that the subset checker has accepted; what it meets beyond the subset is still
/// an error, never a crash. Files: EmitKernel (signature, launch rules), EmitStatements, EmitBounds
/// (DC_BOUND), EmitExpressions (scalars), EmitObjects (lvalues, records, initialisation), EmitCalls
/// (inlining), EmitBuiltins (dc:: functions), EmitIds, EmitAtomics, EmitPrint, EmitSubgroups,
/// EmitMaths, EmitSmallFloats (dc::f16, dc::bf16), EmitRecords (arrays of structs), EmitViews
/// (parts of arrays), EmitConstants.
class KernelEmitter {
public:
  /// Without `printing` dc::print is left out, and its values with it.
  KernelEmitter(clang::ASTContext &ast, mlir::ModuleOp module, Reporter &reporter, bool printing)
      : ast(ast), module(module), reporter(reporter), build(module.getContext()),
        printing(printing) {}

  /// As a variant of itself, where DC_TUNE states several.
  void emit(const clang::FunctionDecl *kernel, size_t variant = 0);

private:
  /// The function whose body is being emitted: the kernel itself or an inlined callee.
  struct Frame {
    explicit Frame(mlir::Location calledFrom) : calledFrom(calledFrom) {}

    const clang::FunctionDecl *function = nullptr;
    mlir::Block *exit = nullptr;  ///< where `return` goes
    Place result;                 ///< storage for the value, or what the one return statement bound
    Place self;                   ///< *this
    Environment names;
    mlir::Location calledFrom;
    bool inlined = false;
    llvm::SmallVector<std::pair<mlir::Block *, mlir::Block *>, 4> breakContinue;
    llvm::DenseMap<const clang::SwitchCase *, mlir::Block *> cases;
    llvm::DenseMap<const clang::CallExpr *, Place> bounds; ///< counters of loops with DC_BOUND
  };

  // EmitKernel.cpp
  void addParameter(llvm::StringRef name, clang::QualType type, std::vector<KernelArgument> &arguments);
  Place bindParameter(clang::QualType type, mlir::Block *entry, unsigned &next);
  Place bindElement(const clang::ParmVarDecl *parameter, mlir::Value array);
  Place storeParameter(mlir::Location loc, const Place &parameter, clang::QualType type);
  unsigned emitLaunchRules(llvm::ArrayRef<const clang::Stmt *> body);
  void emitLaunchRule(LaunchRule rule, const clang::CallExpr *call);
  void findShape(const clang::FunctionDecl *kernel);

  // EmitStatements.cpp
  void statement(const clang::Stmt *statement);
  void ifStatement(const clang::IfStmt *statement);
  void loop(const clang::Stmt *statement, const clang::VarDecl *variable, const clang::Expr *condition,
            const clang::Stmt *body, const clang::Expr *increment);
  void doLoop(const clang::DoStmt *statement);
  void rangeLoop(const clang::CXXForRangeStmt *statement);
  void unrolledLoop(const clang::CXXForRangeStmt *statement, const Place &list);
  void bindRangeVariable(const clang::VarDecl *variable, const Place &element, clang::QualType elementType);
  void switchStatement(const clang::SwitchStmt *statement);
  void returnStatement(const clang::ReturnStmt *statement);
  void declare(const clang::VarDecl *variable);
  void declareBeforeLabels(const clang::DeclStmt *statement);
  static bool containsCase(const clang::Stmt *statement);

  // EmitExpressions.cpp: scalar values.
  mlir::Value scalar(const clang::Expr *expr);
  mlir::Value castValue(const clang::CastExpr *cast);
  mlir::Value unary(const clang::UnaryOperator *op);
  mlir::Value binary(const clang::BinaryOperator *op);
  mlir::Value operate(const clang::BinaryOperator *op, clang::BinaryOperatorKind kind, mlir::Value lhs,
                      mlir::Value rhs, clang::QualType type, clang::QualType rhsType);
  mlir::Value choose(const clang::Expr *expr, llvm::function_ref<void(mlir::Block *, mlir::Block *)> test,
                     llvm::function_ref<mlir::Value()> yes, llvm::function_ref<mlir::Value()> no);
  mlir::Value conditional(const clang::AbstractConditionalOperator *op);
  mlir::Value incrementOrDecrement(const clang::UnaryOperator *op, Place *where = nullptr);
  Place assign(const clang::BinaryOperator *op);
  void condition(const clang::Expr *expr, mlir::Block *yes, mlir::Block *no);
  void effects(const clang::Expr *expr);
  mlir::Value indexValue(const clang::Expr *expr);
  mlir::Value convert(mlir::Location loc, mlir::Value value, clang::QualType from, clang::QualType to);

  // EmitObjects.cpp
  Place place(const clang::Expr *expr);
  Place object(const clang::Expr *expr);
  Place construct(const clang::CXXConstructExpr *expr);
  Place makeClosure(const clang::LambdaExpr *lambda);
  Place memberOf(const Place &record, const clang::FieldDecl *field);
  Place baseOf(Place record, const clang::CastExpr *cast);
  Place subscript(const clang::Expr *expr, const Place &array, mlir::Value index);
  Place allocate(mlir::Location loc, clang::QualType type, llvm::SmallVector<int64_t, 2> shape = {},
                 llvm::StringRef sharedName = {});
  void initialise(const Place &place, clang::QualType type, const clang::Expr *init);
  void initialiseList(const Place &place, clang::QualType type, llvm::ArrayRef<const clang::Expr *> inits,
                      const clang::Expr *filler, mlir::Location loc);
  Place initialised(clang::QualType type, const clang::Expr *init, mlir::Location loc);
  void zeroFill(mlir::Location loc, const Place &place);
  void scalarsOf(mlir::Location loc, const Place &place, clang::QualType type, std::vector<Place> &scalars);
  void copy(mlir::Location loc, const Place &from, const Place &to, clang::QualType type);
  Place cloned(mlir::Location loc, const Place &from, clang::QualType type);
  mlir::Value load(mlir::Location loc, const Place &place, const clang::Expr *expr = nullptr);
  void store(mlir::Location loc, mlir::Value value, const Place &place, const clang::Expr *expr = nullptr);

  // EmitConstants.cpp
  mlir::Value constant(const clang::Expr *expr);
  mlir::Value constant(mlir::Location loc, const clang::APValue &value, ScalarType type);
  void initialise(mlir::Location loc, const Place &place, clang::QualType type, const clang::APValue &value);
  Place constantObject(const clang::VarDecl *variable);

  // EmitRecords.cpp
  Place fieldsOf(mlir::Location loc, clang::QualType type, mlir::Value array, int64_t offset,
                 llvm::SmallVector<int64_t, 2> shape, llvm::SmallVector<int64_t, 2> strides);
  Place spanOf(clang::QualType element, mlir::Value array);
  Place elementOf(const clang::Expr *expr, const Place &span, llvm::ArrayRef<mlir::Value> indices);
  Place listElement(const clang::Expr *expr, const Place &list, const clang::Expr *index);

  // EmitViews.cpp
  Place spanMember(const clang::CXXMemberCallExpr *call);
  Place viewElement(const clang::CallExpr *call, const Place &view, llvm::ArrayRef<const clang::Expr *> indices);
  mlir::Value extentOf(mlir::Location loc, const Place &span, unsigned dim);
  mlir::Value strideOf(mlir::Location loc, const Place &span, unsigned dim);
  unsigned dimension(const clang::Expr *expr);
  Place rowOf(const clang::CXXMemberCallExpr *call, const Place &view, unsigned firstDim);
  Place sliceOf(const clang::CXXMemberCallExpr *call, const Place &view);
  Place partOf(const clang::CXXMemberCallExpr *call, const Place &span, llvm::StringRef name);
  Place stridedOf(const clang::CXXMemberCallExpr *call, const Place &view);
  void cut(const clang::Expr *call, const Place &view, Section &section, unsigned dim, mlir::Value begin, mlir::Value count);
  mlir::Value placeOf(mlir::Location loc, const Section::Dimension &place, mlir::Value index);
  llvm::SmallVector<mlir::Value, 4> wholeIndices(const clang::Expr *expr, const Place &span,
                                                 llvm::ArrayRef<mlir::Value> indices);

  // EmitCalls.cpp
  Place call(const clang::CallExpr *expr);
  Place argument(const clang::ParmVarDecl *parameter, const clang::Expr *expr);
  Place inlineCall(mlir::Location loc, const clang::FunctionDecl *callee, llvm::ArrayRef<Place> arguments,
                   const Place &self, const Closure *closure);
  void runConstructor(mlir::Location loc, const clang::CXXConstructorDecl *constructor,
                      llvm::ArrayRef<const clang::Expr *> arguments, const Place &self);
  void runInitialisers(const clang::CXXConstructorDecl *constructor, const Place &self);

  // EmitAtomics.cpp
  Place atomic(const clang::CallExpr *call, llvm::StringRef name);

  // EmitBounds.cpp
  void openBound(const clang::Stmt *body);
  void loopBound(const clang::CallExpr *call);

  // EmitPrint.cpp
  void print(const clang::CallExpr *call);

  // EmitSubgroups.cpp
  Place subgroup(const clang::CallExpr *call, llvm::StringRef name);

  // EmitIds.cpp
  Place id(const clang::CallExpr *call, const clang::FunctionDecl *callee);
  mlir::Value idInDimension(mlir::Location loc, llvm::StringRef name, unsigned dim);
  Place linearThreadId(const clang::CallExpr *call);
  bool needsBlock(const clang::CallExpr *call, llvm::StringRef name);
  unsigned domainDimension(const clang::Expr *expr);
  void checkDomainDimensions();

  // EmitSmallFloats.cpp
  mlir::Value makeSmallFloat(const clang::CXXConstructExpr *expr);
  Place smallFloatCall(const clang::CallExpr *call, const clang::FunctionDecl *callee);

  // EmitMaths.cpp
  Place maths(const clang::CallExpr *call, llvm::StringRef name);

  // EmitBuiltins.cpp
  Place builtin(const clang::CallExpr *call, const clang::FunctionDecl *callee);

  // Helpers.
  mlir::Location locate(clang::SourceLocation location);
  mlir::Location locate(const clang::Expr *expr) { return locate(expr->getExprLoc()); }
  mlir::Location locate(const clang::Stmt *stmt) { return locate(stmt->getBeginLoc()); }
  std::string sourceText(const clang::Expr *expr);
  std::optional<ScalarType> scalarType(clang::QualType type) {
    return getScalarType(type.getNonReferenceType(), ast);
  }
  ScalarType typeOf(const clang::Expr *expr);
  /// Reports a construct that the checker should have refused, and yields zero so that emission can go on.
  mlir::Value unsupported(const clang::Expr *expr);
  Place unsupportedPlace(const clang::Expr *expr);
  Frame &frame() { return frames.back(); }
  const Place *find(const clang::ValueDecl *decl);
  /// Counts a variable that each thread has; false, and an error, where there is no room for it.
  bool countPrivate(const clang::VarDecl *variable);

  clang::ASTContext &ast;
  mlir::ModuleOp module;
  Reporter &reporter;
  KernelBuilder build;
  bool printing;
  std::vector<Frame> frames;
  unsigned numCalls = 0; ///< inlined into the kernel so far
  mlir::Operation *prologueEnd = nullptr; ///< constants with an address are initialised before this
  llvm::DenseMap<const clang::VarDecl *, Place> constants;
  uint64_t privateBytes = 0; ///< in the kernel's variables so far
  bool atLaunch = false; ///< inside a launch rule: no control flow
  unsigned rank = 0; ///< the domain's; 0 until DC_DOMAIN, DC_BLOCK or the first id tells
  llvm::SmallVector<int64_t, 3> block; ///< the sizes that DC_BLOCK states; empty without it
  llvm::SmallVector<std::pair<const clang::Expr *, unsigned>> domainDimensions; ///< what dc::domain was asked for
};

} // namespace dc::compiler

#endif // DOTCOMPUTE_COMPILER_FRONTEND_CXX_KERNELEMITTER_H
