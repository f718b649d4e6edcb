// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// K-means: each point is at its nearest centre, and centres are the means of their points.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/graphs/kmeans.dc.cpp"

SUITE_TEST() {
  for (auto [n, k] : {std::pair<int64_t, int64_t>{0, 2}, {1, 1}, {5, 0}, {4099, 7}}) {
    auto points = integers<unsigned short>(3 * n, 0, 65535);
    auto centres = reals(3 * k, 0, 65535);
    for (int round = 0; round < 3; ++round) {
      std::vector<unsigned long long> sum(3 * k);
      std::vector<unsigned> count(k);
      std::vector<int> nearest(n);
      auto before = centres;
      run(KERNEL(kmeans_assign), in(points, n, 3), in(centres, k, 3), out(nearest),
          group<Clusters>(inout(sum, k, 3), inout(count)));
      run(KERNEL(kmeans_update), in(sum, k, 3), in(count), inout(centres, k, 3));
      std::vector<double> mean(3 * k), members(k);
      bool closest = true;
      for (int64_t i = 0; i < n; ++i) {
        auto apart = [&](int64_t c) {
          return std::hypot(points[3 * i] - double(before[3 * c]),
                            points[3 * i + 1] - double(before[3 * c + 1]),
                            points[3 * i + 2] - double(before[3 * c + 2]));
        };
        for (int64_t c = 0; c < k; ++c) {
          closest &= apart(nearest[i]) <= apart(c) * (1 + 1e-6);
        }
        for (int d = 0; d < 3 && k > 0; ++d) {
          mean[3 * nearest[i] + d] += points[3 * i + d];
        }
        if (k > 0) {
          ++members[nearest[i]];
        }
      }
      expect(closest, "no other centre is nearer");
      std::vector<float> expected(3 * k);
      for (int64_t j = 0; j < 3 * k; ++j) {
        expected[j] = members[j / 3] > 0 ? static_cast<float>(mean[j] / members[j / 3]) : before[j];
      }
      expect(centres, expected, {1e-6});
    }
  }
}
