// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// DC_TUNE: constants of which a kernel has one variant for each value.
#ifndef DOTCOMPUTE_COMPILER_FRONTEND_CXX_TUNING_H
#define DOTCOMPUTE_COMPILER_FRONTEND_CXX_TUNING_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"

#include <optional>
#include <string>
#include <vector>

namespace dc::compiler {

/// The variants of a kernel that are compiled at most.
inline constexpr size_t kMaxTuneVariants = 64;

/// One DC_TUNE statement. Its variable, file and line tell it from all others.
struct Tunable {
  std::string name;
  std::string file;
  unsigned line = 0;
  std::vector<int64_t> values;
  const clang::VarDecl *variable = nullptr;
  const clang::Expr *notInteger = nullptr; ///< the first value that is none
};

/// What `variable` is declared by, if that is DC_TUNE.
std::optional<Tunable> getTunable(const clang::VarDecl *variable, const clang::ASTContext &ast);

/// Those among the launch statements of a kernel, in order.
std::vector<Tunable> getTunables(const clang::FunctionDecl *kernel, const clang::ASTContext &ast);

/// How many variants the kernel has; more than kMaxTuneVariants for any number above.
size_t countVariants(const std::vector<Tunable> &tunables);

/// The number of each statement's value in a variant. Variant 0 takes the first ones; the last
/// statement changes fastest.
std::vector<size_t> choicesOf(const std::vector<Tunable> &tunables, size_t variant);

/// "[B=128,T=4]", what follows a kernel's name in a variant that is not the first.
std::string variantSuffix(const std::vector<Tunable> &tunables, size_t variant);

/// What __DCC_TUNES__ stands for in a parse that compiles one variant of each of these kernels. A
/// kernel with fewer variants takes its first again.
std::string tuneTable(const std::vector<std::vector<Tunable>> &kernels, size_t variant);

} // namespace dc::compiler

#endif // DOTCOMPUTE_COMPILER_FRONTEND_CXX_TUNING_H
