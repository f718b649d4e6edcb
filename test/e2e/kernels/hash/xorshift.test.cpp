// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Xorshift against the step as a product with a matrix over the field of two elements.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/hash/xorshift.dc.cpp"

SUITE_TEST() {
  auto step = [](uint64_t x) { // one bit at a time
    for (auto [amount, left] : {std::pair(13, true), {7, false}, {17, true}}) {
      uint64_t old = x;
      for (int bit = 0; bit < 64; ++bit) {
        int from = left ? bit - amount : bit + amount;
        if (from >= 0 && from < 64 && (old >> from & 1)) {
          x ^= uint64_t(1) << bit;
        }
      }
    }
    return x;
  };
  for (int64_t n : {0, 1, 255, 1021}) {
    auto states = integers<unsigned long long>(n, INT64_MIN, INT64_MAX);
    if (n > 1) {
      states[1] = 0;
    }
    auto expected = states;
    std::vector<unsigned> sums(n), expectedSums(n);
    unsigned limit = 3000000000u;
    for (int64_t i = 0; i < n; ++i) {
      uint64_t x = expected[i] ? expected[i] : 88172645463325252ull;
      for (int k = 0; k < 5; ++k) {
        do {
          x = step(x);
        } while ((x >> 32) >= limit); // 2^32 has room for it once
        expectedSums[i] += static_cast<unsigned>(x >> 32);
      }
      expected[i] = x;
    }
    run(KERNEL(xorshift), 5, limit, inout(states), out(sums));
    expect(states, expected);
    expect(sums, expectedSums);
  }
}
