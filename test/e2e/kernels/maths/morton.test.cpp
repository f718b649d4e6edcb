// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Morton codes bit by bit, with coordinates that are no numbers.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/maths/morton.dc.cpp"

#include <algorithm>

SUITE_TEST() {
  for (int64_t n : suite::sizes) {
    auto points = hardReals(3 * n, -1.5, 1.5);
    std::vector<uint64_t> codes(n), expected(n);
    for (int64_t i = 0; i < 3 * n; ++i) {
      float part = (points[i] + 1) / 2 * 2097152; // as exact as the kernel's: a power of two
      uint64_t cell =
          std::isnan(part) ? 0 : static_cast<uint64_t>(std::clamp(part, 0.f, 2097151.f));
      for (int bit = 0; bit < 21; ++bit) {
        expected[i / 3] |= (cell >> bit & 1) << (3 * bit + i % 3);
      }
    }
    run(KERNEL(morton), -1.f, 1.f, in(points, n, 3), out(codes));
    expect(codes, expected);
  }
}
