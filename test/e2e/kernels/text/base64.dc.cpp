// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Base64, four characters per thread: lookup by a string constant's characters, early returns,
// several ways out of a switch.
#include <dotcompute/kernel.h>

#include <array>

constexpr char alphabet[65] = {'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M',
                               'N', 'O', 'P', 'Q', 'R', 'S', 'T', 'U', 'V', 'W', 'X', 'Y', 'Z',
                               'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm',
                               'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z',
                               '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '+', '/', '='};

DC_KERNEL void base64_encode(dc::span<const unsigned char> bytes, dc::span<char> text) {
  DC_DOMAIN((bytes.size() + 2) / 3);
  DC_REQUIRES(text.size() == (bytes.size() + 2) / 3 * 4);
  const auto group = dc::global_id();
  const auto left = bytes.size() - group * 3;
  int value = bytes[group * 3] << 16;
  if (left > 1) {
    value |= bytes[group * 3 + 1] << 8;
  }
  if (left > 2) {
    value |= bytes[group * 3 + 2];
  }
  for (int i = 0; i < 4; ++i) {
    bool pad = i > left;
    text[group * 4 + i] = alphabet[pad ? 64 : value >> (18 - 6 * i) & 63];
  }
}

/// What a character stands for; -1 for one that stands for nothing.
constexpr int valueOf(char c) {
  if (c >= 'A' && c <= 'Z') {
    return c - 'A';
  }
  if (c >= 'a' && c <= 'z') {
    return c - 'a' + 26;
  }
  if (c >= '0' && c <= '9') {
    return c - '0' + 52;
  }
  switch (c) {
  case '+':
    return 62;
  case '/':
    return 63;
  case '=':
    return 0;
  default:
    return -1;
  }
}
static_assert(valueOf('/') == 63);

/// Counts the groups that are no base64, and leaves them out. Returns as early as it can.
DC_KERNEL void base64_decode(dc::span<const char> text, dc::span<unsigned char> bytes,
                             dc::span<int> bad) {
  DC_DOMAIN(text.size() / 4);
  auto group = dc::global_id();
  int value = 0;
  for (int i = 0; i < 4; ++i) {
    int v = valueOf(text[group * 4 + i]);
    if (v < 0) {
      dc::atomic_add(bad[0], 1);
      return;
    }
    value = value << 6 | v;
  }
  for (int i = 0; i < 3; ++i) {
    auto at = group * 3 + i;
    if (at >= bytes.size()) {
      return;
    }
    bytes[at] = static_cast<unsigned char>(value >> (16 - 8 * i));
  }
}
