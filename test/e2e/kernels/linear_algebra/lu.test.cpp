// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// LU factors: their product is the matrix with its rows swapped.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/linear_algebra/lu.dc.cpp"

#include <algorithm>

SUITE_TEST() {
  for (int64_t n : {0, 1, 2, 17, 41}) {
    auto a = reals<double>(n * n, -1, 1), factors = a;
    std::vector<dc::index> pivots(n);
    for (int64_t step = 0; step < n; ++step) {
      run(KERNEL(find_pivot), in(factors, n, n), dc::index(step), inout(pivots));
      run(KERNEL(swap_rows), inout(factors, n, n), dc::index(step), in(pivots));
      run(KERNEL(scale_column), inout(factors, n, n), dc::index(step));
      run(KERNEL(eliminate), inout(factors, n, n), dc::index(step));
      std::swap_ranges(a.begin() + step * n, a.begin() + (step + 1) * n,
                       a.begin() + pivots[step] * n);
    }
    std::vector<double> product(n * n);
    bool small = true;
    for (int64_t r = 0; r < n; ++r) {
      for (int64_t c = 0; c < n; ++c) {
        for (int64_t k = 0; k <= std::min(r, c); ++k) {
          product[r * n + c] += (k == r ? 1 : factors[r * n + k]) * factors[k * n + c];
        }
        small &= c >= r || std::fabs(factors[r * n + c]) <= 1;
      }
    }
    if (n > 0) {
      expect(product, a, {1e-12, 1e-12});
      expect(small, "no factor is larger than 1");
    }
  }
}
