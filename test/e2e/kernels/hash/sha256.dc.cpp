// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// SHA-256 of one message per thread: constant table, private array as a ring, struct of state, byte
// assembly.
#include <dotcompute/kernel.h>

#include <bit>
#include <cstdint>

constexpr uint32_t roundConstants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

struct Sha256 {
  uint32_t state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                       0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

  void compress(uint32_t (&w)[16]) {
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
    uint32_t e = state[4], f = state[5], g = state[6], h = state[7];
    for (int round = 0; round < 64; ++round) {
      if (round >= 16) {
        uint32_t w15 = w[(round + 1) & 15], w2 = w[(round + 14) & 15];
        w[round & 15] += (std::rotr(w15, 7) ^ std::rotr(w15, 18) ^ (w15 >> 3)) +
                         w[(round + 9) & 15] + (std::rotr(w2, 17) ^ std::rotr(w2, 19) ^ (w2 >> 10));
      }
      uint32_t t1 = h + (std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25)) +
                    ((e & f) ^ (~e & g)) + roundConstants[round] + w[round & 15];
      uint32_t t2 =
          (std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
      h = g, g = f, f = e, e = d + t1, d = c, c = b, b = a, a = t1 + t2;
    }
    state[0] += a, state[1] += b, state[2] += c, state[3] += d;
    state[4] += e, state[5] += f, state[6] += g, state[7] += h;
  }
};

/// Message i is text[offsets[i]] up to text[offsets[i + 1]].
DC_KERNEL void sha256(dc::span<const unsigned char> text, dc::span<const int> offsets,
                      dc::span<uint32_t> digests) {
  DC_DOMAIN(digests.size() / 8);
  auto i = dc::global_id();
  const int begin = offsets[i], length = offsets[i + 1] - begin;
  Sha256 hash;
  const int blocks = (length + 8) / 64 + 1;
  for (int block = 0; block < blocks; ++block) {
    uint32_t w[16];
    for (int word = 0; word < 16; ++word) {
      w[word] = 0;
      for (int byte = 0; byte < 4; ++byte) {
        int at = block * 64 + word * 4 + byte;
        uint32_t value = at < length ? text[begin + at] : at == length ? 0x80u : 0u;
        w[word] = w[word] << 8 | value;
      }
    }
    if (block == blocks - 1) {
      w[15] = uint32_t(length) * 8;
    }
    hash.compress(w);
  }
  for (int word = 0; word < 8; ++word) {
    digests[i * 8 + word] = hash.state[word];
  }
}
