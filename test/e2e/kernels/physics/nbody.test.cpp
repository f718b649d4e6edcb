// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Gravity against a sum over pairs in double precision.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/physics/nbody.dc.cpp"

SUITE_TEST() {
  for (int64_t n : {0, 1, 63, 64, 257}) {
    auto x = reals(n, -1, 1), y = reals(n, -1, 1), z = reals(n, -1, 1), mass = reals(n, 0, 1);
    std::vector<float> ax(n), ay(n), az(n), ex(n), ey(n), ez(n);
    for (int64_t i = 0; i < n; ++i) {
      double sum[3] = {};
      for (int64_t j = 0; j < n; ++j) {
        double dx = double(x[j]) - x[i], dy = double(y[j]) - y[i], dz = double(z[j]) - z[i];
        double cubed = std::pow(dx * dx + dy * dy + dz * dz + 0.01, -1.5) * mass[j];
        sum[0] += cubed * dx, sum[1] += cubed * dy, sum[2] += cubed * dz;
      }
      ex[i] = float(sum[0]), ey[i] = float(sum[1]), ez[i] = float(sum[2]);
    }
    run(KERNEL(nbody), group<Bodies>(in(x), in(y), in(z), in(mass)), 0.1f,
        group<Accelerations>(out(ax), out(ay), out(az)));
    expect(ax, ex, {1e-4, 1e-2});
    expect(ay, ey, {1e-4, 1e-2});
    expect(az, ez, {1e-4, 1e-2});
  }
}
