// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Prefix sums of any length: each block scans its part (up and down a tree), and a second kernel
// adds what comes before. The operation is a template argument.
#include <dotcompute/kernel.h>

struct Plus {
  static constexpr long identity = 0;
  constexpr long operator()(long a, long b) const { return a + b; }
};
struct Largest {
  static constexpr long identity = -0x7fffffffffffffff - 1;
  constexpr long operator()(long a, long b) const { return a < b ? b : a; }
};

constexpr int threads = 64, perBlock = 2 * threads;

/// Exclusive within a block, two elements for each thread; the block's total goes to `totals`.
template <class Op>
DC_KERNEL void block_prefix(dc::span<const long> x, dc::span<long> prefix, dc::span<long> totals) {
  DC_BLOCK(threads);
  DC_GRID(totals.size());
  DC_SHARED long tree[perBlock];
  constexpr Op op{};
  const auto t = dc::thread_id(), first = dc::block_id() * perBlock;
  for (auto k = t; k < perBlock; k += threads) {
    tree[k] = first + k < x.size() ? x[first + k] : Op::identity;
  }
  dc::index apart = 1;
  for (int pairs = perBlock / 2; pairs > 0; pairs /= 2, apart *= 2) {
    dc::barrier();
    if (t < pairs) {
      const auto left = apart * (2 * t + 1) - 1, right = left + apart;
      tree[right] = op(tree[left], tree[right]);
    }
  }
  dc::barrier();
  if (t == 0) {
    totals[dc::block_id()] = tree[perBlock - 1];
    tree[perBlock - 1] = Op::identity;
  }
  for (int pairs = 1; pairs < perBlock; pairs *= 2) {
    apart /= 2;
    dc::barrier();
    if (t < pairs) {
      const auto left = apart * (2 * t + 1) - 1, right = left + apart;
      const long kept = tree[left];
      tree[left] = tree[right];
      tree[right] = op(kept, tree[right]);
    }
  }
  dc::barrier();
  for (auto k = t; k < perBlock && first + k < prefix.size(); k += threads) {
    prefix[first + k] = tree[k];
  }
}
template void block_prefix<Plus>(dc::span<const long>, dc::span<long>, dc::span<long>);
template void block_prefix<Largest>(dc::span<const long>, dc::span<long>, dc::span<long>);

template <class Op> DC_KERNEL void add_before(dc::span<const long> before, dc::span<long> prefix) {
  DC_DOMAIN(prefix.size());
  const auto i = dc::global_id();
  prefix[i] = Op{}(before[i / perBlock], prefix[i]);
}
template void add_before<Plus>(dc::span<const long>, dc::span<long>);
template void add_before<Largest>(dc::span<const long>, dc::span<long>);
