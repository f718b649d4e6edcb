// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A pass against lists for each digit; all eight passes sort.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/sorting/radix_pass.dc.cpp"

#include <algorithm>
#include <iterator>
#include <utility>

SUITE_TEST() {
  for (int64_t n : {0, 1, 63, 64, 257, 4099}) {
    auto keys = integers<unsigned>(n, 0, UINT32_MAX), all = keys;
    const int64_t blocks = (n + threads - 1) / threads;
    for (int shift = 0; shift < 32; shift += ::bits) {
      std::vector<unsigned> counts(bins * blocks), sorted(n), expected;
      run(KERNEL(radix_count), in(keys), shift, out(counts, bins, blocks));
      for (unsigned place = 0; unsigned &count : counts) {
        place += std::exchange(count, place);
      }
      run(KERNEL(radix_scatter), in(keys), shift, in(counts, bins, blocks), out(sorted));
      for (unsigned digit = 0; digit < 16; ++digit) {
        std::copy_if(keys.begin(), keys.end(), std::back_inserter(expected),
                     [&](unsigned key) { return key / (1u << shift) % 16 == digit; });
      }
      expect(sorted, expected);
      keys = sorted;
    }
    std::sort(all.begin(), all.end());
    expect(keys, all);
  }
}
