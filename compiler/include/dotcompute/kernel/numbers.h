// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which types are numbers. Part of dotcompute/kernel.h.
#ifndef DOTCOMPUTE_KERNEL_NUMBERS_H
#define DOTCOMPUTE_KERNEL_NUMBERS_H

#include <dotcompute/base/types.h>

namespace dc {

namespace detail {

template <class T>
inline constexpr bool is_integer = false;
template <class T>
inline constexpr bool is_float = false;
template <>
inline constexpr bool is_float<float> = true;
template <>
inline constexpr bool is_float<double> = true;
template <>
inline constexpr bool is_float<f16> = true;
template <>
inline constexpr bool is_float<bf16> = true;
#define DC_INTEGER(T)                                                                              \
  template <>                                                                                      \
  inline constexpr bool is_integer<T> = true;
DC_INTEGER(char)
DC_INTEGER(signed char)
DC_INTEGER(unsigned char)
DC_INTEGER(short)
DC_INTEGER(unsigned short)
DC_INTEGER(int)
DC_INTEGER(unsigned)
DC_INTEGER(long)
DC_INTEGER(unsigned long)
DC_INTEGER(long long)
DC_INTEGER(unsigned long long)
#undef DC_INTEGER

template <class T>
concept integer = is_integer<T>;
template <class T>
concept floating = is_float<T>;
template <class T>
concept small_float = is_float<T> && sizeof(T) == 2;
template <class T>
concept number = is_integer<T> || is_float<T>;

} // namespace detail

} // namespace dc

#endif // DOTCOMPUTE_KERNEL_NUMBERS_H
