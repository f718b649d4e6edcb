// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Conversions between numbers with no case left undefined. Part of dotcompute/kernel.h.
#ifndef DOTCOMPUTE_KERNEL_CONVERT_H
#define DOTCOMPUTE_KERNEL_CONVERT_H

#include <dotcompute/kernel/rounding.h>

namespace dc {

/// Asks dc::convert for the nearest value of the target type where a number does not fit: between integers, where wrapping is the
/// default, and to floats, where infinity is. Floats to integers saturate anyhow.
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

/// Rounds as `mode` says what is not exact; integers to integers wrap. Floats to integers saturate, and NaN becomes 0.
template <detail::number To, detail::number From, detail::rounding_tag Mode>
constexpr To convert(From x, Mode) {
  if constexpr (detail::is_integer<From> && detail::is_integer<To>) {
    return static_cast<To>(x);
  } else if constexpr (detail::small_float<From>) {
    return dc::convert<To>(static_cast<float>(x), Mode());
  } else if constexpr (detail::is_integer<To>) {
    return detail::truncate<To>(detail::round_to_integer(x, Mode::mode));
  } else if constexpr (detail::is_integer<From>) {
    return detail::round_integer<To>(x, Mode::mode);
  } else if constexpr (sizeof(To) < sizeof(From)) {
    return detail::round_float<To>(x, Mode::mode);
  } else {
    return static_cast<To>(x);
  }
}

/// What does not fit becomes the nearest number that does; of a float, that is the largest one, for infinity too.
template <detail::number To, detail::number From>
constexpr To convert(From x, sat_t) {
  if constexpr (detail::is_float<To>) {
    return detail::saturated(dc::convert<To>(x));
  } else if constexpr (detail::is_float<From>) {
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

/// Both, in either order.
template <detail::number To, detail::number From, detail::rounding_tag Mode>
constexpr To convert(From x, Mode, sat_t) {
  if constexpr (detail::is_integer<To> && detail::is_integer<From>) {
    return dc::convert<To>(x, sat);
  } else if constexpr (detail::is_float<To>) {
    return detail::saturated(dc::convert<To>(x, Mode()));
  } else {
    return dc::convert<To>(x, Mode());
  }
}
template <detail::number To, detail::number From, detail::rounding_tag Mode>
constexpr To convert(From x, sat_t, Mode) {
  return dc::convert<To>(x, Mode(), sat);
}

} // namespace dc

#endif // DOTCOMPUTE_KERNEL_CONVERT_H
