// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Solutions put back into their systems give the right-hand sides.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/linear_algebra/tridiagonal.dc.cpp"

SUITE_TEST() {
  for (auto [systems, n] :
       {std::pair<int64_t, int64_t>{0, 3}, {3, 0}, {1, 1}, {5, 2}, {257, 31}, {3, 1021}}) {
    const auto lower = reals<double>(systems * n, -1, 1), upper = reals<double>(systems * n, -1, 1),
               diagonal = reals<double>(systems * n, 2.5, 4),
               right = reals<double>(systems * n, -5, 5);
    auto x = right;
    std::vector<double> scratch(systems * n), back(systems * n);
    run(KERNEL(solve_tridiagonal), in(lower, systems, n), in(diagonal, systems, n),
        in(upper, systems, n), out(scratch, systems, n), inout(x, systems, n));
    for (int64_t i = 0; i < systems * n; ++i) {
      back[i] = diagonal[i] * x[i] + (i % n ? lower[i] * x[i - 1] : 0) +
                (i % n < n - 1 ? upper[i] * x[i + 1] : 0);
    }
    expect(back, right, {1e-12, 1e-12});
  }
}
