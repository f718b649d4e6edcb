// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Cholesky factors: their product is the matrix again; a matrix without one is found.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/linear_algebra/cholesky.dc.cpp"

SUITE_TEST() {
  for (int64_t n : {0, 1, 2, 63, 64, 67}) {
    auto b = reals<double>(n * n, -1, 1);
    std::vector<double> a(n * n), product(n * n);
    for (int64_t r = 0; r < n; ++r) { // b times its transpose, and more on the diagonal
      for (int64_t c = 0; c < n; ++c) {
        for (int64_t k = 0; k < n; ++k) {
          a[r * n + c] += b[r * n + k] * b[c * n + k];
        }
        a[r * n + c] += r == c ? 1 : 0;
      }
    }
    auto factor = a;
    std::vector<int> failed = {0};
    run(KERNEL(cholesky), inout(factor, n, n), inout(failed));
    expect(failed, {0});
    for (int64_t r = 0; r < n; ++r) {
      for (int64_t c = 0; c < n; ++c) {
        for (int64_t k = 0; k <= std::min(r, c); ++k) {
          product[r * n + c] += factor[r * n + k] * factor[c * n + k];
        }
      }
    }
    expect(product, a, {1e-12, 1e-12});
    if (n > 1) {
      a[n + 1] = -1000;
      run(KERNEL(cholesky), inout(a, n, n), inout(failed));
      expect(failed, {1});
    }
  }
}
