// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Prefix sums and maxima against std::exclusive_scan, over two levels of blocks.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/sorting/block_prefix.dc.cpp"

#include <numeric>

namespace {
template <class Op>
void scan(suite::Test &test,
          suite::Kernel<dc::span<const long>, dc::span<long>, dc::span<long>> inBlocks,
          suite::Kernel<dc::span<const long>, dc::span<long>> add) {
  for (int64_t n : suite::sizes) {
    auto x = test.integers<long>(n, INT64_MIN, INT64_MAX);
    std::vector<long> prefix(n), expected(n), totals((n + perBlock - 1) / perBlock),
        before(totals.size());
    std::vector<long> second((totals.size() + perBlock - 1) / perBlock);
    test.run(inBlocks, test.in(x), test.out(prefix), test.out(totals));
    test.run(inBlocks, test.in(totals), test.out(before), test.out(second));
    test.expect(second.size() <= 1, "two levels are enough");
    test.run(add, test.in(before), test.inout(prefix));
    std::exclusive_scan(x.begin(), x.end(), expected.begin(), Op::identity, Op{});
    test.expect(prefix, expected);
  }
}
} // namespace

SUITE_TEST() {
  scan<Plus>(*this, KERNEL(block_prefix<Plus>), KERNEL(add_before<Plus>));
  scan<Largest>(*this, KERNEL(block_prefix<Largest>), KERNEL(add_before<Largest>));
}
