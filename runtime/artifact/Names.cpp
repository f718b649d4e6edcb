// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Tables of names, and the two questions about text that hostile artifacts raise.
#include "runtime/artifact/Names.h"

#include <cstdint>
#include <iterator>
#include <utility>

namespace dc::rt::artifact {

template <size_t N, typename E>
static const char *pick(const char *const (&names)[N], E value) noexcept {
  auto index = static_cast<size_t>(value);
  return index < N ? names[index] : "unknown";
}

const char *to_string(ElementType type) noexcept {
  static constexpr const char *names[] = {"bool", "i8",     "u8",     "i16",   "u16",  "i32",
                                          "u32",  "i64",    "u64",    "f16",   "bf16", "f32",
                                          "f64",  "f8e4m3", "f8e5m2", "record"};
  static_assert(std::size(names) == kElementTypes);
  return pick(names, type);
}

const char *to_string(ArgKind kind) noexcept {
  static constexpr const char *names[] = {"array", "scalar"};
  return pick(names, kind);
}

const char *to_string(Access access) noexcept {
  static constexpr const char *names[] = {"read", "read-write"};
  return pick(names, access);
}

const char *to_string(Policy policy) noexcept {
  static constexpr const char *names[] = {"strict", "guard", "audit"};
  return pick(names, policy);
}

const char *to_string(FaultKind kind) noexcept {
  static constexpr const char *names[] = {"bounds", "division", "assertion", "loop bound"};
  return pick(names, kind);
}

const char *to_string(Origin origin) noexcept {
  static constexpr const char *names[] = {"written", "inferred"};
  return pick(names, origin);
}

const char *to_string(ExprOp op) noexcept {
  static constexpr const char *names[] = {
      "const_int", "const_float", "extent",   "stride", "byte_size", "alignment", "scalar",
      "domain",    "device_fact", "add",      "sub",    "mul",       "div",       "rem",
      "min",       "max",         "select",   "eq",     "ne",        "lt",        "le",
      "gt",        "ge",          "ult",      "ule",    "and",       "or",        "xor",
      "not",       "shl",         "shr",      "ushr",   "to_float",  "to_int",    "wrap",
      "udiv",      "urem",        "round_f32"};
  static_assert(std::size(names) == kExprOps);
  return pick(names, op);
}

const char *to_string(DeviceFact fact) noexcept {
  static constexpr const char *names[] = {"subgroup_size", "max_block_threads", "shared_bytes"};
  static_assert(std::size(names) == kDeviceFacts);
  return pick(names, fact);
}

size_t element_size(ElementType type) noexcept {
  static constexpr uint8_t sizes[] = {1, 1, 1, 2, 2, 4, 4, 8, 8, 2, 2, 4, 8, 1, 1, 0};
  static_assert(std::size(sizes) == kElementTypes);
  auto index = static_cast<size_t>(type);
  return index < std::size(sizes) ? sizes[index] : 0;
}

bool is_float(ElementType type) noexcept {
  return type >= ElementType::F16 && type <= ElementType::F8E5M2;
}

/// The code point at text[at] and its length in bytes; length 0 when malformed.
static std::pair<uint32_t, size_t> decode(std::string_view text, size_t at) noexcept {
  auto byte = [&](size_t i) { return static_cast<uint8_t>(text[i]); };
  uint8_t first = byte(at);
  if (first < 0x80) {
    return {first, 1};
  }
  size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  static constexpr uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  if (first < 0xc2 || first > 0xf4 || text.size() - at < length) {
    return {0, 0};
  }
  uint32_t code = first & (0x7f >> length);
  for (size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xc0) != 0x80) {
      return {0, 0};
    }
    code = code << 6 | (byte(at + i) & 0x3f);
  }
  if (code < least[length] || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) {
    return {0, 0};
  }
  return {code, length};
}

bool is_utf8(std::string_view text) noexcept {
  for (size_t at = 0; at < text.size();) {
    size_t length = decode(text, at).second;
    if (length == 0) {
      return false;
    }
    at += length;
  }
  return true;
}

std::string printable(std::string_view text, size_t limit) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    if (at >= limit) {
      return out + "...";
    }
    auto [code, length] = decode(text, at);
    bool control = code < 0x20 || (code >= 0x7f && code < 0xa0) ||
                   (code >= 0x200e && code <= 0x200f) || (code >= 0x2028 && code <= 0x202e) ||
                   (code >= 0x2066 && code <= 0x2069);
    if (length != 0 && !control) {
      out += text.substr(at, length);
      at += length;
      continue;
    }
    for (size_t i = 0, n = length == 0 ? 1 : length; i < n; ++i, ++at) {
      auto byte = static_cast<uint8_t>(text[at]);
      out += "\\x";
      out += "0123456789abcdef"[byte >> 4];
      out += "0123456789abcdef"[byte & 15];
    }
  }
  return out;
}

} // namespace dc::rt::artifact
