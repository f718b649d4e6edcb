// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Conversions between numbers with no case left undefined. Part of dotcompute/kernel.h.
#ifndef DOTCOMPUTE_KERNEL_CONVERT_H
#define DOTCOMPUTE_KERNEL_CONVERT_H

#include <dotcompute/kernel/maths.h>

namespace dc {

/// Asks dc::convert for rounding to nearest, ties to even, where truncation is the default: from floats to integers. All other
/// conversions round that way anyhow.
struct rne_t {};
inline constexpr rne_t rne;
/// Asks dc::convert between integers for the nearest value of the target type, where wrapping is the default.
struct sat_t {};
inline constexpr sat_t sat;

namespace detail {

template <integer T>
struct limits {
  static constexpr bool is_signed = T(-1) < T(0);
  static constexpr int bits = 8 * static_cast<int>(sizeof(T));
  static constexpr T max = static_cast<T>(~0ull >> (64 - bits + (is_signed ? 1 : 0)));
  static constexpr T min = is_signed ? static_cast<T>(-static_cast<long long>(max) - 1) : T(0);
};

/// Truncates, saturates, NaN becomes 0: what a cast means on every device.
template <integer To, floating From>
constexpr To truncate(From x) {
#if defined(__DCC__)
  return static_cast<To>(x);
#else
  if constexpr (small_float<From>) {
    return truncate<To>(static_cast<float>(x));
  } else {
    // 2^bits and its half are exact in both float types; the largest integer itself need not be.
    From end = limits<To>::is_signed ? -static_cast<From>(limits<To>::min)
                                     : static_cast<From>(2) * static_cast<From>(1ull << (limits<To>::bits - 1));
    if (x != x) {
      return 0;
    }
    if (x >= end) {
      return limits<To>::max;
    }
    if (x <= static_cast<From>(limits<To>::min)) {
      return limits<To>::min;
    }
    return static_cast<To>(x);
  }
#endif
}

} // namespace detail

/// Converts between numbers with no case left undefined: floats to integers truncate and saturate (NaN becomes 0), integers wrap.
template <detail::number To, detail::number From>
constexpr To convert(From x) {
  if constexpr (detail::is_integer<To> && detail::is_float<From>) {
    return detail::truncate<To>(x);
  } else {
    return static_cast<To>(x);
  }
}

/// Floats to integers round to the nearest, ties to even, and saturate; NaN becomes 0.
template <detail::number To, detail::number From>
constexpr To convert(From x, rne_t) {
  if constexpr (detail::is_integer<To> && detail::small_float<From>) {
    return detail::truncate<To>(dc::rint(static_cast<float>(x)));
  } else if constexpr (detail::is_integer<To> && detail::is_float<From>) {
    return detail::truncate<To>(dc::rint(x));
  } else {
    return dc::convert<To>(x);
  }
}

/// Integers that do not fit become the nearest value that does. To floats, it changes nothing.
template <detail::number To, detail::number From>
constexpr To convert(From x, sat_t) {
  if constexpr (detail::is_float<To> || detail::is_float<From>) {
    return dc::convert<To>(x);
  } else if constexpr (detail::limits<From>::is_signed) {
    if (x < 0) {
      return !detail::limits<To>::is_signed || static_cast<long long>(x) < static_cast<long long>(detail::limits<To>::min)
                 ? detail::limits<To>::min
                 : static_cast<To>(x);
    }
    return static_cast<unsigned long long>(x) > static_cast<unsigned long long>(detail::limits<To>::max)
               ? detail::limits<To>::max
               : static_cast<To>(x);
  } else {
    return static_cast<unsigned long long>(x) > static_cast<unsigned long long>(detail::limits<To>::max)
               ? detail::limits<To>::max
               : static_cast<To>(x);
  }
}

/// Both tags, in either order.
template <detail::number To, detail::number From>
constexpr To convert(From x, rne_t, sat_t) {
  if constexpr (detail::is_integer<To> && detail::is_integer<From>) {
    return dc::convert<To>(x, sat);
  } else {
    return dc::convert<To>(x, rne);
  }
}
template <detail::number To, detail::number From>
constexpr To convert(From x, sat_t, rne_t) {
  return dc::convert<To>(x, rne, sat);
}

} // namespace dc

#endif // DOTCOMPUTE_KERNEL_CONVERT_H
