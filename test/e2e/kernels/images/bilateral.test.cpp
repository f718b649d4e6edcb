// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The bilateral filter in double precision.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/images/bilateral.dc.cpp"

#include <algorithm>

SUITE_TEST() {
  for (auto [rows, columns] : {std::pair<int64_t, int64_t>{0, 2}, {1, 1}, {5, 3}, {37, 53}}) {
    for (int radius : {0, 1, 4}) {
      auto x = reals(rows * columns, 0, 1);
      std::vector<float> y(rows * columns), expected(rows * columns);
      for (int64_t i = 0; i < rows * columns; ++i) {
        double sum = 0, all = 0;
        for (int64_t r = i / columns - radius; r <= i / columns + radius; ++r) {
          for (int64_t c = i % columns - radius; c <= i % columns + radius; ++c) {
            double v = x[std::clamp<int64_t>(r, 0, rows - 1) * columns +
                         std::clamp<int64_t>(c, 0, columns - 1)];
            double w =
                std::exp(-0.1 * (std::pow(r - i / columns, 2) + std::pow(c - i % columns, 2))) *
                std::exp(-8 * std::pow(v - x[i], 2));
            sum += w * v;
            all += w;
          }
        }
        expected[i] = static_cast<float>(sum / all);
      }
      run(KERNEL(bilateral), radius, 0.1f, 8.f, in(x, rows, columns),
          out(y, rows, columns).within(1e-5));
      expect(y, expected, {1e-5, 1e-6});
    }
  }
}
