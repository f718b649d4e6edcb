// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The names of the manifest's enumerations, and text from an artifact made safe to print.
#ifndef DOTCOMPUTE_RUNTIME_ARTIFACT_NAMES_H
#define DOTCOMPUTE_RUNTIME_ARTIFACT_NAMES_H

#include "runtime/artifact/Manifest.h"

#include <string>
#include <string_view>

namespace dc::rt::artifact {

/// "f32", "bool", "bf16" ...; "unknown" for a value outside the enumeration, here and below.
const char *to_string(ElementType type) noexcept;
const char *to_string(ArgKind kind) noexcept;
const char *to_string(Access access) noexcept;
const char *to_string(Policy policy) noexcept;
const char *to_string(FaultKind kind) noexcept;
const char *to_string(Origin origin) noexcept;
const char *to_string(ExprOp op) noexcept;
const char *to_string(DeviceFact fact) noexcept;

inline constexpr size_t kElementTypes = static_cast<size_t>(ElementType::Record) + 1;
inline constexpr size_t kDeviceFacts = 3;
inline constexpr size_t kExprOps = static_cast<size_t>(ExprOp::RoundF32) + 1;

/// Bytes of an element; 0 outside the enumeration and for Record, whose argument says.
size_t element_size(ElementType type) noexcept;
/// F16, BF16, F32, F64, F8E4M3, F8E5M2: expressions see them as doubles.
bool is_float(ElementType type) noexcept;

/// Whether `text` is well-formed UTF-8 (no surrogates, no overlong forms, at most U+10FFFF).
bool is_utf8(std::string_view text) noexcept;

/// `text` with control characters, DEL, bidirectional controls and malformed bytes as \xNN, cut
/// after `limit` bytes: artifacts may be hostile, terminals and logs obey what is printed to them.
std::string printable(std::string_view text, size_t limit = 4096);

} // namespace dc::rt::artifact

#endif // DOTCOMPUTE_RUNTIME_ARTIFACT_NAMES_H
