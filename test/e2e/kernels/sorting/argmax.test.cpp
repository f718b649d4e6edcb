// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Positions of the largest against one loop; infinities, NaN and zeros of both signs among the
// elements.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/sorting/argmax.dc.cpp"

SUITE_TEST() {
  for (auto [rows, columns] :
       {std::pair<int64_t, int64_t>{0, 3}, {3, 0}, {1, 1}, {5, 127}, {31, 257}}) {
    for (bool hard : {false, true}) {
      auto x = hard ? hardReals(rows * columns, -1, 1) : reals(rows * columns, -1, 1);
      std::vector<int> at(rows), expected(rows);
      std::vector<float> value(rows), expectedValue(rows);
      for (int64_t r = 0; r < rows; ++r) {
        int best = -1;
        for (int c = 0; c < columns; ++c) {
          float v = x[r * columns + c], b = best < 0 ? 0 : x[r * columns + best];
          if (best < 0 || (std::isnan(v) ? !std::isnan(b) : v > b)) {
            best = c;
          }
        }
        expected[r] = best;
        expectedValue[r] = best < 0 ? -INFINITY : x[r * columns + best];
      }
      run(KERNEL(argmax), in(x, rows, columns), out(at), out(value));
      expect(at, expected);
      expect(value, expectedValue);
    }
  }
}
