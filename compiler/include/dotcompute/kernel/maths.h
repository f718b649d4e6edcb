// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mathematical functions. Part of dotcompute/kernel.h.
#ifndef DOTCOMPUTE_KERNEL_MATHS_H
#define DOTCOMPUTE_KERNEL_MATHS_H

#include <dotcompute/kernel/numbers.h>

namespace dc {

// With C's meaning, NaN, infinities, signed zeros and subnormals included. On devices the error is bounded (docs/maths.md); on the host
// these are the host's own. On 16-bit floats each computes in float and rounds once.
#define DC_SMALL_1(name)                                                                           \
  template <detail::small_float T>                                                                 \
  inline T name(T x) {                                                                             \
    return T(name(float(x)));                                                                      \
  }
#define DC_SMALL_2(name)                                                                           \
  template <detail::small_float T>                                                                 \
  inline T name(T x, T y) {                                                                        \
    return T(name(float(x), float(y)));                                                            \
  }
#define DC_SMALL_3(name)                                                                           \
  template <detail::small_float T>                                                                 \
  inline T name(T x, T y, T z) {                                                                   \
    return T(name(float(x), float(y), float(z)));                                                  \
  }
#if defined(__DCC__)
#define DC_MATH_1(name)                                                                            \
  DC_INTRINSIC float name(float x);                                                                \
  DC_INTRINSIC double name(double x);                                                              \
  DC_SMALL_1(name)
#define DC_MATH_2(name)                                                                            \
  DC_INTRINSIC float name(float x, float y);                                                       \
  DC_INTRINSIC double name(double x, double y);                                                    \
  DC_SMALL_2(name)
#define DC_MATH_3(name)                                                                            \
  DC_INTRINSIC float name(float x, float y, float z);                                              \
  DC_INTRINSIC double name(double x, double y, double z);                                          \
  DC_SMALL_3(name)
#else
#define DC_MATH_1(name)                                                                            \
  inline float name(float x) { return __builtin_##name##f(x); }                                    \
  inline double name(double x) { return __builtin_##name(x); }                                     \
  DC_SMALL_1(name)
#define DC_MATH_2(name)                                                                            \
  inline float name(float x, float y) { return __builtin_##name##f(x, y); }                        \
  inline double name(double x, double y) { return __builtin_##name(x, y); }                        \
  DC_SMALL_2(name)
#define DC_MATH_3(name)                                                                            \
  inline float name(float x, float y, float z) { return __builtin_##name##f(x, y, z); }            \
  inline double name(double x, double y, double z) { return __builtin_##name(x, y, z); }         \
  DC_SMALL_3(name)
#endif
// Exact, or rounded once.
DC_MATH_1(sqrt)
DC_MATH_1(fabs)
DC_MATH_1(floor)
DC_MATH_1(ceil)
DC_MATH_1(trunc)
DC_MATH_1(round) // halves away from zero
DC_MATH_1(rint)  // halves to even
DC_MATH_2(copysign)
DC_MATH_2(fmod)
DC_MATH_2(fmin) // of a number and a NaN, the number; dc::min propagates NaN
DC_MATH_2(fmax)
DC_MATH_3(fma) // one rounding on every target
// Approximations.
DC_MATH_1(cbrt)
DC_MATH_2(hypot)
DC_MATH_1(exp)
DC_MATH_1(exp2)
DC_MATH_1(expm1)
DC_MATH_1(log)
DC_MATH_1(log2)
DC_MATH_1(log10)
DC_MATH_1(log1p)
DC_MATH_2(pow)
DC_MATH_1(sin)
DC_MATH_1(cos)
DC_MATH_1(tan)
DC_MATH_1(asin)
DC_MATH_1(acos)
DC_MATH_1(atan)
DC_MATH_2(atan2)
DC_MATH_1(sinh)
DC_MATH_1(cosh)
DC_MATH_1(tanh)
DC_MATH_1(asinh)
DC_MATH_1(acosh)
DC_MATH_1(atanh)
DC_MATH_1(erf)
DC_MATH_1(erfc)
#undef DC_MATH_1
#undef DC_MATH_2
#undef DC_MATH_3

#if defined(__DCC__)
/// 1 / sqrt(x).
DC_INTRINSIC float rsqrt(float x);
DC_INTRINSIC double rsqrt(double x);
#else
inline float rsqrt(float x) { return 1.0f / __builtin_sqrtf(x); }
inline double rsqrt(double x) { return 1.0 / __builtin_sqrt(x); }
#endif
DC_SMALL_1(rsqrt)
#undef DC_SMALL_1
#undef DC_SMALL_2
#undef DC_SMALL_3

template <detail::floating T>
constexpr bool isnan(T x) {
  return x != x;
}
template <detail::floating T>
constexpr bool isinf(T x) {
  return x == static_cast<T>(__builtin_huge_val()) || x == -static_cast<T>(__builtin_huge_val());
}
template <detail::floating T>
constexpr bool isfinite(T x) {
  return x - x == T(0);
}

/// How many bits are set.
template <detail::integer T>
DC_INTRINSIC constexpr int popcount(T x) {
  constexpr int unused = 64 - 8 * static_cast<int>(sizeof(T));
  return __builtin_popcountll(static_cast<unsigned long long>(x) << unused);
}
/// How many zeros stand before the highest set bit; all of them for 0.
template <detail::integer T>
DC_INTRINSIC constexpr int clz(T x) {
  constexpr int unused = 64 - 8 * static_cast<int>(sizeof(T));
  return x == 0 ? 64 - unused : __builtin_clzll(static_cast<unsigned long long>(x) << unused);
}

} // namespace dc

#endif // DOTCOMPUTE_KERNEL_MATHS_H
