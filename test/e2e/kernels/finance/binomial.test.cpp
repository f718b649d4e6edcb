// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Binomial trees against the recursion that they stand for.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/finance/binomial.dc.cpp"

#include <algorithm>
#include <functional>

SUITE_TEST() {
  for (int steps : {1, 2, 10, 64}) {
    double up = std::exp(0.3 * std::sqrt(1.0 / steps)), growth = std::exp(0.05 / steps);
    Tree tree{up, 1 / up, (growth - 1 / up) / (up - 1 / up), 1 / growth};
    for (int64_t n : {0, 1, 101}) {
      auto spots = reals<double>(n, 50, 150), strikes = reals<double>(n, 50, 150);
      auto rights = integers<Right>(n, 0, 1);
      std::vector<double> values(n);
      run(KERNEL(binomial), group<Tree>(tree.up, tree.down, tree.chance, tree.discount), steps,
          in(rights), in(spots), in(strikes), out(values));
      std::vector<double> expected = values;
      for (int64_t i = 0; i < n && steps <= 10; ++i) {
        std::function<double(int, int)> at = [&](int step, int ups) {
          double price = spots[i] * std::pow(up, 2 * ups - step);
          double now =
              std::max(0.0, rights[i] == Right::Call ? price - strikes[i] : strikes[i] - price);
          return step == steps ? now
                               : std::max(now, (tree.chance * at(step + 1, ups + 1) +
                                                (1 - tree.chance) * at(step + 1, ups)) /
                                                   growth);
        };
        expected[i] = at(0, 0);
      }
      expect(values, expected, {1e-11, 1e-11});
    }
  }
}
