// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The simulation against the closed form, where one step makes it a European option.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/finance/monte_carlo.dc.cpp"

SUITE_TEST() {
  uint32_t seed = 12345; // the same every time: the result is random, and has to be close
  const double rate = 0.05, volatility = 0.2, years = 1;
  for (int paths : {0, 1, 131, 20000}) {
    for (int steps : {1, 3}) {
      double each = years / steps;
      std::vector<double> sums(3);
      run(KERNEL(monte_carlo), seed, paths, steps, 100.f, 95.f,
          static_cast<float>((rate - volatility * volatility / 2) * each),
          static_cast<float>(volatility * std::sqrt(each)), out(sums).within(1e-5, 1e-3));
      if (paths == 20000 && steps == 1) {
        double d1 =
            (std::log(100.0 / 95) + (rate + volatility * volatility / 2) * years) / volatility;
        auto cdf = [](double x) { return std::erfc(-x / std::sqrt(2.0)) / 2; };
        double future = 100 * std::exp(rate) * cdf(d1) - 95 * cdf(d1 - volatility);
        double simulated = (sums[0] + sums[1] + sums[2]) / paths;
        expect(std::fabs(simulated - future) < 0.4,
               "about what the closed form says"); // 3 deviations
      }
    }
  }
}
