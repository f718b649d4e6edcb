// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// SHA-256's compression with the SHA instructions of x86-64: about five times as fast, and
// artifacts are hashed on every load.
#include "runtime/base/Sha256.h"

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>

namespace dc::rt {

// The round constants, four to a vector (FIPS 180-4, section 4.2.2).
alignas(16) static constexpr uint32_t kRounds[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static bool has_sha() noexcept {
  unsigned a = 0, b = 0, c = 0, d = 0;
  bool sha = __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (b & (1u << 29)) != 0;
  // SSSE3 for the byte order, SSE4.1 for the blend.
  return sha && __get_cpuid(1, &a, &b, &c, &d) != 0 && (c & (1u << 9)) != 0 &&
         (c & (1u << 19)) != 0;
}

__attribute__((target("sha,sse4.1,ssse3"))) static void
compress(uint32_t state[8], const uint8_t *blocks, size_t count) noexcept {
  const __m128i byteOrder = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
  auto at = [](const void *p) { return static_cast<const __m128i *>(p); };
  // The instructions want the state as (a b e f) and (c d g h), highest lane first.
  __m128i dcba = _mm_loadu_si128(at(state)), hgfe = _mm_loadu_si128(at(state + 4));
  __m128i cdab = _mm_shuffle_epi32(dcba, 0xb1), efgh = _mm_shuffle_epi32(hgfe, 0x1b);
  __m128i abef = _mm_alignr_epi8(cdab, efgh, 8), cdgh = _mm_blend_epi16(efgh, cdab, 0xf0);

  for (; count > 0; --count, blocks += 64) {
    const __m128i abefBefore = abef, cdghBefore = cdgh;
    __m128i w[4];
    for (int i = 0; i < 4; ++i) {
      w[i] = _mm_shuffle_epi8(_mm_loadu_si128(at(blocks + 16 * i)), byteOrder);
    }
    for (int group = 0; group < 16; ++group) { // four rounds each
      __m128i &words = w[group % 4];
      __m128i sum = _mm_add_epi32(words, _mm_load_si128(at(kRounds + 4 * group)));
      cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sum);
      abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(sum, 0x0e));
      if (group < 12) { // the words of the group four later take this one's place
        const __m128i next = w[(group + 1) % 4], third = w[(group + 2) % 4],
                      last = w[(group + 3) % 4];
        words = _mm_add_epi32(_mm_sha256msg1_epu32(words, next), _mm_alignr_epi8(last, third, 4));
        words = _mm_sha256msg2_epu32(words, last);
      }
    }
    abef = _mm_add_epi32(abef, abefBefore);
    cdgh = _mm_add_epi32(cdgh, cdghBefore);
  }

  __m128i feba = _mm_shuffle_epi32(abef, 0x1b), dchg = _mm_shuffle_epi32(cdgh, 0xb1);
  _mm_storeu_si128(reinterpret_cast<__m128i *>(state), _mm_blend_epi16(feba, dchg, 0xf0));
  _mm_storeu_si128(reinterpret_cast<__m128i *>(state + 4), _mm_alignr_epi8(dchg, feba, 8));
}

bool detail::sha256_accelerated(uint32_t state[8], const uint8_t *blocks, size_t count) noexcept {
  static const bool available = has_sha();
  if (available) {
    compress(state, blocks, count);
  }
  return available;
}

} // namespace dc::rt

#else

namespace dc::rt {

bool detail::sha256_accelerated(uint32_t *, const uint8_t *, size_t) noexcept { return false; }

} // namespace dc::rt

#endif
