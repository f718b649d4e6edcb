// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The lattice Boltzmann step against one that pushes in double precision; matter is neither made
// nor lost.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/physics/lattice_boltzmann.dc.cpp"

SUITE_TEST() {
  for (auto [rows, columns] : {std::pair<int64_t, int64_t>{0, 3}, {1, 1}, {2, 7}, {31, 17}}) {
    const int64_t n = rows * columns;
    auto f = reals(9 * n, 0.05, 0.2);
    auto wall = integers<unsigned char>(n, 0, 4);
    for (auto &w : wall) {
      w = w == 0;
    }
    std::vector<double> moved(9 * n);
    for (int64_t k = 0; k < 9; ++k) {
      const int dr[] = {0, 0, -1, 0, 1, -1, -1, 1, 1}, dc[] = {0, 1, 0, -1, 0, 1, -1, -1, 1};
      for (int64_t i = 0; i < n; ++i) {
        int64_t r = (i / columns + dr[k] + rows) % rows,
                c = (i % columns + dc[k] + columns) % columns;
        moved[k * n + r * columns + c] = f[k * n + i];
      }
    }
    std::vector<float> result(9 * n), expected(9 * n);
    for (int64_t i = 0; i < n; ++i) {
      auto at = [&](int k) { return moved[k * n + i]; };
      double rho = 0;
      for (int k = 0; k < 9; ++k) {
        rho += at(k);
      }
      double ux = (at(1) + at(5) + at(8) - at(3) - at(6) - at(7)) / rho,
             uy = (at(4) + at(7) + at(8) - at(2) - at(5) - at(6)) / rho;
      const int back[] = {0, 3, 4, 1, 2, 7, 8, 5, 6};
      const double ex[] = {0, 1, 0, -1, 0, 1, -1, -1, 1}, ey[] = {0, 0, -1, 0, 1, -1, -1, 1, 1};
      for (int k = 0; k < 9; ++k) {
        double w = k == 0 ? 4. / 9 : k < 5 ? 1. / 9 : 1. / 36, eu = ex[k] * ux + ey[k] * uy;
        double rest = w * rho * (1 + 3 * eu + 4.5 * eu * eu - 1.5 * (ux * ux + uy * uy));
        expected[k * n + i] = static_cast<float>(wall[i] ? at(back[k]) : at(k) * 0.4 + rest * 0.6);
      }
    }
    run(KERNEL(lattice_boltzmann), 0.6f, inAs<bool>(wall, rows, columns), in(f, 9, rows, columns),
        out(result, 9, rows, columns));
    expect(result, expected, {1e-5, 1e-6});
  }
}
