// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Columns against loops over the elements in memory order, in double.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/linear_algebra/columns.dc.cpp"

SUITE_TEST() {
  for (auto [rows, columns] :
       {std::pair<int64_t, int64_t>{0, 3}, {3, 0}, {1, 1}, {2, 257}, {257, 2}, {31, 37}}) {
    const auto m = reals(rows * columns, -1, 1), other = reals(rows * columns, -1, 1);
    std::vector<double> sum(columns), norm(2 * columns), product(columns * columns);
    for (int64_t r = 0; r < rows; ++r) {
      for (int64_t c = 0; c < columns; ++c) {
        const double x = m[r * columns + c];
        sum[c] += x;
        norm[r % 2 * columns + c] += x * x;
        for (int64_t d = 0; d < columns; ++d) {
          product[c * columns + d] += x * other[r * columns + d];
        }
      }
    }
    std::vector<float> sums(columns), norms(2 * columns), products(columns * columns);
    run(KERNEL(column_sums), in(m, rows, columns), out(sums));
    expect(sums, {sum.begin(), sum.end()}, {1e-4, 1e-4});
    run(KERNEL(even_odd_norms), in(m, rows, columns), out(norms, 2, columns));
    expect(norms, {norm.begin(), norm.end()}, {1e-4, 1e-4});
    run(KERNEL(transposed_product), in(m, rows, columns), in(other, rows, columns),
        out(products, columns, columns));
    expect(products, {product.begin(), product.end()}, {1e-4, 1e-4});
  }
}
