// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The ways to round in dc::convert, and how each follows from rounding to nearest. Part of
// dotcompute/kernel.h.
#ifndef DOTCOMPUTE_KERNEL_ROUNDING_H
#define DOTCOMPUTE_KERNEL_ROUNDING_H

#include <dotcompute/kernel/maths.h>

namespace dc {

namespace detail {
enum class rounding { nearest_even, to_zero, up, down, nearest_away };
} // namespace detail

/// How dc::convert rounds what its target type cannot hold. Floats to integers truncate by default,
/// all other conversions round to nearest, ties to even.
struct rne_t { ///< to nearest, ties to even
  static constexpr detail::rounding mode = detail::rounding::nearest_even;
};
struct rtz_t { ///< towards zero
  static constexpr detail::rounding mode = detail::rounding::to_zero;
};
struct rtp_t { ///< towards positive infinity
  static constexpr detail::rounding mode = detail::rounding::up;
};
struct rtn_t { ///< towards negative infinity
  static constexpr detail::rounding mode = detail::rounding::down;
};
struct rna_t { ///< to nearest, ties away from zero
  static constexpr detail::rounding mode = detail::rounding::nearest_away;
};
inline constexpr rne_t rne;
inline constexpr rtz_t rtz;
inline constexpr rtp_t rtp;
inline constexpr rtn_t rtn;
inline constexpr rna_t rna;

namespace detail {

template <class T>
concept rounding_tag = requires { T::mode; };

/// The bits of a float as an unsigned integer of its size, and back.
template <floating T> constexpr auto bits_of(T x) {
  if constexpr (small_float<T>) {
    return x.bits();
  } else if constexpr (sizeof(T) == 4) {
    return __builtin_bit_cast(unsigned, x);
  } else {
    return __builtin_bit_cast(unsigned long long, x);
  }
}
template <floating T> constexpr T float_of(unsigned long long bits) {
  if constexpr (small_float<T>) {
    return T::from_bits(static_cast<unsigned short>(bits));
  } else if constexpr (sizeof(T) == 4) {
    return __builtin_bit_cast(float, static_cast<unsigned>(bits));
  } else {
    return __builtin_bit_cast(double, bits);
  }
}

/// The neighbour with the next magnitude; behind the largest number comes infinity, before the
/// least one zero.
template <floating T> constexpr T larger(T x) { return float_of<T>(bits_of(x) + 1ull); }
template <floating T> constexpr T smaller(T x) { return float_of<T>(bits_of(x) - 1ull); }

/// What `nearest`, of a number that is neither NaN nor exact, must become. `isLarger` says that its
/// magnitude is the larger one, `isNegative` is the sign of both, and `isTie` that the number lies
/// half way to the next larger magnitude.
template <floating T>
constexpr T corrected(T nearest, rounding mode, bool isLarger, bool isNegative, bool isTie) {
  switch (mode) {
  case rounding::to_zero:
    return isLarger ? smaller(nearest) : nearest;
  case rounding::up:
    return isLarger == isNegative ? (isNegative ? smaller(nearest) : larger(nearest)) : nearest;
  case rounding::down:
    return isLarger != isNegative ? (isNegative ? larger(nearest) : smaller(nearest)) : nearest;
  case rounding::nearest_away:
    return isTie ? larger(nearest) : nearest;
  case rounding::nearest_even:
    break;
  }
  return nearest;
}

/// From a wider float.
template <floating To, floating From> constexpr To round_float(From x, rounding mode) {
  To nearest = static_cast<To>(x);
  From back = static_cast<From>(nearest);
  if (x != x || back == x || mode == rounding::nearest_even) {
    return nearest;
  }
  bool isNegative = x < 0;
  From magnitude = isNegative ? -x : x;
  From rounded = isNegative ? -back : back;
  bool isTie = false;
  if (mode == rounding::nearest_away && rounded < magnitude) {
    From next = static_cast<From>(larger(nearest));
    // Both differences are exact where they can be equal.
    isTie = (isNegative ? -next : next) - magnitude == magnitude - rounded;
  }
  // A number that rounds to zero has lost its sign to `back`, but not to `nearest`.
  return corrected(nearest, mode, rounded > magnitude, isNegative, isTie);
}

/// From an integer.
template <floating To, integer From> constexpr To round_integer(From x, rounding mode) {
  To nearest = static_cast<To>(x);
  if (mode == rounding::nearest_even) {
    return nearest;
  }
  bool isNegative = x < From(0);
  unsigned long long magnitude =
      isNegative ? 0ull - static_cast<unsigned long long>(x) : static_cast<unsigned long long>(x);
  // As a double, every 16-bit float is itself, and so is a float.
  double rounded = static_cast<double>(nearest);
  rounded = isNegative ? -rounded : rounded;
  bool isBeyond = rounded >= 0x1p64; // infinity, too
  unsigned long long back = isBeyond ? 0 : static_cast<unsigned long long>(rounded);
  if (!isBeyond && back == magnitude) {
    return nearest;
  }
  bool isLarger = isBeyond || back > magnitude;
  bool isTie = false;
  if (mode == rounding::nearest_away && !isLarger) {
    double next = static_cast<double>(larger(nearest));
    next = isNegative ? -next : next;
    // Up to 2^64 itself, which wraps to 0 as the difference does.
    unsigned long long above = next >= 0x1p64 ? 0 : static_cast<unsigned long long>(next);
    isTie = next <= 0x1p64 && above - magnitude == magnitude - back;
  }
  return corrected(nearest, mode, isLarger, isNegative, isTie);
}

/// Infinity becomes the largest number.
template <floating T> constexpr T saturated(T x) {
  using Wide = double;
  Wide wide = static_cast<Wide>(x);
  bool isInfinite = wide - wide != 0 && wide == wide;
  return isInfinite ? smaller(x) : x;
}

/// To an integer, which is still a float then.
template <floating From> From round_to_integer(From x, rounding mode) {
  switch (mode) {
  case rounding::nearest_even:
    return dc::rint(x);
  case rounding::up:
    return dc::ceil(x);
  case rounding::down:
    return dc::floor(x);
  case rounding::nearest_away:
    return dc::round(x);
  case rounding::to_zero:
    break;
  }
  return x;
}

} // namespace detail

} // namespace dc

#endif // DOTCOMPUTE_KERNEL_ROUNDING_H
