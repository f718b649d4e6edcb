// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The k largest against a sort of the whole row.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/sorting/topk.dc.cpp"

#include <algorithm>
#include <numeric>

SUITE_TEST() {
  for (auto [rows, columns] : {std::pair<int64_t, int64_t>{0, 9}, {1, 5}, {257, 31}, {37, 257}}) {
    auto x = reals(rows * columns, -1, 1);
    for (size_t i = 0; i < x.size(); i += 3) {
      x[i] = static_cast<float>(between(-2, 2)); // equals
    }
    for (int64_t k : {1, 5}) {
      std::vector<float> values(rows * k), expectedValues;
      std::vector<int> at(rows * k), expectedAt;
      for (int64_t r = 0; r < rows; ++r) {
        std::vector<int> order(columns);
        std::iota(order.begin(), order.end(), 0);
        const float *row = x.data() + r * columns;
        std::sort(order.begin(), order.end(),
                  [&](int a, int b) { return row[a] > row[b] || (row[a] == row[b] && a < b); });
        for (int64_t j = 0; j < k; ++j) {
          expectedAt.push_back(order[j]);
          expectedValues.push_back(row[order[j]]);
        }
      }
      if (k == 1) {
        run(KERNEL(topk<1>), in(x, rows, columns), out(values, rows, k), out(at, rows, k));
      } else {
        run(KERNEL(topk<5>), in(x, rows, columns), out(values, rows, k), out(at, rows, k));
      }
      expect(values, expectedValues);
      expect(at, expectedAt);
    }
  }
}
