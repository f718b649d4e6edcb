// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Gradient noise against sums over corners in double precision; on the lattice it is nothing.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/images/perlin.dc.cpp"

SUITE_TEST() {
  for (auto [rows, columns] : {std::pair<int64_t, int64_t>{0, 2}, {1, 1}, {67, 43}}) {
    std::vector<float> result(rows * columns), zero(rows * columns), expected(rows * columns);
    run(KERNEL(perlin), 7u, 4, 1.f, out(result, rows, columns));
    expect(result, zero, {0, 1e-30});
    for (int64_t i = 0; i < rows * columns; ++i) {
      for (int k = 0; k < 3; ++k) {
        double x = (i % columns - 20) * 0.1875 * (1 << k),
               y = (i / columns - 20) * 0.1875 * (1 << k);
        for (int at = 0; at < 4; ++at) {
          int cx = static_cast<int>(std::floor(x)) + at % 2,
              cy = static_cast<int>(std::floor(y)) + at / 2;
          uint32_t h = uint32_t(cx) * 668265261u ^ uint32_t(cy) * 374761393u ^ uint32_t(7 + k);
          h = (h ^ h >> 15) * 2246822507u;
          int direction = (h ^ h >> 13) % 8;
          double gx = direction < 2   ? 1 - 2 * direction
                      : direction < 4 ? 0
                      : direction % 2 ? -1
                                      : 1;
          double gy = direction < 2                                        ? 0
                      : direction == 2 || direction == 4 || direction == 5 ? 1
                                                                           : -1;
          double dx = x - cx, dy = y - cy;
          auto weight = [](double t) {
            t = 1 - std::fabs(t);
            return t * t * t * (t * (t * 6 - 15) + 10);
          };
          expected[i] +=
              static_cast<float>((gx * dx + gy * dy) * weight(dx) * weight(dy) / (1 << k));
        }
      }
    }
    run(KERNEL(perlin), 7u, 3, 0.1875f, out(result, rows, columns));
    expect(result, expected, {1e-5, 1e-5});
  }
}
