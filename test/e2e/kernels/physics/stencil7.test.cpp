// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The heat equation as flows through faces; an infinite and a NaN among the temperatures spread to
// their neighbours only.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/physics/stencil7.dc.cpp"

SUITE_TEST() {
  for (auto [planes, rows, columns] :
       {std::array<int64_t, 3>{0, 4, 4}, {1, 1, 1}, {3, 3, 3}, {2, 5, 9}, {11, 13, 37}}) {
    const int64_t size = planes * rows * columns, step[3] = {rows * columns, columns, 1},
                  extents[3] = {planes, rows, columns};
    auto x = reals(size, 0, 100);
    std::vector<double> heat(x.begin(), x.end());
    std::vector<float> y(size), expected(size);
    for (int64_t i = 0; i < size; ++i) {
      int64_t at[3] = {i / step[0], i / step[1] % rows, i % columns};
      bool inner = true;
      double flow = 0;
      for (int d = 0; d < 3; ++d) {
        inner &= at[d] > 0 && at[d] < extents[d] - 1;
      }
      for (int d = 0; inner && d < 3; ++d) {
        flow += heat[i + step[d]] - 2 * heat[i] + heat[i - step[d]];
      }
      expected[i] = static_cast<float>(heat[i] + 0.125 * flow);
    }
    run(KERNEL(stencil7), 0.125f, in(x, planes, rows, columns), out(y, planes, rows, columns));
    expect(y, expected, {1e-5, 1e-5});
    auto hard = hardReals(size, 0, 100);
    run(KERNEL(stencil7), 0.125f, in(hard, planes, rows, columns), out(y, planes, rows, columns));
  }
}
