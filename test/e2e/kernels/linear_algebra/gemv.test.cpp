// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Matrix times vector against sums in long double.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/linear_algebra/gemv.dc.cpp"

namespace {
template <class T>
std::vector<T> product(T alpha, const std::vector<T> &a, const std::vector<T> &x, T beta,
                       std::vector<T> y) {
  for (size_t r = 0; r < y.size(); ++r) {
    long double sum = 0;
    for (size_t c = 0; c < x.size(); ++c) {
      sum += static_cast<long double>(a[r * x.size() + c]) * x[c];
    }
    y[r] = static_cast<T>(alpha * sum + (beta == 0 ? 0 : static_cast<long double>(beta) * y[r]));
  }
  return y;
}
} // namespace

SUITE_TEST() {
  for (auto [rows, columns] :
       {std::pair<int64_t, int64_t>{0, 5}, {1, 1}, {3, 0}, {31, 257}, {101, 64}}) {
    auto a = reals(rows * columns, -1, 1), x = reals(columns, -1, 1), y = reals(rows, -1, 1);
    auto expected = product(1.5f, a, x, -2.f, y);
    run(KERNEL(gemv<float, 64>), 1.5f, in(a, rows, columns), in(x), -2.f, inout(y));
    expect(y, expected, {1e-4, 1e-4});
    auto ad = reals<double>(rows * columns, -1, 1), xd = reals<double>(columns, -1, 1);
    std::vector<double> yd(rows, std::numeric_limits<double>::quiet_NaN());
    auto expectedDouble = product(1.0, ad, xd, 0.0, yd);
    run(KERNEL(gemv<double, 32>), 1.0, in(ad, rows, columns), in(xd), 0.0, out(yd));
    expect(yd, expectedDouble, {1e-12, 1e-12});
  }
}
