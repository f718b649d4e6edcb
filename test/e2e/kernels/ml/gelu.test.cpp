// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Activations in long double, for all numbers there are.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/ml/gelu.dc.cpp"

namespace {
long double exact(Activation kind, long double x) {
  switch (kind) {
  case Activation::Relu:
    return std::fmax(x, 0.0L);
  case Activation::LeakyRelu:
    return x > 0 ? x : x / 8;
  case Activation::Gelu:
    return x / 2 * std::erfc(-x / std::sqrt(2.0L));
  case Activation::GeluTanh:
    return x / (1 + std::exp(-2 * (std::sqrt(2 / 3.14159265358979323846L) *
                                   (x + 0.044715L * x * x * x))));
  case Activation::Silu:
    return x / (1 + std::exp(-x));
  case Activation::Sigmoid:
    return 1 / (1 + std::exp(-x));
  case Activation::Softplus:
    return x > 50 ? x : std::log1p(std::exp(x));
  }
  return 0;
}
} // namespace

SUITE_TEST() {
  for (int kind = 0; kind <= int(Activation::Softplus); ++kind) {
    for (int64_t n : {0, 1, 1021}) {
      auto x = reals(n, -20, 20);
      auto xd = reals<double>(n, -20, 20);
      std::vector<float> y(n), expected;
      std::vector<double> yd(n), expectedDouble;
      for (int64_t i = 0; i < n; ++i) {
        expected.push_back(static_cast<float>(exact(Activation(kind), x[i])));
        expectedDouble.push_back(static_cast<double>(exact(Activation(kind), xd[i])));
      }
      run(KERNEL(activation<float>), Activation(kind), in(x), out(y).within(1e-5, 1e-5));
      run(KERNEL(activation<double>), Activation(kind), in(xd), out(yd).within(1e-12, 1e-13));
      expect(y, expected, {1e-5, 1e-5});
      expect(yd, expectedDouble, {1e-12, 1e-13});
      auto hard = hardReals(n, -20, 20);
      run(KERNEL(activation<float>), Activation(kind), in(hard), out(y).within(1e-5, 1e-5));
    }
  }
}
