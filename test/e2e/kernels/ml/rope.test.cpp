// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Rotary embedding against a product of complex numbers in double precision.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/ml/rope.dc.cpp"

#include <complex>

namespace {
template <class T>
std::vector<T> turned(std::vector<T> x, int64_t heads, int64_t width, int start) {
  for (size_t i = 0; i < x.size(); ++i) {
    int64_t d = i % width, token = i / width / heads;
    if (d < width / 2) {
      std::complex<double> z(static_cast<float>(x[i]), static_cast<float>(x[i + width / 2]));
      z *= std::polar(1.0, (token + start) * std::pow(10000.0, -2.0 * d / width));
      x[i] = static_cast<T>(static_cast<float>(z.real()));
      x[i + width / 2] = static_cast<T>(static_cast<float>(z.imag()));
    }
  }
  return x;
}
} // namespace

SUITE_TEST() {
  for (auto [tokens, heads, width] : {std::array<int64_t, 3>{0, 2, 8}, {1, 1, 2}, {31, 3, 64}}) {
    auto x = reals(tokens * heads * width, -1, 1), expected = turned(x, heads, width, 5);
    run(KERNEL(rope<float>), 10000.f, 5, inout(x, tokens, heads, width).within(0, 1e-5));
    expect(x, expected, {0, 1e-5});
    auto y = reals<dc::f16>(tokens * heads * width, -1, 1),
         expectedHalf = turned(y, heads, width, 0);
    run(suite::Kernel{"rope<dc::f16>", rope<dc::f16>}, 10000.f, 0,
        inout(y, tokens, heads, width).within(0, 2e-3));
    expect(y, expectedHalf, {0, 2e-3});
  }
}
