// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Finds DC_TUNE statements and counts through their values.
#include "compiler/frontend/cxx/Tuning.h"

#include "compiler/frontend/cxx/Language.h"

#include "llvm/Support/raw_ostream.h"

#include <set>

namespace dc::compiler {

/// kernel.h's macro makes `constexpr dc::index B = dc::detail::tuned("B", __FILE__, __LINE__,
/// values...)` of it.
static const clang::CallExpr *getTuneCall(const clang::VarDecl *variable) {
  const clang::Expr *init = variable->getInit();
  if (!init || !variable->isConstexpr()) {
    return nullptr;
  }
  const auto *call = llvm::dyn_cast<clang::CallExpr>(init->IgnoreUnlessSpelledInSource());
  const clang::FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  bool found = callee && callee->getIdentifier() && callee->getName() == "tuned" &&
               callee->getQualifiedNameAsString() == "dc::detail::tuned";
  return found ? call : nullptr;
}

std::optional<Tunable> getTunable(const clang::VarDecl *variable, const clang::ASTContext &ast) {
  const clang::CallExpr *call = getTuneCall(variable);
  if (!call || call->getNumArgs() < 4) {
    return std::nullopt;
  }
  Tunable tunable;
  tunable.variable = variable;
  tunable.name = getText(call->getArg(0));
  tunable.file = getText(call->getArg(1));
  tunable.line = static_cast<unsigned>(getBlockSize(call->getArg(2), ast).value_or(0));
  for (unsigned i = 3; i < call->getNumArgs(); ++i) {
    if (std::optional<int64_t> value = getBlockSize(call->getArg(i), ast)) {
      tunable.values.push_back(*value);
    } else if (!tunable.notInteger) {
      tunable.notInteger = call->getArg(i);
    }
  }
  return tunable;
}

std::vector<Tunable> getTunables(const clang::FunctionDecl *kernel, const clang::ASTContext &ast) {
  std::vector<Tunable> tunables;
  const auto *body = llvm::dyn_cast_or_null<clang::CompoundStmt>(kernel->getBody());
  if (!body) {
    return tunables;
  }
  for (const clang::Stmt *statement : body->body()) {
    const clang::CallExpr *call = nullptr;
    if (getLaunchRule(statement, call) != LaunchRule::None) {
      continue;
    }
    if (!isConstantDeclaration(statement)) {
      break;
    }
    if (const auto *declarations = llvm::dyn_cast<clang::DeclStmt>(statement)) {
      for (const clang::Decl *decl : declarations->decls()) {
        const auto *variable = llvm::dyn_cast<clang::VarDecl>(decl);
        if (auto tunable = variable ? getTunable(variable, ast) : std::nullopt) {
          tunables.push_back(std::move(*tunable));
        }
      }
    }
  }
  return tunables;
}

size_t countVariants(const std::vector<Tunable> &tunables) {
  size_t count = 1;
  for (const Tunable &tunable : tunables) {
    count *= std::min(tunable.values.size(), kMaxTuneVariants + 1);
    count = std::min(count, kMaxTuneVariants + 1);
  }
  return count;
}

std::vector<size_t> choicesOf(const std::vector<Tunable> &tunables, size_t variant) {
  std::vector<size_t> choices(tunables.size());
  for (size_t i = tunables.size(); i-- > 0;) {
    choices[i] = variant % tunables[i].values.size();
    variant /= tunables[i].values.size();
  }
  return choices;
}

std::string variantSuffix(const std::vector<Tunable> &tunables, size_t variant) {
  std::string text;
  for (auto [tunable, choice] : llvm::zip_equal(tunables, choicesOf(tunables, variant))) {
    text +=
        (text.empty() ? "[" : ",") + tunable.name + "=" + std::to_string(tunable.values[choice]);
  }
  return text + "]";
}

/// As a literal of C++.
static std::string quotedText(llvm::StringRef text) {
  std::string result = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') {
      result += '\\';
    }
    result += c;
  }
  return result + "\"";
}

std::string tuneTable(const std::vector<std::vector<Tunable>> &kernels, size_t variant) {
  std::string text;
  std::set<std::tuple<std::string, std::string, unsigned>>
      seen; // instances of a template share their statements
  for (const std::vector<Tunable> &tunables : kernels) {
    if (variant >= countVariants(tunables)) {
      continue;
    }
    for (auto [tunable, choice] : llvm::zip_equal(tunables, choicesOf(tunables, variant))) {
      if (seen.insert({tunable.name, tunable.file, tunable.line}).second) {
        text += "{" + quotedText(tunable.name) + "," + quotedText(tunable.file) + "," +
                std::to_string(tunable.line) + "," + std::to_string(choice) + "},";
      }
    }
  }
  return text;
}

} // namespace dc::compiler
