// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Quantised products against those of what comes back, in double precision; nothing is farther off
// than half a step.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/ml/quantise.dc.cpp"

SUITE_TEST() {
  for (auto [rows, columns] :
       {std::pair<int64_t, int64_t>{0, 2}, {3, 0}, {1, 1}, {5, 127}, {31, 256}}) {
    const int64_t n = rows * columns;
    auto x = reals(n, -3, 3);
    for (int64_t c = 0; rows > 0 && c < columns; ++c) {
      x[(rows - 1) * columns + c] = c % 2 ? 0.f : -0.f; // a row of zeros
    }
    std::vector<int8_t> q(n);
    std::vector<float> scale(rows), back(n), out1(rows * rows), expected(rows * rows);
    run(KERNEL(quantise), in(x, rows, columns), out(q, rows, columns), out(scale));
    run(KERNEL(dequantise), in(q, rows, columns), in(scale), out(back, rows, columns));
    expect(back, x, {0, 3.0 / 254 * 1.0001});
    run(KERNEL(int8_dot), in(q, rows, columns), in(scale), in(q, rows, columns), in(scale),
        out(out1, rows, rows));
    for (int64_t r = 0; r < rows; ++r) {
      for (int64_t c = 0; c < rows; ++c) {
        double sum = 0;
        for (int64_t k = 0; k < columns; ++k) {
          sum += double(back[r * columns + k]) * back[c * columns + k];
        }
        expected[r * rows + c] = float(sum);
      }
    }
    expect(out1, expected, {1e-5, 1e-5});
    auto hard = hardReals(n, -3, 3);
    run(KERNEL(quantise), in(hard, rows, columns), out(q, rows, columns), out(scale));
  }
}
