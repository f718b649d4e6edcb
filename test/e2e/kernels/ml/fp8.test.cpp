// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Stored values against all 127 positive ones that the format has, searched for the nearest;
// products in double.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/ml/fp8.dc.cpp"

namespace {

/// By the definition of the format: 4 bits of exponent with bias 7, 3 of fraction.
double valueOf(int bits) {
  const int exponent = bits >> 3, fraction = bits & 7;
  return exponent == 0 ? std::ldexp(fraction, -9) : std::ldexp(8 + fraction, exponent - 10);
}

double nearest(double v) {
  double best = 0;
  int bestBits = 0;
  for (int bits = 0; bits < 127; ++bits) {
    const double apart = std::fabs(valueOf(bits) - std::fabs(v)),
                 least = std::fabs(best - std::fabs(v));
    if (apart < least || (apart == least && bits % 2 == 0 && bestBits % 2 == 1)) {
      best = valueOf(bits), bestBits = bits;
    }
  }
  return std::copysign(best, v);
}

} // namespace

SUITE_TEST() {
  for (auto [rows, columns] :
       {std::pair<int64_t, int64_t>{1, 1}, {0, 3}, {3, 0}, {5, 127}, {31, 64}}) {
    const auto x = reals(rows * columns, -3, 3);
    std::vector<dc::f8e4m3> q(rows * columns);
    std::vector<float> scale(rows), back(rows * columns), want(rows * columns);
    run(KERNEL(to_fp8), in(x, rows, columns), out(q, rows, columns), out(scale));
    run(KERNEL(from_fp8), in(q, rows, columns), in(scale), out(back, rows, columns));
    for (int64_t i = 0; i < rows * columns; ++i) {
      const double s = scale[i / columns];
      expect(std::fabs(x[i]) <= 448 * s, "the largest fits");
      want[i] = float(nearest(x[i] / s) * s);
    }
    expect(back, want);

    const auto fine = reals(columns, -2, 2);
    std::vector<dc::f8e5m2> v(columns);
    for (int64_t c = 0; c < columns; ++c) {
      v[c] = dc::f8e5m2(fine[c]);
    }
    std::vector<float> y(rows), wantY(rows);
    run(KERNEL(fp8_gemv), in(q, rows, columns), in(scale), in(v), out(y));
    for (int64_t r = 0; r < rows; ++r) {
      double sum = 0;
      for (int64_t c = 0; c < columns; ++c) {
        sum += double(want[r * columns + c]) * double(float(v[c]));
      }
      wantY[r] = float(sum);
    }
    expect(y, wantY, {1e-4, 1e-4});
  }
}
