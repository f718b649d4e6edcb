// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Runge-Kutta against a Taylor series of tenth order, whose coefficients a recurrence gives.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/physics/rk4.dc.cpp"

SUITE_TEST() {
  auto exact = [](double (&y)[3], double rho, double h, int steps) {
    for (int step = 0; step < steps; ++step) {
      double x[11] = {y[0]}, v[11] = {y[1]}, z[11] = {y[2]};
      for (int k = 0; k < 10; ++k) {
        double xz = 0, xv = 0;
        for (int j = 0; j <= k; ++j) {
          xz += x[j] * z[k - j];
          xv += x[j] * v[k - j];
        }
        x[k + 1] = 10 * (v[k] - x[k]) / (k + 1);
        v[k + 1] = (rho * x[k] - xz - v[k]) / (k + 1);
        z[k + 1] = (xv - 8.0 / 3 * z[k]) / (k + 1);
      }
      y[0] = y[1] = y[2] = 0;
      for (int k = 10; k >= 0; --k) {
        y[0] = y[0] * h + x[k], y[1] = y[1] * h + v[k], y[2] = y[2] * h + z[k];
      }
    }
  };
  for (int64_t n : suite::sizes) {
    auto rho = reals<double>(n, 0, 28), state = reals<double>(3 * n, -10, 10), expected = state;
    std::vector<float> rhoFloat(rho.begin(), rho.end()), stateFloat(state.begin(), state.end());
    for (int64_t i = 0; i < n; ++i) {
      double y[3] = {state[3 * i], state[3 * i + 1], state[3 * i + 2]};
      exact(y, rho[i], 1.0 / 1024, 50);
      std::copy(y, y + 3, expected.begin() + 3 * i);
    }
    run(KERNEL(lorenz<double>), 50, 1.0 / 1024, in(rho), inout(state, n, 3));
    run(KERNEL(lorenz<float>), 50, 1.0f / 1024, in(rhoFloat), inout(stateFloat, n, 3));
    expect(state, expected, {1e-7, 1e-7});
    expect(stateFloat, std::vector<float>(expected.begin(), expected.end()), {1e-4, 1e-4});
  }
}
