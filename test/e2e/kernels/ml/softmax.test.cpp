// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Softmax and cross-entropy in double precision, with infinite logits and rows that hold NaN.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/ml/softmax.dc.cpp"

#include <algorithm>

SUITE_TEST() {
  for (auto [rows, columns] :
       {std::pair<int64_t, int64_t>{0, 2}, {3, 0}, {1, 1}, {5, 63}, {31, 257}}) {
    const int64_t n = rows * columns;
    auto x = reals(n, -100, 100);
    for (int64_t i = 0; i < n; i += 7) {
      x[i] = columns > 1 && i % columns != 1 ? -INFINITY : x[i];
    }
    if (n > 1000) {
      x[columns * 2 + 5] = NAN;
    }
    auto labels = integers<int>(rows, -1, columns - 1);
    std::vector<float> y(n), expected(n), loss(rows), expectedLoss(rows);
    for (int64_t r = 0; r < rows; ++r) {
      double most = -INFINITY, sum = 0;
      for (int64_t c = 0; c < columns; ++c) {
        double v = x[r * columns + c];
        most = std::isnan(v) ? v : std::max(most, v);
        if (std::isnan(most)) {
          break;
        }
      }
      for (int64_t c = 0; c < columns; ++c) {
        sum += std::exp(x[r * columns + c] - most);
      }
      for (int64_t c = 0; c < columns; ++c) {
        expected[r * columns + c] = static_cast<float>(std::exp(x[r * columns + c] - most) / sum);
      }
      expectedLoss[r] = labels[r] < 0
                            ? 0.f
                            : static_cast<float>(std::log(sum) + most - x[r * columns + labels[r]]);
    }
    run(KERNEL(softmax), in(x, rows, columns), out(y, rows, columns).within(1e-5, 1e-30));
    expect(y, expected, {1e-5, 1e-30});
    if (columns > 0) {
      run(KERNEL(cross_entropy), in(x, rows, columns), in(labels), out(loss).within(1e-5, 1e-5));
      expect(loss, expectedLoss, {1e-5, 1e-4});
    }
  }
}
