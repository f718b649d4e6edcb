// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The outer layer of a .dcx file: the fixed header, the table of parts, the padding between parts.
// Internal to this folder.
#ifndef DOTCOMPUTE_RUNTIME_ARTIFACT_LAYOUT_H
#define DOTCOMPUTE_RUNTIME_ARTIFACT_LAYOUT_H

#include "runtime/artifact/Reader.h"

#include <span>

namespace dc::rt::artifact {

inline constexpr uint64_t kHeaderBytes = 64;
inline constexpr uint64_t kPartEntryBytes = 64;
inline constexpr uint64_t kPartAlignment = 64;

struct PartBytes {
  PartKind kind;
  std::span<const uint8_t> bytes;
};

/// The whole file; ResourceExhausted when it would be larger than kMaxFileBytes.
Result<std::vector<uint8_t>> write_layout(std::span<const PartBytes> parts);

/// Checks one part's hash; the failure names the part.
Status check_part(const uint8_t *bytes, const FileLayout &layout, size_t part);

} // namespace dc::rt::artifact

#endif // DOTCOMPUTE_RUNTIME_ARTIFACT_LAYOUT_H
