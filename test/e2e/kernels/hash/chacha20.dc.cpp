// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// ChaCha20, one 64-byte block per thread: lambdas with reference parameters, std::array, rotations.
#include <dotcompute/kernel.h>

#include <array>
#include <bit>
#include <cstdint>

using Block = std::array<uint32_t, 16>;

inline void quarterRound(Block &x, int a, int b, int c, int d) {
  auto mix = [&x](int to, int from, int rotated, int count) {
    x[to] += x[from];
    x[rotated] = std::rotl(x[rotated] ^ x[to], count);
  };
  mix(a, b, d, 16);
  mix(c, d, b, 12);
  mix(a, b, d, 8);
  mix(c, d, b, 7);
}

/// Encrypts in place, or decrypts: exclusive or with the key stream. The last block may be short.
DC_KERNEL void chacha20(dc::span<const uint32_t> key, dc::span<const uint32_t> nonce,
                        uint32_t counter, dc::span<unsigned char> text) {
  DC_DOMAIN((text.size() + 63) / 64);
  DC_REQUIRES(key.size() == 8 && nonce.size() == 3);
  dc::index block = dc::global_id();
  Block start = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};
  for (int i = 0; i < 8; ++i) {
    start[4 + i] = key[i];
  }
  start[12] = counter + static_cast<uint32_t>(block);
  for (int i = 0; i < 3; ++i) {
    start[13 + i] = nonce[i];
  }
  Block x = start;
  for (int i = 0; i < 10; ++i) {
    quarterRound(x, 0, 4, 8, 12);
    quarterRound(x, 1, 5, 9, 13);
    quarterRound(x, 2, 6, 10, 14);
    quarterRound(x, 3, 7, 11, 15);
    quarterRound(x, 0, 5, 10, 15);
    quarterRound(x, 1, 6, 11, 12);
    quarterRound(x, 2, 7, 8, 13);
    quarterRound(x, 3, 4, 9, 14);
  }
  for (int i = 0; i < 64; ++i) {
    dc::index at = block * 64 + i;
    if (at >= text.size()) {
      break;
    }
    uint32_t word = x[i / 4] + start[i / 4];
    text[at] ^= static_cast<unsigned char>(word >> (i % 4 * 8));
  }
}
