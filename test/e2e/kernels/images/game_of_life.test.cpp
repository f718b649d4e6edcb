// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The Game of Life against its rules, cell by cell.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/images/game_of_life.dc.cpp"

SUITE_TEST() {
  for (auto [rows, words] : {std::pair<int64_t, int64_t>{0, 2}, {1, 1}, {2, 1}, {3, 2}, {67, 5}}) {
    auto world = integers<uint64_t>(rows * words, INT64_MIN, INT64_MAX);
    std::vector<uint64_t> next(rows * words), expected(rows * words);
    const int64_t columns = 64 * words;
    auto alive = [&](int64_t r, int64_t c) {
      r = (r + rows) % rows;
      c = (c + columns) % columns;
      return static_cast<int>(world[r * words + c / 64] >> c % 64 & 1);
    };
    for (int64_t r = 0; r < rows; ++r) {
      for (int64_t c = 0; c < columns; ++c) {
        int around = -alive(r, c);
        for (int64_t k = 0; k < 9; ++k) {
          around += alive(r + k / 3 - 1, c + k % 3 - 1);
        }
        if (around == 3 || (around == 2 && alive(r, c))) {
          expected[r * words + c / 64] |= uint64_t(1) << c % 64;
        }
      }
    }
    run(KERNEL(game_of_life), in(world, rows, words), out(next, rows, words));
    expect(next, expected);
  }
}
