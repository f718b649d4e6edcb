// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// FDTD against the wave equation of second order that it is when the magnetic field is left out of
// the unknowns.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/physics/fdtd.dc.cpp"

SUITE_TEST() {
  for (auto [rows, columns] : {std::pair<int64_t, int64_t>{0, 3}, {1, 1}, {3, 3}, {23, 41}}) {
    const int64_t n = rows * columns;
    std::vector<float> ez(n), hx(n), hy(n);
    std::vector<double> now(n), before(n);
    const double courant = 0.5;
    for (int step = 0; step < 20; ++step) {
      float value = static_cast<float>(std::exp(-0.1 * (step - 8) * (step - 8)));
      run(KERNEL(fdtd_magnetic),
          group<Field>(inout(ez, rows, columns), inout(hx, rows, columns),
                       inout(hy, rows, columns)),
          0.5f);
      run(KERNEL(fdtd_electric),
          group<Field>(inout(ez, rows, columns), inout(hx, rows, columns),
                       inout(hy, rows, columns)),
          0.5f, group<Source>(int(rows / 2), int(columns / 2), value));
      std::vector<double> next(n);
      for (int64_t r = 1; r < rows - 1; ++r) {
        for (int64_t c = 1; c < columns - 1; ++c) {
          int64_t i = r * columns + c;
          double laplace =
              now[i - 1] + now[i + 1] + now[i - columns] + now[i + columns] - 4 * now[i];
          next[i] = 2 * now[i] - before[i] + courant * courant * laplace;
          // Of the source, too, what counts is how it changes.
          if (r == rows / 2 && c == columns / 2) {
            next[i] += value - (step > 0 ? std::exp(-0.1 * (step - 9) * (step - 9)) : 0);
          }
        }
      }
      before = now;
      now = next;
    }
    std::vector<float> expected(now.begin(), now.end());
    expect(ez, expected, {1e-4, 1e-4});
  }
}
