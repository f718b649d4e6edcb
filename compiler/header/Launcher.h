// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One kernel's part of a launch header.
#ifndef DOTCOMPUTE_COMPILER_HEADER_LAUNCHER_H
#define DOTCOMPUTE_COMPILER_HEADER_LAUNCHER_H

#include "compiler/header/LaunchNames.h"

#include <string>
#include <vector>

namespace dc::compiler {

/// `text` as the inside of a string literal, whatever bytes it has.
std::string literal(llvm::StringRef text);
/// `text` on one line of a // comment, whatever bytes it has.
std::string commentText(llvm::StringRef text);
/// "template <class T0, auto N1>" with the clause that ties it to this instance, on one line;
/// `more` are further parameters. Empty without any.
std::string templateHead(const LaunchName &name, llvm::ArrayRef<std::string> more,
                         llvm::ArrayRef<std::string> moreRequired);
/// Opens or closes the namespaces `scopes`.
std::string openScopes(llvm::ArrayRef<std::string> scopes);
std::string closeScopes(llvm::ArrayRef<std::string> scopes);

class Launcher {
public:
  /// `linked` is the name of the kernel's LinkedKernel, from the global namespace on, and with
  /// "_variants" behind it that of its variants; `space` that of the header's namespace.
  Launcher(const rt::artifact::KernelInfo &kernel, std::string linked, std::string space);

  const LaunchName &name() const { return where; }
  /// Structures for the parameters that are structures in the kernel; may be empty.
  std::string structures() const;
  /// A structure of the constants of DC_TUNE; empty without any.
  std::string tuning() const;
  /// Comment and functions.
  std::string functions() const;

private:
  /// A parameter of the kernel as written: a leaf, a structure of them, or an array, whose fields
  /// are "[0]" and so on.
  struct Node {
    std::string name;
    int leaf = -1; ///< index of the manifest's argument
    std::vector<Node> fields;

    bool isArray() const {
      return leaf < 0 && llvm::StringRef(fields.front().name).starts_with("[");
    }
  };

  Node &place(std::vector<Node> &level, llvm::StringRef name);
  std::string parameterType(int leaf) const;
  std::string fields(const Node &node, unsigned indent) const;
  std::string structure(const Node &parameter) const;
  void addLeaves(const Node &node, const std::string &path, std::vector<std::string> &required,
                 std::vector<std::string> &values) const;
  std::string instanceName() const;
  std::string constantName(size_t index) const;
  std::string structureName(const Node &node) const;
  std::string comment() const;
  std::string function(bool hasDomain, bool hasTuning) const;
  std::string spaceOf(llvm::StringRef inner) const;

  const rt::artifact::KernelInfo &kernel;
  LaunchName where;
  std::string linked, space;
  std::vector<Node> parameters;
};

} // namespace dc::compiler

#endif // DOTCOMPUTE_COMPILER_HEADER_LAUNCHER_H
