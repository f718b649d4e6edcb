// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The largest element and where it is, first of equals, NaN largest of all: a struct in shared
// memory, a function with two results.
#include <dotcompute/kernel.h>

struct Found {
  float value;
  int at;
};

/// NaN wins over every number, and the first of equals.
inline Found larger(Found a, Found b) {
  if (dc::isnan(a.value) != dc::isnan(b.value)) {
    return dc::isnan(a.value) ? a : b;
  }
  if (a.value != b.value && !dc::isnan(a.value)) {
    return a.value > b.value ? a : b;
  }
  return a.at < b.at ? a : b;
}

constexpr int threads = 128;

/// One row each block; -1 where a row is empty.
DC_KERNEL void argmax(dc::view<const float, 2> x, dc::span<int> at, dc::span<float> value) {
  DC_BLOCK(threads);
  DC_GRID(x.extent(0));
  DC_SHARED Found best[threads];
  const auto row = dc::block_id(), t = dc::thread_id();
  Found mine{-__builtin_huge_valf(), 0x7fffffff};
  for (auto c = t; c < x.extent(1); c += dc::block_dim()) {
    mine = larger(mine, {x(row, c), static_cast<int>(c)});
  }
  best[t] = mine;
  dc::barrier();
  for (int half = threads / 2; half > 0; half /= 2) {
    if (t < half) {
      best[t] = larger(best[t], best[t + half]);
    }
    dc::barrier();
  }
  if (t == 0) {
    at[row] = best[0].at == 0x7fffffff ? -1 : best[0].at;
    value[row] = best[0].value;
  }
}
