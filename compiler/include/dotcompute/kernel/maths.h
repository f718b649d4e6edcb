// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mathematical functions. Part of dotcompute/kernel.h.
#ifndef DOTCOMPUTE_KERNEL_MATHS_H
#define DOTCOMPUTE_KERNEL_MATHS_H

#include <dotcompute/kernel/numbers.h>

namespace dc {

// Each is as precise as the host's.
#if defined(__DCC__)
#define DC_MATH_1(name)                                                                            \
  DC_INTRINSIC float name(float x);                                                                \
  DC_INTRINSIC double name(double x);
#else
#define DC_MATH_1(name)                                                                            \
  inline float name(float x) { return __builtin_##name##f(x); }                                    \
  inline double name(double x) { return __builtin_##name(x); }
#endif
DC_MATH_1(sqrt)
DC_MATH_1(fabs)
DC_MATH_1(floor)
DC_MATH_1(ceil)
DC_MATH_1(trunc)
DC_MATH_1(rint)
#undef DC_MATH_1
#if defined(__DCC__)
DC_INTRINSIC float fma(float x, float y, float z);
DC_INTRINSIC double fma(double x, double y, double z);
DC_INTRINSIC float copysign(float x, float sign);
DC_INTRINSIC double copysign(double x, double sign);
#else
inline float fma(float x, float y, float z) { return __builtin_fmaf(x, y, z); }
inline double fma(double x, double y, double z) { return __builtin_fma(x, y, z); }
inline float copysign(float x, float sign) { return __builtin_copysignf(x, sign); }
inline double copysign(double x, double sign) { return __builtin_copysign(x, sign); }
#endif

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

} // namespace dc

#endif // DOTCOMPUTE_KERNEL_MATHS_H
