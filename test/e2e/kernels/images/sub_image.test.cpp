// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Parts of images against indices into the whole.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/images/sub_image.dc.cpp"

SUITE_TEST() {
  const int64_t rows = 37, columns = 53, toRows = 29, toColumns = 41;
  const auto from = integers<uint8_t>(rows * columns, 0, 255);
  for (const Rectangle &what :
       {Rectangle{0, 0, 29, 41}, {36, 52, 1, 1}, {5, 7, 0, 3}, {3, 11, 20, 30}, {37, 0, 0, 0}}) {
    auto to = integers<uint8_t>(toRows * toColumns, 0, 255), want = to;
    const int64_t row = between(0, toRows - what.rows),
                  column = between(0, toColumns - what.columns);
    for (int64_t r = 0; r < what.rows; ++r) {
      for (int64_t c = 0; c < what.columns; ++c) {
        want[(row + r) * toColumns + column + c] = from[(what.row + r) * columns + what.column + c];
      }
    }
    run(KERNEL(paste), in(from, rows, columns),
        group<Rectangle>(what.row, what.column, what.rows, what.columns),
        inout(to, toRows, toColumns), row, column);
    expect(to, want);
  }
  for (int n : {1, 2, 3, 7, 60}) {
    const int64_t outRows = (rows + n - 1) / n, outColumns = (columns + n - 1) / n;
    std::vector<uint8_t> got(outRows * outColumns), want(outRows * outColumns);
    for (int64_t i = 0; i < outRows * outColumns; ++i) {
      want[i] = from[i / outColumns * n * columns + i % outColumns * n];
    }
    run(KERNEL(every_nth), in(from, rows, columns), n, out(got, outRows, outColumns));
    expect(got, want);
  }
  const int64_t tileRows = (rows + 7) / 8, tileColumns = (columns + 7) / 8;
  std::vector<float> means(tileRows * tileColumns), wantMeans(tileRows * tileColumns);
  std::vector<int> pixels(tileRows * tileColumns);
  for (int64_t i = 0; i < rows * columns; ++i) {
    const int64_t tile = i / columns / 8 * tileColumns + i % columns / 8;
    wantMeans[tile] += from[i];
    ++pixels[tile];
  }
  for (size_t t = 0; t < pixels.size(); ++t) {
    wantMeans[t] /= static_cast<float>(pixels[t]);
  }
  run(KERNEL(tile_means), in(from, rows, columns), out(means, tileRows, tileColumns));
  expect(means, wantMeans);
}
