// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Tiles of every size against the rows' products with columns; of small integers any order of the
// sum is exact, so the variants agree bit for bit.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/linear_algebra/tuned_matmul.dc.cpp"

SUITE_TEST() {
  for (auto [rows, inner, columns] : {std::array<int64_t, 3>{1, 1, 1},
                                      {3, 0, 5},
                                      {0, 4, 4},
                                      {16, 16, 16},
                                      {17, 33, 31},
                                      {64, 7, 65}}) {
    const auto ia = integers<int>(rows * inner, -9, 9), ib = integers<int>(inner * columns, -9, 9);
    const std::vector<float> a(ia.begin(), ia.end()), b(ib.begin(), ib.end());
    std::vector<float> got(rows * columns), want(rows * columns);
    for (int64_t r = 0; r < rows; ++r) {
      for (int64_t k = 0; k < inner; ++k) {
        for (int64_t c = 0; c < columns; ++c) {
          want[r * columns + c] += a[r * inner + k] * b[k * columns + c];
        }
      }
    }
    for (const char *choice : {"", "Tile=8", "Tile=16", "Tile=32"}) {
      tune(choice);
      run(KERNEL(tuned_matmul), in(a, rows, inner), in(b, inner, columns), out(got, rows, columns));
      expect(got, want);
    }
  }
}
