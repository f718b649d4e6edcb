// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Subgroups against loops over the whole array.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/sorting/subgroup_prefix.dc.cpp"

SUITE_TEST() {
  for (int64_t n : suite::sizes) {
    const auto x = integers<int>(n, -1000, 1000);
    const int64_t blocks = (n + 255) / 256;
    std::vector<int> sums(blocks), most(blocks), before(n), wantSums(blocks), wantBefore(n),
        wantMost(blocks, INT32_MIN);
    run(KERNEL(subgroup_reduce), in(x), out(sums), out(most));
    run(KERNEL(subgroup_scan), in(x), out(before));
    for (int64_t i = 0; i < n; ++i) {
      wantBefore[i] = i % 256 ? wantBefore[i - 1] + x[i - 1] : 0;
      wantSums[i / 256] += x[i];
      wantMost[i / 256] = std::max(wantMost[i / 256], x[i]);
    }
    expect(sums, wantSums);
    expect(most, wantMost);
    expect(before, wantBefore);

    const int64_t parts = (n + 63) / 64;
    std::vector<int> places(parts * 64, -1), wantPlaces(parts * 64, -1), count(parts),
        wantCount(parts);
    run(KERNEL(subgroup_compact), in(x), inout(places), out(count));
    for (int64_t i = 0; i < n; ++i) {
      if (x[i] < 0) {
        wantPlaces[i / 64 * 64 + wantCount[i / 64]++] = static_cast<int>(i);
      }
    }
    expect(places, wantPlaces);
    expect(count, wantCount);
  }
}
