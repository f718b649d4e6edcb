// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Option prices against the formula in double precision, and an example from a textbook.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/finance/black_scholes.dc.cpp"

SUITE_TEST() {
  for (int64_t n : suite::sizes) {
    auto spot = reals(n, 5, 30), strike = reals(n, 1, 100), years = reals(n, 0.25, 10);
    float rate = 0.02f, volatility = 0.3f;
    if (n > 0) { // Hull: 4.76 and 0.81
      spot[0] = 42, strike[0] = 40, years[0] = 0.5f;
      rate = 0.1f, volatility = 0.2f;
    }
    std::vector<float> call(n), put(n), expectedCall, expectedPut;
    for (int64_t i = 0; i < n; ++i) {
      double s = spot[i], k = strike[i], t = years[i], r = rate, v = volatility;
      double d1 = (std::log(s / k) + (r + v * v / 2) * t) / (v * std::sqrt(t)),
             d2 = d1 - v * std::sqrt(t);
      auto cdf = [](double x) { return std::erfc(-x / std::sqrt(2.0)) / 2; };
      double price = s * cdf(d1) - k * std::exp(-r * t) * cdf(d2);
      expectedCall.push_back(static_cast<float>(price));
      expectedPut.push_back(static_cast<float>(price + k * std::exp(-r * t) - s)); // parity
    }
    run(KERNEL(black_scholes), group<Options>(in(spot), in(strike), in(years)),
        group<Market>(rate, volatility), out(call).within(1e-4, 1e-4), out(put).within(1e-4, 1e-4));
    expect(call, expectedCall, {1e-4, 1e-4});
    expect(put, expectedPut, {1e-4, 1e-4});
    if (n > 0) {
      expect(std::fabs(call[0] - 4.76f) < 0.005f && std::fabs(put[0] - 0.81f) < 0.005f,
             "the textbook's example");
    }
  }
}
