// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Layer norm in double precision, two passes.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/ml/layer_norm.dc.cpp"

SUITE_TEST() {
  for (auto [rows, columns] :
       {std::pair<int64_t, int64_t>{0, 2}, {3, 0}, {1, 1}, {5, 31}, {31, 257}}) {
    const int64_t n = rows * columns;
    auto x = reals<dc::bf16>(n, 100, 101);
    auto scale = reals(columns, 0.5, 2), shift = reals(columns, -1, 1);
    std::vector<dc::bf16> y(n), expected(n);
    std::vector<float> mean(rows), variance(rows), expectedMean(rows), expectedVariance(rows);
    for (int64_t r = 0; r < rows; ++r) {
      double sum = 0, squares = 0;
      for (int64_t c = 0; c < columns; ++c) {
        sum += float(x[r * columns + c]) / double(columns);
      }
      for (int64_t c = 0; c < columns; ++c) {
        squares += std::pow(float(x[r * columns + c]) - sum, 2) / double(columns);
      }
      expectedMean[r] = float(sum), expectedVariance[r] = float(squares);
      for (int64_t c = 0; c < columns; ++c) {
        double norm = (float(x[r * columns + c]) - sum) / std::sqrt(squares + 1e-3);
        expected[r * columns + c] = dc::bf16(float(norm * scale[c] + shift[c]));
      }
    }
    run(KERNEL(layer_norm), in(x, rows, columns), in(scale), in(shift), 1e-3f,
        out(y, rows, columns), out(mean), out(variance));
    expect(mean, expectedMean, {1e-6});
    expect(variance, expectedVariance, {1e-3, 1e-5});
    expect(y, expected, {1.0 / 128, 1e-2});
  }
}
