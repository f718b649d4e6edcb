// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Collects the kernels of a translation unit and checks their declarations.
#include "compiler/frontend/cxx/Language.h"

#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"

#include <map>

namespace dc::compiler {

namespace {
class KernelFinder {
public:
  KernelFinder(clang::ASTContext &ast, Reporter &reporter, bool alsoPrecompiled)
      : ast(ast), reporter(reporter), alsoPrecompiled(alsoPrecompiled) {}

  std::vector<const clang::FunctionDecl *> run() {
    visit(ast.getTranslationUnitDecl());
    for (const auto &[name, declared] : names) {
      reportOverloads(name, declared);
    }
    return std::move(kernels);
  }

private:
  void visit(const clang::DeclContext *context) {
    for (const clang::Decl *decl : alsoPrecompiled ? context->decls() : context->noload_decls()) {
      if (const auto *function = llvm::dyn_cast<clang::FunctionDecl>(decl)) {
        visitFunction(function);
      } else if (const auto *pattern = llvm::dyn_cast<clang::FunctionTemplateDecl>(decl)) {
        visitTemplate(pattern);
      } else if (const auto *inner = llvm::dyn_cast<clang::DeclContext>(decl)) {
        visit(inner);
      }
    }
  }

  void visitFunction(const clang::FunctionDecl *function) {
    if (!isKernel(function)) {
      return;
    }
    if (function->isCXXClassMember()) {
      reporter.report(Diag::KernelMember, function->getLocation(), {quoted(function)});
      return;
    }
    if (!function->isTemplateInstantiation()) {
      declare(function);
    }
    if (function->isThisDeclarationADefinition() && !function->isDependentContext()) {
      kernels.push_back(function);
    }
  }

  void visitTemplate(const clang::FunctionTemplateDecl *pattern) {
    const clang::FunctionDecl *function = pattern->getTemplatedDecl();
    if (!isKernel(function) || !pattern->isThisDeclarationADefinition()) {
      return;
    }
    if (function->isCXXClassMember()) {
      reporter.report(Diag::KernelMember, function->getLocation(), {quoted(function)});
      return;
    }
    declare(function);
    bool instantiated = false;
    for (const clang::FunctionDecl *instance : pattern->specializations()) {
      clang::TemplateSpecializationKind kind = instance->getTemplateSpecializationKind();
      instantiated |= kind != clang::TSK_ImplicitInstantiation && kind != clang::TSK_Undeclared;
      if (kind == clang::TSK_ExplicitInstantiationDefinition && instance->isDefined()) {
        kernels.push_back(instance->getDefinition());
      }
    }
    if (!instantiated && ast.getSourceManager().isInMainFile(function->getLocation())) {
      reporter.report(Diag::TemplateUnused, function->getLocation(), {function->getNameAsString()});
    }
  }

  void declare(const clang::FunctionDecl *function) {
    if (function->getTemplateSpecializationKind() == clang::TSK_ExplicitSpecialization) {
      return;
    }
    const clang::FunctionDecl *canonical = function->getCanonicalDecl();
    auto &declared = names[function->getQualifiedNameAsString()];
    if (!llvm::is_contained(declared, canonical)) {
      declared.push_back(canonical);
    }
  }

  void reportOverloads(const std::string &name,
                       const std::vector<const clang::FunctionDecl *> &declared) {
    for (size_t i = 1; i < declared.size(); ++i) {
      reporter.report(Diag::KernelOverload, declared[i]->getLocation(), {"'" + name + "'"});
      reporter.note(declared[0]->getLocation(), "the first kernel of this name is here");
    }
  }

  clang::ASTContext &ast;
  Reporter &reporter;
  bool alsoPrecompiled;
  std::vector<const clang::FunctionDecl *> kernels;
  std::map<std::string, std::vector<const clang::FunctionDecl *>> names;
};
} // namespace

std::vector<const clang::FunctionDecl *> findKernels(clang::ASTContext &ast, Reporter &reporter,
                                                     bool alsoPrecompiled) {
  return KernelFinder(ast, reporter, alsoPrecompiled).run();
}

} // namespace dc::compiler
