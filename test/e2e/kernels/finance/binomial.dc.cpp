// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// American options by a binomial tree, one per thread: an array of doubles in private memory that
// shrinks, an enum of payoffs.
#include <dotcompute/kernel.h>

enum class Right : int { Call, Put };

constexpr int maxSteps = 64;

struct Tree {
  double up, down, chance, discount;
};

inline double payoff(Right right, double price, double strike) {
  switch (right) {
  case Right::Call:
    return price > strike ? price - strike : 0;
  case Right::Put:
    return price < strike ? strike - price : 0;
  }
  return 0;
}

DC_KERNEL void binomial(Tree tree, int steps, dc::span<const Right> rights,
                        dc::span<const double> spots, dc::span<const double> strikes,
                        dc::span<double> values) {
  DC_DOMAIN(values.size());
  DC_REQUIRES(steps >= 1 && steps <= maxSteps);
  auto i = dc::global_id();
  const Right right = rights[i];
  const double strike = strikes[i];
  double value[maxSteps + 1];
  double price = spots[i];
  for (int k = 0; k < steps; ++k) {
    price *= tree.down;
  }
  const double apart = tree.up / tree.down;
  for (int k = 0; k <= steps; ++k, price *= apart) {
    value[k] = payoff(right, price, strike);
  }
  double lowest = spots[i];
  for (int k = 0; k < steps - 1; ++k) {
    lowest *= tree.down;
  }
  for (int step = steps - 1; step >= 0; --step) {
    double here = lowest;
    for (int k = 0; k <= step; ++k) {
      double held = tree.discount * (tree.chance * value[k + 1] + (1 - tree.chance) * value[k]);
      value[k] = dc::max(held, payoff(right, here, strike));
      here *= apart;
    }
    lowest /= tree.down;
  }
  values[i] = value[0];
}
