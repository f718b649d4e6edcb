// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Inverses by cofactors, as in a textbook; singular matrices among them.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/linear_algebra/inverse4x4.dc.cpp"

#include <functional>

SUITE_TEST() {
  for (int64_t n : {0, 1, 7, 257, 1021}) {
    auto a = integers<int>(16 * n, -3, 3);
    std::vector<double> m(a.begin(), a.end()), inverse(16 * n), expected(16 * n);
    std::vector<unsigned char> regular(n), expectedRegular(n);
    for (int64_t i = 0; i < n; ++i) {
      auto minorOf = [&](int skipRow, int skipColumn) {
        double d[3][3];
        for (int r = 0, rr = 0; r < 4; ++r) {
          for (int c = 0, cc = 0; r != skipRow && c < 4; ++c) {
            if (c != skipColumn) {
              d[rr][cc++] = m[i * 16 + r * 4 + c];
            }
          }
          rr += r != skipRow;
        }
        return d[0][0] * (d[1][1] * d[2][2] - d[1][2] * d[2][1]) -
               d[0][1] * (d[1][0] * d[2][2] - d[1][2] * d[2][0]) +
               d[0][2] * (d[1][0] * d[2][1] - d[1][1] * d[2][0]);
      };
      double determinant = 0;
      for (int c = 0; c < 4; ++c) {
        determinant += (c % 2 ? -1 : 1) * m[i * 16 + c] * minorOf(0, c);
      }
      if (determinant == 0) { // made singular for certain: rounding must not decide
        std::fill_n(m.begin() + i * 16, 4, 0.0);
        continue;
      }
      expectedRegular[i] = 1;
      for (int r = 0; r < 4; ++r) {
        for (int c = 0; c < 4; ++c) {
          expected[i * 16 + r * 4 + c] = ((r + c) % 2 ? -1 : 1) * minorOf(c, r) / determinant;
        }
      }
    }
    run(KERNEL(inverse4x4), in(m, n, 4, 4), out(inverse, n, 4, 4), outAs<bool>(regular));
    expect(regular, expectedRegular);
    expect(inverse, expected, {1e-9, 1e-9});
  }
}
