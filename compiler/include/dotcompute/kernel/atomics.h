// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Atomic operations on elements. Part of dotcompute/kernel.h.
#ifndef DOTCOMPUTE_KERNEL_ATOMICS_H
#define DOTCOMPUTE_KERNEL_ATOMICS_H

#include <dotcompute/kernel/arithmetic.h>

namespace dc {

// Atomics: each changes an element of a span in one step, whatever other threads do to it meanwhile, and returns the value before. They
// order nothing but themselves. Elements are integers of 32 or 64 bits, float or double; add and sub take dc::f16 and dc::bf16, too (a sum
// in float, rounded once); and, or, xor take integers only. Integers wrap,
// min and max propagate NaN, compare_exchange compares bits. Adding floats on CUDA takes subnormal numbers for zero.
namespace detail {
template <class T>
struct same_as_element {
  using type = T;
};
template <class T>
using same = typename same_as_element<T>::type; // an argument that converts to the element's type
} // namespace detail

#if defined(__DCC__)
template <class T>
DC_INTRINSIC T atomic_load(const T &element);
template <class T>
DC_INTRINSIC void atomic_store(T &element, detail::same<T> value);
template <class T>
DC_INTRINSIC T atomic_compare_exchange(T &element, detail::same<T> expected, detail::same<T> desired);
#define DC_ATOMIC(name)                                                                            \
  template <class T>                                                                               \
  DC_INTRINSIC T atomic_##name(T &element, detail::same<T> value);
DC_ATOMIC(exchange)
DC_ATOMIC(add)
DC_ATOMIC(sub)
DC_ATOMIC(min)
DC_ATOMIC(max)
DC_ATOMIC(and)
DC_ATOMIC(or)
DC_ATOMIC(xor)
#undef DC_ATOMIC
#else
namespace detail {

template <class T>
concept atomic_number = number<T> && (sizeof(T) == 4 || sizeof(T) == 8);
template <class T>
concept atomic_summand = atomic_number<T> || small_float<T>;
template <class T>
concept atomic_integer = atomic_number<T> && is_integer<T>;

template <class T, class Change>
inline T atomic_update(T &element, Change change) {
  T old;
  __atomic_load(&element, &old, __ATOMIC_RELAXED);
  T wanted = change(old);
  while (!__atomic_compare_exchange(&element, &old, &wanted, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED)) {
    wanted = change(old);
  }
  return old;
}

} // namespace detail

template <detail::atomic_number T>
inline T atomic_load(const T &element) {
  T value;
  __atomic_load(&element, &value, __ATOMIC_RELAXED);
  return value;
}

template <detail::atomic_number T>
inline void atomic_store(T &element, detail::same<T> value) {
  __atomic_store(&element, &value, __ATOMIC_RELAXED);
}

template <detail::atomic_number T>
inline T atomic_exchange(T &element, detail::same<T> value) {
  T old;
  __atomic_exchange(&element, &value, &old, __ATOMIC_RELAXED);
  return old;
}

template <detail::atomic_number T>
inline T atomic_compare_exchange(T &element, detail::same<T> expected, detail::same<T> desired) {
  __atomic_compare_exchange(&element, &expected, &desired, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED);
  return expected;
}

template <detail::atomic_summand T>
inline T atomic_add(T &element, detail::same<T> value) {
  if constexpr (detail::is_integer<T>) {
    return __atomic_fetch_add(&element, value, __ATOMIC_RELAXED);
  } else {
    return detail::atomic_update(element, [=](T old) { return old + value; });
  }
}

template <detail::atomic_summand T>
inline T atomic_sub(T &element, detail::same<T> value) {
  if constexpr (detail::is_integer<T>) {
    return __atomic_fetch_sub(&element, value, __ATOMIC_RELAXED);
  } else {
    return detail::atomic_update(element, [=](T old) { return old - value; });
  }
}

template <detail::atomic_number T>
inline T atomic_min(T &element, detail::same<T> value) {
  return detail::atomic_update(element, [=](T old) { return dc::min(old, value); });
}

template <detail::atomic_number T>
inline T atomic_max(T &element, detail::same<T> value) {
  return detail::atomic_update(element, [=](T old) { return dc::max(old, value); });
}

template <detail::atomic_integer T>
inline T atomic_and(T &element, detail::same<T> value) {
  return __atomic_fetch_and(&element, value, __ATOMIC_RELAXED);
}

template <detail::atomic_integer T>
inline T atomic_or(T &element, detail::same<T> value) {
  return __atomic_fetch_or(&element, value, __ATOMIC_RELAXED);
}

template <detail::atomic_integer T>
inline T atomic_xor(T &element, detail::same<T> value) {
  return __atomic_fetch_xor(&element, value, __ATOMIC_RELAXED);
}
#endif

} // namespace dc

#endif // DOTCOMPUTE_KERNEL_ATOMICS_H
