// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Atomic accesses: one kernel for each idiom, and one that makes every operation for a type.
#include <dotcompute/kernel.h>

/// One thread for each value; a value outside the bins is a fault and counts nowhere.
DC_KERNEL void histogram(dc::span<const int> values, dc::span<int> bins) {
  DC_DOMAIN(values.size());
  auto i = dc::global_id();
  dc::atomic_add(bins[values[i]], 1);
}

/// Each chosen value gets a slot of its own; the order is open.
DC_KERNEL void ticket(dc::span<const int> values, dc::span<int> chosen, dc::span<int> count, int limit) {
  DC_DOMAIN(values.size());
  auto i = dc::global_id();
  if (values[i] < limit) {
    int slot = dc::atomic_add(count[0], 1);
    if (slot < chosen.size()) {
      chosen[slot] = values[i];
    }
  }
}

/// What no operation does: a product, by compare and exchange. The loop ends for the lanes of a warp one after the other.
template <class T>
DC_KERNEL void product(dc::span<const T> values, dc::span<T> result) {
  DC_DOMAIN(values.size());
  auto i = dc::global_id();
  T old = dc::atomic_load(result[0]);
  T assumed = old;
  do {
    assumed = old;
    old = dc::atomic_compare_exchange(result[0], assumed, static_cast<T>(assumed * values[i]));
  } while (old != assumed);
}
template void product<unsigned>(dc::span<const unsigned>, dc::span<unsigned>);
template void product<unsigned long long>(dc::span<const unsigned long long>, dc::span<unsigned long long>);
template void product<float>(dc::span<const float>, dc::span<float>);
template void product<double>(dc::span<const double>, dc::span<double>);

/// The first writer wins, whatever the bits mean: NaN finds NaN, +0 does not find -0.
template <class T>
DC_KERNEL void replace(dc::span<T> x, T expected, T desired, dc::span<T> old) {
  DC_DOMAIN(x.size());
  auto i = dc::global_id();
  old[i] = dc::atomic_compare_exchange(x[i], expected, desired);
}
template void replace<float>(dc::span<float>, float, float, dc::span<float>);
template void replace<double>(dc::span<double>, double, double, dc::span<double>);

/// result: 0 sum, 1 negated sum, 2 least, 3 greatest, 4 the last one stored. `exchanged` is a set: its elements and those that
/// `old` was given are together what was there before and what was put in.
template <class T>
DC_KERNEL void reduce(dc::span<const T> values, dc::span<T> result, dc::span<T> exchanged, dc::span<T> old) {
  DC_DOMAIN(values.size());
  auto i = dc::global_id();
  T v = values[i];
  dc::atomic_add(result[0], v);
  dc::atomic_sub(result[1], v);
  dc::atomic_min(result[2], v);
  dc::atomic_max(result[3], v);
  dc::atomic_store(result[4], v);
  old[i] = dc::atomic_exchange(exchanged[i % exchanged.size()], v);
}
template void reduce<int>(dc::span<const int>, dc::span<int>, dc::span<int>, dc::span<int>);
template void reduce<unsigned>(dc::span<const unsigned>, dc::span<unsigned>, dc::span<unsigned>, dc::span<unsigned>);
template void reduce<long long>(dc::span<const long long>, dc::span<long long>, dc::span<long long>, dc::span<long long>);
template void reduce<unsigned long long>(dc::span<const unsigned long long>, dc::span<unsigned long long>,
                                         dc::span<unsigned long long>, dc::span<unsigned long long>);
template void reduce<float>(dc::span<const float>, dc::span<float>, dc::span<float>, dc::span<float>);
template void reduce<double>(dc::span<const double>, dc::span<double>, dc::span<double>, dc::span<double>);

/// result: 0 and, 1 or, 2 xor.
template <class T>
DC_KERNEL void bits(dc::span<const T> values, dc::span<T> result) {
  DC_DOMAIN(values.size());
  auto i = dc::global_id();
  dc::atomic_and(result[0], values[i]);
  dc::atomic_or(result[1], values[i]);
  dc::atomic_xor(result[2], values[i]);
}
template void bits<int>(dc::span<const int>, dc::span<int>);
template void bits<unsigned>(dc::span<const unsigned>, dc::span<unsigned>);
template void bits<long long>(dc::span<const long long>, dc::span<long long>);
template void bits<unsigned long long>(dc::span<const unsigned long long>, dc::span<unsigned long long>);

/// Each of three neighbours of 16 bits is counted up by a third of the threads, and what lies beside them stays.
template <class T>
DC_KERNEL void count_small(dc::span<T> counts, dc::span<T> old) {
  DC_DOMAIN(old.size());
  auto i = dc::global_id();
  old[i] = dc::atomic_add(counts[1 + i % 3], T(1.0f));
  dc::atomic_sub(counts[4], T(-0.5f));
}
template void count_small<dc::f16>(dc::span<dc::f16>, dc::span<dc::f16>);
template void count_small<dc::bf16>(dc::span<dc::bf16>, dc::span<dc::bf16>);
