// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Red-black sweeps end at the solution of the equations that they relax.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/physics/red_black.dc.cpp"

SUITE_TEST() {
  for (auto [rows, columns] : {std::pair<int64_t, int64_t>{0, 3}, {1, 1}, {3, 3}, {9, 14}}) {
    const int64_t n = rows * columns;
    auto right = reals(n, -1, 1), u = reals(n, -1, 1);
    auto edges = u;
    std::vector<float> largest = {0};
    for (int sweep = 0; sweep < 60; ++sweep) {
      largest[0] = 0;
      for (Colour colour : {Colour::Red, Colour::Black}) {
        run(KERNEL(red_black), colour, 1.5f, in(right, rows, columns), inout(u, rows, columns),
            inout(largest));
      }
    }
    std::vector<float> residual(n), zero(n);
    for (int64_t r = 0; r < rows; ++r) {
      for (int64_t c = 0; c < columns; ++c) {
        int64_t i = r * columns + c;
        bool inner = r > 0 && c > 0 && r < rows - 1 && c < columns - 1;
        residual[i] =
            inner ? u[i - 1] + u[i + 1] + u[i - columns] + u[i + columns] - 4 * u[i] - right[i]
                  : u[i] - edges[i];
      }
    }
    expect(residual, zero, {0, 1e-5});
    expect(largest[0] < 1e-5f, "the sweeps have come to rest");
  }
}
