// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mandelbrot's set against known members and a loop over scalars.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/images/mandelbrot.dc.cpp"

SUITE_TEST() {
  for (auto [rows, columns] : {std::pair<int64_t, int64_t>{0, 2}, {1, 1}, {64, 97}}) {
    std::vector<int> steps(rows * columns), expected(rows * columns);
    const float step = 1.0f / 32; // exact
    run(KERNEL(mandelbrot), group<Complex<float>>(-2.f, -1.f), step, 300,
        out(steps, rows, columns));
    for (int64_t i = 0; i < rows * columns; ++i) {
      float cr = -2 + static_cast<float>(i % columns) * step,
            ci = -1 + static_cast<float>(i / columns) * step, x = 0, y = 0;
      int k = 0;
      for (; k < 300 && x * x + y * y <= 4; ++k) {
        float next = x * x - y * y + cr;
        y = x * y + y * x + ci;
        x = next;
      }
      expected[i] = k;
    }
    expect(steps, expected);
  }
}
