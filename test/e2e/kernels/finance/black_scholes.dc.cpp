// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Prices of European options and their deltas: structs by value, exp, log, sqrt and erfc, a
// structure of arrays as one parameter.
#include <dotcompute/kernel.h>

#include <numbers>

struct Options {
  dc::span<const float> spot, strike, years;
};

struct Market {
  float rate;
  float volatility;
};

inline float normalCdf(float x) { return 0.5f * dc::erfc(-x / std::numbers::sqrt2_v<float>); }

struct Price {
  float call, put;
};

inline Price priceOf(float spot, float strike, float years, const Market &market) {
  const float deviation = market.volatility * dc::sqrt(years);
  const float d1 = (dc::log(spot / strike) +
                    (market.rate + 0.5f * market.volatility * market.volatility) * years) /
                   deviation;
  const float d2 = d1 - deviation;
  const float discounted = strike * dc::exp(-market.rate * years);
  return {spot * normalCdf(d1) - discounted * normalCdf(d2),
          discounted * normalCdf(-d2) - spot * normalCdf(-d1)};
}

DC_KERNEL void black_scholes(Options options, Market market, dc::span<float> call,
                             dc::span<float> put) {
  DC_DOMAIN(options.spot.size());
  auto i = dc::global_id();
  auto [c, p] = priceOf(options.spot[i], options.strike[i], options.years[i], market);
  call[i] = c;
  put[i] = p;
}
