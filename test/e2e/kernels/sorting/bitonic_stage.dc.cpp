// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One stage of a bitonic sort of the whole array, launched from the host: a comparison given as a
// template argument, swaps by value.
#include <dotcompute/kernel.h>

struct Ascending {
  template <class T> constexpr bool operator()(T a, T b) const { return a < b; }
};
struct Descending {
  template <class T> constexpr bool operator()(T a, T b) const { return b < a; }
};

/// Thread i owns the pair whose lower end is the i-th index with the bit `step` clear.
template <class T, class Before>
DC_KERNEL void bitonic_stage(dc::index size, dc::index step, dc::span<T> x) {
  DC_DOMAIN(x.size() / 2);
  const auto i = dc::global_id();
  const auto low = (i & ~(step - 1)) * 2 + (i & (step - 1)), high = low + step;
  const T a = x[low], b = x[high];
  const bool ordered = (low & size) == 0;
  if (Before{}(b, a) == ordered) {
    x[low] = b;
    x[high] = a;
  }
}
template void bitonic_stage<int, Ascending>(dc::index, dc::index, dc::span<int>);
template void bitonic_stage<float, Descending>(dc::index, dc::index, dc::span<float>);
