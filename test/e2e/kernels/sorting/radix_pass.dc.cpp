// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One pass of a radix sort, stable: count the digits of each block's part, then scatter to places
// that a scan of the counts gave.
#include <dotcompute/kernel.h>

constexpr int threads = 64, bits = 4, bins = 1 << bits;

inline int digitOf(unsigned key, int shift) { return static_cast<int>(key >> shift & (bins - 1)); }

/// counts(bin, block), so that a scan in the order of memory gives the places.
DC_KERNEL void radix_count(dc::span<const unsigned> keys, int shift, dc::view<unsigned, 2> counts) {
  DC_BLOCK(threads);
  DC_GRID(counts.extent(1));
  DC_REQUIRES(counts.extent(0) == bins);
  DC_SHARED unsigned local[bins];
  const auto t = dc::thread_id();
  if (t < bins) {
    local[t] = 0;
  }
  dc::barrier();
  if (auto i = dc::global_id(); i < keys.size()) {
    dc::atomic_add(local[digitOf(keys[i], shift)], 1u);
  }
  dc::barrier();
  if (t < bins) {
    counts(t, dc::block_id()) = local[t];
  }
}

DC_KERNEL void radix_scatter(dc::span<const unsigned> keys, int shift,
                             dc::view<const unsigned, 2> places, dc::span<unsigned> sorted) {
  DC_BLOCK(threads);
  DC_GRID(places.extent(1));
  DC_REQUIRES(places.extent(0) == bins && sorted.size() == keys.size());
  DC_SHARED int digits[threads];
  const auto t = dc::thread_id(), i = dc::global_id();
  const bool here = i < keys.size();
  digits[t] = here ? digitOf(keys[i], shift) : -1;
  dc::barrier();
  if (here) {
    unsigned rank = 0; // how many before it have the same digit
    for (dc::index other = 0; other < t; ++other) {
      rank += digits[other] == digits[t];
    }
    sorted[places(digits[t], dc::block_id()) + rank] = keys[i];
  }
}
