// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Run lengths against a scan from the right.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/text/run_length.dc.cpp"

SUITE_TEST() {
  for (int64_t n : suite::sizes) {
    auto x = integers<short>(n, -1, 1);
    std::vector<int> expected(n), length(n), runs = {0}, expectedRuns = {0};
    for (int64_t i = n - 1, count = 0; i >= 0; --i) {
      ++count;
      if (i == 0 || x[i - 1] != x[i]) {
        expected[i] = static_cast<int>(count);
        count = 0;
        ++expectedRuns[0];
      }
    }
    run(KERNEL(run_length<short>), in(x), out(length), inout(runs));
    expect(length, expected);
    expect(runs, expectedRuns);
  }
}
