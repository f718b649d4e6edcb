// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// [[dc::kernel]], [[dc::intrinsic]] and [[dc::shared]]: registered with Clang's Sema, kept in the AST as annotations.
#include "compiler/frontend/cxx/Attributes.h"
#include "compiler/frontend/cxx/Reporter.h"

#include "clang/AST/Attr.h"
#include "clang/AST/Decl.h"
#include "clang/Basic/ParsedAttrInfo.h"
#include "clang/Sema/ParsedAttr.h"
#include "clang/Sema/Sema.h"

namespace dc::compiler {

namespace {
/// Kept as an annotation of the declaration.
struct Annotation : clang::ParsedAttrInfo {
  llvm::StringRef annotation;

  AttrHandling handleDeclAttribute(clang::Sema &sema, clang::Decl *decl,
                                   const clang::ParsedAttr &attribute) const override {
    decl->addAttr(clang::AnnotateAttr::Create(sema.Context, annotation, nullptr, 0, attribute.getRange()));
    return AttributeApplied;
  }
};

struct FunctionAttribute : Annotation {
  bool diagAppertainsToDecl(clang::Sema &sema, const clang::ParsedAttr &attribute,
                            const clang::Decl *decl) const override {
    if (llvm::isa<clang::FunctionDecl>(decl)) {
      return true;
    }
    reportOnce(sema.Diags, Diag::KernelAttribute, attribute.getLoc());
    return false;
  }
};

struct SharedAttribute : Annotation {
  SharedAttribute() {
    static constexpr Spelling spellings[] = {{clang::ParsedAttr::AS_CXX11, "dc::shared"}};
    Spellings = spellings;
    annotation = "dc.shared";
  }

  bool diagAppertainsToDecl(clang::Sema &sema, const clang::ParsedAttr &attribute,
                            const clang::Decl *decl) const override {
    const auto *variable = llvm::dyn_cast<clang::VarDecl>(decl);
    if (variable && variable->isLocalVarDecl()) {
      return true;
    }
    bool isParameter = llvm::isa<clang::ParmVarDecl>(decl);
    reportOnce(sema.Diags, Diag::SharedPlace, attribute.getLoc(),
               {isParameter ? "a parameter" : variable ? "a variable outside functions" : "something else"});
    return false;
  }
};

struct KernelAttribute : FunctionAttribute {
  KernelAttribute() {
    static constexpr Spelling spellings[] = {{clang::ParsedAttr::AS_CXX11, "dc::kernel"}};
    Spellings = spellings;
    annotation = "dc.kernel";
  }
};

struct IntrinsicAttribute : FunctionAttribute {
  IntrinsicAttribute() {
    static constexpr Spelling spellings[] = {{clang::ParsedAttr::AS_CXX11, "dc::intrinsic"}};
    Spellings = spellings;
    annotation = "dc.intrinsic";
  }
};
} // namespace

void registerAttributes() {
  static clang::ParsedAttrInfoRegistry::Add<KernelAttribute> kernel("dc-kernel", "a kernel");
  static clang::ParsedAttrInfoRegistry::Add<IntrinsicAttribute> intrinsic(
      "dc-intrinsic", "a function that the compiler knows");
  static clang::ParsedAttrInfoRegistry::Add<SharedAttribute> shared("dc-shared", "memory of a block");
}

} // namespace dc::compiler
