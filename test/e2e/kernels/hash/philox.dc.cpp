// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Philox 4x32-10, the counter-based generator of GPU libraries: a struct with operators and wide
// products.
#include <dotcompute/kernel.h>

#include <cstdint>

struct Philox {
  uint32_t counter[4];
  uint32_t key[2];

  constexpr void bump() {
    key[0] += 0x9e3779b9u;
    key[1] += 0xbb67ae85u;
  }
  constexpr void round() {
    uint64_t p0 = uint64_t(0xd2511f53u) * counter[0], p1 = uint64_t(0xcd9e8d57u) * counter[2];
    uint32_t next[4] = {uint32_t(p1 >> 32) ^ counter[1] ^ key[0], uint32_t(p1),
                        uint32_t(p0 >> 32) ^ counter[3] ^ key[1], uint32_t(p0)};
    for (int i = 0; i < 4; ++i) {
      counter[i] = next[i];
    }
  }
  constexpr uint32_t operator[](int i) const { return counter[i]; }
};

/// A copy is what comes out, so that the counter can go on.
inline Philox drawn(Philox state) {
  for (int i = 0; i < 10; ++i) {
    if (i > 0) {
      state.bump();
    }
    state.round();
  }
  return state;
}

DC_KERNEL void philox(uint32_t key0, uint32_t key1, dc::view<const uint32_t, 2> counters,
                      dc::view<uint32_t, 2> random) {
  DC_DOMAIN(counters.extent(0));
  DC_REQUIRES(counters.extent(1) == 4 && random.extent(1) == 4 &&
              random.extent(0) == counters.extent(0));
  auto i = dc::global_id();
  Philox state{{counters(i, 0), counters(i, 1), counters(i, 2), counters(i, 3)}, {key0, key1}};
  const Philox result = drawn(state);
  for (int j = 0; j < 4; ++j) {
    random(i, j) = result[j];
  }
}
