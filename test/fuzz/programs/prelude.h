// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What random kernels are written with. What C++ leaves undefined and the kernel language does not
// is spelled out for the host here.
#pragma once

#include <dotcompute/kernel.h>

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <type_traits>
#include <utility>

using i8 = signed char;
using u8 = unsigned char;
using i16 = short;
using u16 = unsigned short;
using i32 = int;
using u32 = unsigned;
using i64 = long long;
using u64 = unsigned long long;
using f32 = float;
using f64 = double;
using dc::bf16;
using dc::f16;

#if defined(__DCC__)
#define ZEROED
template <class To, class From> constexpr To to(From x) { return static_cast<To>(x); }
template <class A, class B> constexpr auto shl(A a, B b) { return a << b; }
template <class A, class B> constexpr auto shr(A a, B b) { return a >> b; }
template <class A, class B> constexpr auto quotient(A a, B b) { return a / b; }
template <class A, class B> constexpr auto rest(A a, B b) { return a % b; }
template <class S> auto at(S x, dc::index i) { return x[i]; }
template <class S, class T> void put(S x, dc::index i, T value) { x[i] = value; }
#else
#define ZEROED                                                                                     \
  {                                                                                                \
  }
inline bool faulted;
template <class To, class From> constexpr To to(From x) { return dc::convert<To>(x); }
template <class A> constexpr unsigned masked(A count, unsigned long long size) {
  return static_cast<unsigned>(static_cast<unsigned long long>(count) & (8 * size - 1));
}
template <class A, class B> constexpr auto shl(A a, B b) {
  using T = decltype(+a);
  return static_cast<T>(static_cast<std::make_unsigned_t<T>>(a) << masked(b, sizeof(T)));
}
template <class A, class B> constexpr auto shr(A a, B b) { return +a >> masked(b, sizeof(+a)); }
template <class A, class B> constexpr auto quotient(A a, B b) {
  using T = decltype(a / b);
  T x = static_cast<T>(a), y = static_cast<T>(b);
  if (y == 0) {
    faulted = true;
    return T(0);
  }
  if (std::is_signed_v<T> && y == T(-1)) {
    return static_cast<T>(T(0) - x);
  }
  return static_cast<T>(x / y);
}
template <class A, class B> constexpr auto rest(A a, B b) {
  using T = decltype(a % b);
  T x = static_cast<T>(a), y = static_cast<T>(b);
  if (y == 0) {
    faulted = true;
    return T(0);
  }
  if (std::is_signed_v<T> && y == T(-1)) {
    return T(0);
  }
  return static_cast<T>(x % y);
}
template <class S> auto at(S x, dc::index i) {
  using T = std::remove_cv_t<typename S::element_type>;
  if (i < 0 || i >= x.size()) {
    faulted = true;
    return T{};
  }
  return x[i];
}
template <class S, class T> void put(S x, dc::index i, T value) {
  if (i < 0 || i >= x.size()) {
    faulted = true;
    return;
  }
  x[i] = value;
}
#endif

/// A divisor that is not 0.
template <class T> constexpr T some(T x) { return x == T(0) ? T(1) : x; }
/// A place in an array of `size` elements, size > 0.
constexpr dc::index wrap(i64 x, dc::index size) {
  return static_cast<dc::index>(static_cast<u64>(x) % static_cast<u64>(size));
}
/// The value's bits. Which bits a NaN has is nobody's promise.
template <class T> constexpr u64 bits_of(T x) {
  if constexpr (std::is_same_v<T, f64>) {
    return x == x ? std::bit_cast<u64>(x) : 0x7ff8000000000000ull;
  } else if constexpr (std::is_same_v<T, f32>) {
    return x == x ? std::bit_cast<u32>(x) : 0x7fc00000u;
  } else if constexpr (std::is_same_v<T, f16> || std::is_same_v<T, bf16>) {
    return x == x ? x.bits() : 0x7fffu;
  } else {
    return static_cast<u64>(x);
  }
}
constexpr u64 mix(u64 sum, u64 x) { return (std::rotl(sum, 23) ^ x) * 0x9e3779b97f4a7c15ull; }

template <class F, class T> auto apply(F f, T x) { return f(x); }
template <class F> void times(int n, F f) {
  for (int k = 0; k < n; ++k) {
    f(k);
  }
}
template <class T, class... U> constexpr auto sum_of(T first, U... others) {
  return (first + ... + others);
}
/// A function with a barrier.
inline void meet() { dc::barrier(); }
