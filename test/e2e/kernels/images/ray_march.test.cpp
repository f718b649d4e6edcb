// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Marched rays against the floor's exact intersection, where a ray meets nothing else.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/images/ray_march.dc.cpp"

SUITE_TEST() {
  for (auto [rows, columns] : {std::pair<int64_t, int64_t>{0, 2}, {1, 1}, {48, 67}}) {
    std::vector<float> brightness(rows * columns);
    std::vector<int> steps(rows * columns);
    run(KERNEL(ray_march), group<Vec>(0.f, 0.25f, -1.f), out(brightness, rows, columns),
        out(steps, rows, columns));
    bool right = true;
    for (int64_t i = 0; i < rows * columns; ++i) {
      double x = (i % columns + 0.5 - columns / 2.0) / rows, y = 0.5 - (i / columns + 0.5) / rows;
      double length = std::sqrt(x * x + y * y + 1), px = -0, py = 0.25,
             pz = -5; // the eye, seen from the ball's centre
      double b = (px * x + py * y + pz) / length, gap = px * px + py * py + pz * pz - b * b;
      if (gap > 2.4 && y > 0) {
        right &= brightness[i] == 0; // the sky
      }
      double floor = (-1.5 - 0.25) / y * length;
      if (gap > 2.4 && y < -0.1 && floor < 25) {
        bool lit = std::fabs(brightness[i] - (0.1 + 0.9 * 2 / std::sqrt(6.0))) < 1e-3;
        right &= lit || brightness[i] == 0.1f || steps[i] == 64; // in the shadow, or given up
      }
    }
    expect(right, "sky, floor and shadow");
  }
}
