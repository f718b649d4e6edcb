// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Connected parts against a flood fill.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/graphs/connected_components.dc.cpp"

#include <numeric>

SUITE_TEST() {
  for (auto [rows, columns] : {std::pair<int64_t, int64_t>{0, 4}, {1, 1}, {1, 31}, {23, 29}}) {
    const int64_t n = rows * columns;
    auto picture = integers<unsigned char>(n, 0, 1);
    std::vector<int> labels(n), next(n), expected(n, -1), changed = {1};
    std::iota(labels.begin(), labels.end(), 0);
    for (int steps = 0; changed[0] && steps < 1000; ++steps) {
      changed[0] = 0;
      run(KERNEL(connected_components), in(picture, rows, columns), in(labels, rows, columns),
          out(next, rows, columns), inout(changed));
      labels = next;
    }
    for (int64_t v = 0; v < n; ++v) {
      std::vector<int64_t> open;
      if (expected[v] < 0) {
        open.push_back(v);
      }
      while (!open.empty()) {
        int64_t at = open.back();
        open.pop_back();
        if (expected[at] >= 0) {
          continue;
        }
        expected[at] = static_cast<int>(v);
        for (int64_t around = 0; around < 9; ++around) {
          int64_t r = at / columns + around / 3 - 1, c = at % columns + around % 3 - 1;
          if (r >= 0 && c >= 0 && r < rows && c < columns &&
              picture[r * columns + c] == picture[at]) {
            open.push_back(r * columns + c);
          }
        }
      }
    }
    expect(labels, expected);
  }
}
