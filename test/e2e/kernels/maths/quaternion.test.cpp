// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Turns by quaternions against Rodrigues' formula, one after the other.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/maths/quaternion.dc.cpp"

SUITE_TEST() {
  for (int64_t n : suite::sizes) {
    for (int64_t count : {0, 1, 3}) {
      auto turns = reals<double>(4 * count, -3, 3), vectors = reals<double>(3 * n, -1, 1),
           expected = vectors;
      for (int64_t k = 0; k < count; ++k) {
        double length = std::hypot(turns[4 * k], turns[4 * k + 1], turns[4 * k + 2]);
        for (int d = 0; d < 3; ++d) {
          turns[4 * k + d] /= length;
        }
      }
      for (int64_t i = 0; i < n; ++i) {
        double *v = expected.data() + 3 * i;
        for (int64_t k = count - 1; k >= 0; --k) {
          const double *a = turns.data() + 4 * k, c = std::cos(a[3]), s = std::sin(a[3]);
          double along = a[0] * v[0] + a[1] * v[1] + a[2] * v[2], old[3] = {v[0], v[1], v[2]};
          for (int d = 0; d < 3; ++d) {
            int e = (d + 1) % 3, f = (d + 2) % 3;
            v[d] = c * old[d] + s * (a[e] * old[f] - a[f] * old[e]) + (1 - c) * along * a[d];
          }
        }
      }
      run(KERNEL(quaternion), in(turns, count, 4), inout(vectors, n, 3).within(0, 1e-13));
      expect(vectors, expected, {0, 1e-13});
    }
  }
}
