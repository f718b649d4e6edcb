// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The lengths of runs of equal elements: a template over the element type with a concept, while
// loops with two conditions.
#include <dotcompute/kernel.h>

#include <concepts>

/// At the first element of a run its length, elsewhere 0. `runs` counts the runs.
template <std::integral T>
DC_KERNEL void run_length(dc::span<const T> x, dc::span<int> length, dc::span<int> runs) {
  DC_DOMAIN(x.size());
  auto i = dc::global_id();
  if (i > 0 && x[i - 1] == x[i]) {
    length[i] = 0;
    return;
  }
  dc::index end = i + 1;
  while (end < x.size() && x[end] == x[i]) {
    ++end;
  }
  length[i] = static_cast<int>(end - i);
  dc::atomic_add(runs[0], 1);
}
template void run_length<short>(dc::span<const short>, dc::span<int>, dc::span<int>);
template void run_length<bool>(dc::span<const bool>, dc::span<int>, dc::span<int>);
