// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arithmetic that C++ has no operator for. Part of dotcompute/kernel.h.
#ifndef DOTCOMPUTE_KERNEL_ARITHMETIC_H
#define DOTCOMPUTE_KERNEL_ARITHMETIC_H

#include <dotcompute/kernel/numbers.h>

namespace dc {

// min and max propagate NaN, and -0 is less than +0.
template <detail::number T>
DC_INTRINSIC constexpr T min(T a, T b) {
  if constexpr (detail::is_float<T>) {
    if (a == b) {
      return __builtin_copysign(1.0, a) < 0 ? a : b;
    }
    return a < b ? a : b < a ? b : a + b;
  } else {
    return b < a ? b : a;
  }
}

template <detail::number T>
DC_INTRINSIC constexpr T max(T a, T b) {
  if constexpr (detail::is_float<T>) {
    if (a == b) {
      return __builtin_copysign(1.0, a) < 0 ? b : a;
    }
    return a > b ? a : b > a ? b : a + b;
  } else {
    return a < b ? b : a;
  }
}

template <detail::number T>
constexpr T clamp(T value, T low, T high) {
  return dc::min(dc::max(value, low), high);
}

/// The least integer has no positive counterpart: its absolute value is itself.
template <detail::number T>
DC_INTRINSIC constexpr T abs(T value) {
  if constexpr (detail::is_float<T>) {
    return static_cast<T>(__builtin_copysign(value, T(0)));
  } else {
    return value < T(0) ? static_cast<T>(0ull - static_cast<unsigned long long>(value)) : value;
  }
}

} // namespace dc

#endif // DOTCOMPUTE_KERNEL_ARITHMETIC_H
