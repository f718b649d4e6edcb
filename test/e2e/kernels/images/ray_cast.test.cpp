// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Rays through the hierarchy against a trial of every triangle by volumes in double precision.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/images/ray_cast.dc.cpp"

#include <algorithm>
#include <functional>
#include <numeric>

SUITE_TEST() {
  for (int n : {0, 1, 2, 131}) {
    std::vector<float> corners, low, high;
    std::vector<int> left, order(n);
    for (int t = 0; t < n; ++t) {
      auto centre = reals(3, -1, 1), around = reals(9, -0.3, 0.3);
      for (int k = 0; k < 9; ++k) {
        corners.push_back(centre[k % 3] + around[k]);
      }
    }
    std::iota(order.begin(), order.end(), 0);
    auto addNode = [&] {
      left.push_back(0);
      low.insert(low.end(), 3, 0.f);
      high.insert(high.end(), 3, 0.f);
      return static_cast<int>(left.size()) - 1;
    };
    std::function<void(int, int, int, int)> build = [&](int node, int first, int last, int axis) {
      for (int d = 0; d < 3; ++d) {
        float least = INFINITY, most = -INFINITY;
        for (int k = 3 * first; k < 3 * last; ++k) {
          float corner = corners[order[k / 3] * 9 + k % 3 * 3 + d];
          least = std::min(least, corner), most = std::max(most, corner);
        }
        low[3 * node + d] = least - 1e-4f, high[3 * node + d] = most + 1e-4f;
      }
      if (last - first == 1) {
        left[node] = ~order[first];
        return;
      }
      std::sort(order.begin() + first, order.begin() + last,
                [&](int a, int b) { return corners[a * 9 + axis] < corners[b * 9 + axis]; });
      int child = addNode(), middle = (first + last) / 2;
      addNode();
      left[node] = child;
      build(child, first, middle, (axis + 1) % 3);
      build(child + 1, middle, last, (axis + 1) % 3);
    };
    if (n > 0) {
      build(addNode(), 0, n, 0);
    }
    const int64_t nodes = static_cast<int64_t>(left.size());
    for (int64_t m : {0, 1, 257}) {
      auto rays = reals(6 * m, -1, 1);
      for (int64_t i = 0; i < m; ++i) {
        rays[6 * i + 2] = -3;
        rays[6 * i + 3] = i % 5 == 0 ? 0.f : rays[6 * i + 3] / 3;
        rays[6 * i + 4] = i % 7 == 0 ? -0.f : rays[6 * i + 4] / 3;
        rays[6 * i + 5] = 1;
      }
      std::vector<int> triangle(m), expected(m, -1);
      std::vector<float> distance(m), expectedDistance(m, INFINITY);
      run(KERNEL(ray_cast), group<Boxes>(in(low, nodes, 3), in(high, nodes, 3), in(left)),
          in(corners, n, 9), in(rays, m, 6), out(triangle), out(distance));
      for (int64_t i = 0; i < m; ++i) {
        bool close = false; // rounding may decide otherwise
        for (int t = 0; t < n; ++t) {
          double e[3][3], along[3];
          for (int k = 0; k < 9; ++k) {
            e[k / 3][k % 3] = double(corners[9 * t + k]) - rays[6 * i + k % 3];
          }
          std::copy_n(rays.begin() + 6 * i + 3, 3, along);
          auto volume = [](const double *a, const double *b, const double *c) {
            return a[0] * (b[1] * c[2] - b[2] * c[1]) + a[1] * (b[2] * c[0] - b[0] * c[2]) +
                   a[2] * (b[0] * c[1] - b[1] * c[0]);
          };
          double v[3] = {volume(along, e[1], e[2]), volume(along, e[2], e[0]),
                         volume(along, e[0], e[1])};
          double all = v[0] + v[1] + v[2], least = std::min({v[0] / all, v[1] / all, v[2] / all});
          close |= std::fabs(least) < 1e-4;
          double far = volume(e[0], e[1], e[2]) / all;
          if (least >= 0 && far >= 0 && far < expectedDistance[i]) {
            expectedDistance[i] = static_cast<float>(far);
            expected[i] = t;
          }
        }
        if (close) {
          expected[i] = triangle[i];
          expectedDistance[i] = distance[i];
        }
      }
      expect(triangle, expected);
      expect(distance, expectedDistance, {1e-3});
    }
  }
}
