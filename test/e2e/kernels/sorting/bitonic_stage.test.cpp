// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// All stages one after the other sort, as std::sort does.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/sorting/bitonic_stage.dc.cpp"

#include <algorithm>
#include <functional>

SUITE_TEST() {
  for (int64_t n : {1, 2, 64, 4096}) {
    auto x = integers<int>(n, INT32_MIN, INT32_MAX), expected = x;
    auto y = reals(n, -1, 1), expectedReals = y;
    for (dc::index size = 2; size <= n; size *= 2) {
      for (dc::index step = size / 2; step > 0; step /= 2) {
        run(suite::Kernel{"bitonic_stage<int, Ascending>", bitonic_stage<int, Ascending>}, size,
            step, inout(x));
        run(suite::Kernel{"bitonic_stage<float, Descending>", bitonic_stage<float, Descending>},
            size, step, inout(y));
      }
    }
    std::sort(expected.begin(), expected.end());
    std::sort(expectedReals.begin(), expectedReals.end(), std::greater<>());
    expect(x, expected);
    expect(y, expectedReals);
  }
}
