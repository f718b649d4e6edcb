// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The Lorenz system by the classical Runge-Kutta method, in any precision: the right-hand side is a
// lambda passed down, the state an array type with operators.
#include <dotcompute/kernel.h>

template <class T, int N> struct State {
  T value[N];

  constexpr T operator[](int i) const { return value[i]; }
  constexpr State plus(T factor, const State &other) const {
    State sum{};
    for (int i = 0; i < N; ++i) {
      sum.value[i] = value[i] + factor * other.value[i];
    }
    return sum;
  }
};

template <class T, int N, class F> State<T, N> rungeKutta(const State<T, N> &y, T h, F &&slope) {
  const auto k1 = slope(y);
  const auto k2 = slope(y.plus(h / 2, k1));
  const auto k3 = slope(y.plus(h / 2, k2));
  const auto k4 = slope(y.plus(h, k3));
  return y.plus(h / 6, k1).plus(h / 3, k2).plus(h / 3, k3).plus(h / 6, k4);
}

template <class T>
DC_KERNEL void lorenz(int steps, T h, dc::span<const T> rho, dc::view<T, 2> state) {
  DC_DOMAIN(rho.size());
  DC_REQUIRES(state.extent(0) == rho.size() && state.extent(1) == 3);
  const auto i = dc::global_id();
  const T r = rho[i];
  State<T, 3> y{{state(i, 0), state(i, 1), state(i, 2)}};
  for (int step = 0; step < steps; ++step) {
    y = rungeKutta(y, h, [r](const State<T, 3> &s) -> State<T, 3> {
      return {{T(10) * (s[1] - s[0]), s[0] * (r - s[2]) - s[1], s[0] * s[1] - T(8) / T(3) * s[2]}};
    });
  }
  for (int d = 0; d < 3; ++d) {
    state(i, d) = y[d];
  }
}
template void lorenz<float>(int, float, dc::span<const float>, dc::view<float, 2>);
template void lorenz<double>(int, double, dc::span<const double>, dc::view<double, 2>);
