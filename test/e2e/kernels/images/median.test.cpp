// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Medians against std::nth_element.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/images/median.dc.cpp"

namespace {
template <class T>
std::vector<T> medians(const std::vector<T> &x, int64_t rows, int64_t columns, int64_t radius) {
  std::vector<T> result(x.size());
  for (int64_t i = 0; i < rows * columns; ++i) {
    std::vector<T> around;
    for (int64_t r = i / columns - radius; r <= i / columns + radius; ++r) {
      for (int64_t c = i % columns - radius; c <= i % columns + radius; ++c) {
        around.push_back(x[std::clamp<int64_t>(r, 0, rows - 1) * columns +
                           std::clamp<int64_t>(c, 0, columns - 1)]);
      }
    }
    std::nth_element(around.begin(), around.begin() + around.size() / 2, around.end());
    result[i] = around[around.size() / 2];
  }
  return result;
}
} // namespace

SUITE_TEST() {
  for (auto [rows, columns] : {std::pair<int64_t, int64_t>{0, 2}, {1, 1}, {3, 5}, {41, 67}}) {
    const int64_t n = rows * columns;
    auto bytes = integers<unsigned char>(n, 0, 255);
    std::vector<unsigned char> y(n);
    run(suite::Kernel{"median<unsigned char, 1>", median<unsigned char, 1>},
        in(bytes, rows, columns), out(y, rows, columns));
    expect(y, medians(bytes, rows, columns, 1));
    auto x = reals(n, -1, 1);
    std::vector<float> z(n);
    run(KERNEL(median<float, 2>), in(x, rows, columns), out(z, rows, columns));
    expect(z, medians(x, rows, columns, 2));
    auto hard = hardReals(n, -1, 1);
    run(KERNEL(median<float, 2>), in(hard, rows, columns), out(z, rows, columns));
  }
}
