// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Sparse products against the dense one; both formats sum in the same order.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/linear_algebra/spmv.dc.cpp"

SUITE_TEST() {
  for (int64_t n : {0, 1, 7, 257, 1021}) {
    auto x = reals(n, -1, 1);
    std::vector<int> first = {0}, column, ellColumns;
    std::vector<float> value, expected(n), y(n);
    const int64_t width = 9;
    std::vector<int> columns(width * n, -1);
    std::vector<float> values(width * n, std::numeric_limits<float>::quiet_NaN());
    for (int64_t r = 0; r < n; ++r) {
      double sum = 0;
      int64_t entries = between(0, width);
      for (int64_t k = 0; k < entries; ++k) {
        int c = static_cast<int>(between(0, n - 1));
        float v = reals(1, -1, 1)[0];
        column.push_back(c);
        value.push_back(v);
        columns[k * n + r] = c;
        values[k * n + r] = v;
        sum += static_cast<double>(v) * x[c];
      }
      first.push_back(static_cast<int>(column.size()));
      expected[r] = static_cast<float>(sum);
    }
    run(KERNEL(spmv_csr), group<Csr>(in(first), in(column), in(value)), in(x), out(y));
    expect(y, expected, {1e-5, 1e-5});
    auto same = y;
    run(KERNEL(spmv_ell), in(columns, width, n), in(values, width, n), in(x), out(y));
    expect(y, same);
  }
}
