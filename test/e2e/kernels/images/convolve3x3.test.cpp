// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The convolution against one in double over an image with a border; what is near a bound may be
// clipped or not.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/images/convolve3x3.dc.cpp"

SUITE_TEST() {
  for (auto [rows, columns] :
       {std::pair<int64_t, int64_t>{0, 3}, {1, 1}, {1, 17}, {17, 1}, {37, 53}}) {
    const auto image = reals(rows * columns, 0, 1), random = reals(11, -1, 1);
    Kernel3x3 k;
    for (int i = 0; i < 9; ++i) {
      k.w[i / 3][i % 3] = random[i];
    }
    k.gain = random[9];
    k.bias = 0.5f;
    std::vector<float> got(rows * columns), want(rows * columns);
    std::vector<int> clipped(1, 100);
    run(KERNEL(convolve3x3), in(image, rows, columns),
        packed(k, k.w[0], k.w[1], k.w[2], k.gain, k.bias), out(got, rows, columns), inout(clipped));
    int least = 100, most = 100;
    for (int64_t i = 0; i < rows * columns; ++i) {
      double sum = 0;
      for (int64_t t = 0; t < 9; ++t) {
        int64_t r = i / columns + t / 3 - 1, c = i % columns + t % 3 - 1;
        r = r < 0 ? 0 : r >= rows ? rows - 1 : r;
        c = c < 0 ? 0 : c >= columns ? columns - 1 : c;
        sum += double(random[t]) * image[r * columns + c];
      }
      const double value = sum * k.gain + k.bias;
      want[i] = float(std::min(std::max(value, 0.0), 1.0));
      least += value < -1e-4 || value > 1 + 1e-4;
      most += value < 1e-4 || value > 1 - 1e-4;
    }
    expect(got, want, {1e-5, 1e-5});
    expect(clipped[0] >= least && clipped[0] <= most, "as many clipped as lie outside");

    const auto r = reals(rows * columns, 0, 1), g = reals(rows * columns, 0, 1),
               b = reals(rows * columns, 0, 1);
    const std::vector<float> offset = {0.25f};
    for (int64_t i = 0; i < rows * columns; ++i) {
      want[i] = float(0.25 + 0.5 * r[i] + 2.0 * g[i] - 1.0 * b[i]);
    }
    run(KERNEL(mix_planes),
        group<Mix>(group<std::array<dc::span<const float>, 3>>(in(r), in(g), in(b)),
                   packed(std::array<float, 3>{0.5f, 2.0f, -1.0f},
                          std::array<float, 3>{0.5f, 2.0f, -1.0f})),
        in(offset), out(got));
    expect(got, want, {1e-6, 1e-6});
  }
}
