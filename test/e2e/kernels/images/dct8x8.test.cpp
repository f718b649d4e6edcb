// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The cosine transform against its definition in double precision; forward and back is the picture
// within the quantisation.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/images/dct8x8.dc.cpp"

SUITE_TEST() {
  for (auto [rows, columns] : {std::pair<int64_t, int64_t>{0, 8}, {8, 8}, {24, 40}}) {
    const int64_t n = rows * columns;
    auto x = integers<int>(n, 0, 255);
    std::vector<float> picture(x.begin(), x.end()), coefficients(n), back(n);
    run(KERNEL(dct8x8<true>), 1, in(picture, rows, columns), out(coefficients, rows, columns));
    bool near = true;
    for (int64_t i = 0; i < n; ++i) {
      int64_t r = i / columns, c = i % columns, u = r % 8, v = c % 8;
      double sum = 0;
      for (int64_t y = 0; y < 8; ++y) {
        for (int64_t z = 0; z < 8; ++z) {
          sum += (picture[(r - u + y) * columns + c - v + z] - 128) *
                 std::cos((2 * y + 1) * u * M_PI / 16) * std::cos((2 * z + 1) * v * M_PI / 16);
        }
      }
      double exact = sum / 4 * (u ? 1 : std::sqrt(0.5)) * (v ? 1 : std::sqrt(0.5)) / (1 + u + v);
      near &= std::fabs(coefficients[i] - exact) < 0.5001;
    }
    expect(near, "each coefficient is the nearest integer");
    run(KERNEL(dct8x8<false>), 1, in(coefficients, rows, columns), out(back, rows, columns));
    expect(back, picture, {0, 32});
  }
}
