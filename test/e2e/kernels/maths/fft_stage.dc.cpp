// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One stage of a radix-2 FFT (Stockham: no reordering), and the whole transform in a block: complex
// numbers, twiddles by sin and cos.
#include <dotcompute/kernel.h>

#include <numbers>

struct Complex {
  double re, im;

  constexpr Complex operator+(Complex o) const { return {re + o.re, im + o.im}; }
  constexpr Complex operator-(Complex o) const { return {re - o.re, im - o.im}; }
  constexpr Complex operator*(Complex o) const {
    return {re * o.re - im * o.im, re * o.im + im * o.re};
  }
  static Complex turn(double part) {
    const double angle = 2 * std::numbers::pi * part;
    return {dc::cos(angle), dc::sin(angle)};
  }
};

struct ComplexArray {
  dc::span<double> re, im;

  Complex get(dc::index i) const { return {re[i], im[i]}; }
  void set(dc::index i, Complex value) const {
    re[i] = value.re;
    im[i] = value.im;
  }
  dc::index size() const { return re.size(); }
};

/// After stages of span 1, 2, 4 ... below n the transform is done. direction is -1 for forward, 1
/// for back.
DC_KERNEL void fft_stage(int direction, dc::index span, ComplexArray from, ComplexArray to) {
  DC_DOMAIN(from.re.size() / 2);
  const auto i = dc::global_id(), k = i % span;
  const Complex a = from.get(i);
  const Complex b =
      from.get(i + from.size() / 2) *
      Complex::turn(direction * (static_cast<double>(k) / static_cast<double>(2 * span)));
  const auto at = (i - k) * 2 + k;
  to.set(at, a + b);
  to.set(at + span, a - b);
}

template <int N>
DC_KERNEL void fft_block(dc::view<const double, 2> re, dc::view<const double, 2> im,
                         dc::view<double, 2> power) {
  DC_BLOCK(N / 2);
  DC_GRID(power.extent(0));
  DC_REQUIRES(re.extent(1) == N && im.extent(1) == N && power.extent(1) == N);
  DC_REQUIRES(re.extent(0) == power.extent(0) && im.extent(0) == power.extent(0));
  DC_SHARED Complex x[2][N];
  const auto row = dc::block_id(), t = dc::thread_id();
  for (auto k = t; k < N; k += N / 2) {
    x[0][k] = {re(row, k), im(row, k)};
  }
  int now = 0;
  for (int span = 1; span < N; span *= 2, now = 1 - now) {
    dc::barrier();
    const auto k = t & (span - 1);
    const Complex a = x[now][t],
                  b = x[now][t + N / 2] * Complex::turn(-0.5 * static_cast<double>(k) / span);
    x[1 - now][2 * t - k] = a + b;
    x[1 - now][2 * t - k + span] = a - b;
  }
  dc::barrier();
  for (auto k = t; k < N; k += N / 2) {
    const Complex v = x[now][k];
    power(row, k) = v.re * v.re + v.im * v.im;
  }
}
template void fft_block<64>(dc::view<const double, 2>, dc::view<const double, 2>,
                            dc::view<double, 2>);
