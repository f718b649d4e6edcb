// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What must hold of an ArtifactData beyond its types. The writer and the reader ask the same
// question. Internal to this folder.
#ifndef DOTCOMPUTE_RUNTIME_ARTIFACT_VALIDATE_H
#define DOTCOMPUTE_RUNTIME_ARTIFACT_VALIDATE_H

#include "runtime/artifact/Manifest.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace dc::rt::artifact {

/// A broken invariant: "expected <expected>, got <got> in <where>".
struct Problem {
  std::string expected;
  std::string got;
  std::string where;
};

/// The first broken invariant. abiHash is not looked at.
std::optional<Problem> validate(const ArtifactData &data);

/// What an expression node computes.
struct NodeType {
  bool isFloat = false;
  bool usesDomain = false; ///< itself or through an operand
};

/// Checks a kernel's expression table, whose arguments and rank are already checked; fills one type
/// per node.
std::optional<Problem> validate_exprs(const KernelInfo &kernel, std::vector<NodeType> &types);

} // namespace dc::rt::artifact

#endif // DOTCOMPUTE_RUNTIME_ARTIFACT_VALIDATE_H
