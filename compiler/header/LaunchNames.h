// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How kernels are called in the headers that dcc generates.
#ifndef DOTCOMPUTE_COMPILER_HEADER_LAUNCHNAMES_H
#define DOTCOMPUTE_COMPILER_HEADER_LAUNCHNAMES_H

#include "runtime/artifact/Manifest.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>
#include <vector>

namespace dc::compiler {

/// A template argument that a header can spell without the user's own headers.
struct LaunchTemplateArgument {
  bool isType = true;
  std::string text; ///< "float", "3", "true"
};

/// Where the launcher of a kernel lies: `vis::scale<float>` in the scope `vis`, as `scale` with one
/// template argument.
struct LaunchName {
  std::vector<std::string> scopes;
  std::string name;
  std::vector<LaunchTemplateArgument> arguments; ///< empty: no template

  /// "vis::scale<float>", as written behind NAMESPACE::launch::.
  std::string text() const;
};

/// Unnamed namespaces are left out. A template argument that names a type or constant of the user's
/// makes the instance a function of its own: `vis::scale<vis::Pixel>` is `vis::scale_vis_Pixel`.
/// What is no identifier (names from MLIR) is made one.
LaunchName launchName(llvm::StringRef kernel);

/// Two kernels whose launchers would be the same function, or a function and a namespace.
struct NameCollision {
  std::string first, second; ///< kernels
  std::string launcher;
};
std::optional<NameCollision> findCollision(llvm::ArrayRef<rt::artifact::KernelInfo> kernels);

/// Whether `name` is an identifier of C++, and no keyword.
bool isCxxIdentifier(llvm::StringRef name);
/// Identifiers joined by "::" whose first is neither std nor dc, which are taken.
bool isNamespaceName(llvm::StringRef name);
/// `text` with everything that an identifier cannot have as '_'.
std::string asIdentifier(llvm::StringRef text);

} // namespace dc::compiler

#endif // DOTCOMPUTE_COMPILER_HEADER_LAUNCHNAMES_H
