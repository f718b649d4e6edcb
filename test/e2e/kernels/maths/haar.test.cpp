// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The wavelet: the mean rounded down where nothing wraps, and the same numbers again.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/maths/haar.dc.cpp"

SUITE_TEST() {
  for (int64_t n : suite::sizes) {
    for (int range : {1000, 32767}) {
      auto x = integers<int16_t>(n, -range - 1, range);
      std::vector<int16_t> low((n + 1) / 2), high(n / 2), back(n);
      run(KERNEL(haar), in(x), out(low), out(high));
      if (range == 1000) {
        std::vector<int16_t> mean;
        for (int64_t i = 0; i < n; i += 2) {
          double sum = i + 1 < n ? double(x[i]) + x[i + 1] : 2.0 * x[i];
          mean.push_back(static_cast<int16_t>(std::floor(sum / 2)));
        }
        expect(low, mean);
      }
      run(KERNEL(haar_back), in(low), in(high), out(back));
      expect(back, x);
    }
  }
}
