// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Dithering: up to each pixel the row has as many set as rounding the sum so far says.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/images/dither.dc.cpp"

#include <algorithm>

SUITE_TEST() {
  for (auto [rows, columns] :
       {std::pair<int64_t, int64_t>{0, 2}, {3, 0}, {1, 1}, {2, 8}, {67, 129}}) {
    auto x = integers<unsigned char>(rows * columns, 0, 255);
    const int64_t width = (columns + 7) / 8;
    std::vector<unsigned char> bits(rows * width), expected(rows * width);
    for (int64_t r = 0; r < rows; ++r) {
      std::vector<int> row(x.begin() + r * columns, x.begin() + (r + 1) * columns);
      if (r % 2) {
        std::reverse(row.begin(), row.end());
      }
      for (int64_t c = 0, sum = 0, set = 0; c < columns; ++c) {
        sum += row[c];
        if ((sum + 127) / 255 > set) { // 128 of 255 is more than half
          ++set;
          int64_t at = r % 2 ? columns - 1 - c : c;
          expected[r * width + at / 8] |= 1 << (7 - at % 8);
        }
      }
    }
    run(KERNEL(dither), in(x, rows, columns), out(bits, rows, width));
    expect(bits, expected);
  }
}
