// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mandelbrot's set: a complex number class with operators, an escape loop.
#include <dotcompute/kernel.h>

template <class T> struct Complex {
  T re, im;

  constexpr Complex operator*(const Complex &o) const {
    return {re * o.re - im * o.im, re * o.im + im * o.re};
  }
  constexpr Complex operator+(const Complex &o) const { return {re + o.re, im + o.im}; }
  constexpr bool operator==(const Complex &) const = default;
  constexpr T norm() const { return re * re + im * im; }
};

DC_KERNEL void mandelbrot(Complex<float> from, float step, int limit, dc::view<int, 2> steps) {
  DC_DOMAIN(steps.extent(0), steps.extent(1));
  auto [r, c] = dc::global_id<2>();
  const Complex<float> p =
      from + Complex<float>{static_cast<float>(c) * step, static_cast<float>(r) * step};
  Complex<float> z{0, 0}, old = z;
  int k = 0;
  while (z.norm() <= 4 && k < limit) {
    z = z * z + p;
    ++k;
    if (z == old) { // it goes round in circles for ever
      k = limit;
      break;
    }
    if ((k & (k - 1)) == 0) {
      old = z;
    }
  }
  steps(r, c) = k;
}
