// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The kernel language. dcc compiles kernels for devices; any C++20 compiler runs the same source on the host
// (see dotcompute/host.h).
#ifndef DOTCOMPUTE_KERNEL_H
#define DOTCOMPUTE_KERNEL_H

#include <dotcompute/base/types.h>

// DC_KERNEL void f(...)   a kernel: what one thread of a domain does
// DC_DOMAIN(e0, e1, e2);  the domain of 1 to 3 extents, for every launcher to compute; sizes, scalar parameters and constants only
// DC_REQUIRES(condition); checked once at launch; same expressions, and dc::domain(d)
// DC_ENSURES(condition);  claimed of every launch, for validation to prove; same expressions
// DC_TRUST(condition);    vouched for by the author, never checked, listed in the manifest; same expressions
// DC_ASSERT(condition);   checked by each thread; where it fails the thread records a fault and changes nothing more
//
// DC_DOMAIN, DC_REQUIRES, DC_ENSURES and DC_TRUST come first in a kernel's body.
#if defined(__DCC__)
#define DC_KERNEL [[dc::kernel]]
#define DC_DOMAIN(...) ::dc::detail::launch_domain(__VA_ARGS__)
#define DC_REQUIRES(...) ::dc::detail::launch_requires((__VA_ARGS__), #__VA_ARGS__)
#define DC_ENSURES(...) ::dc::detail::launch_ensures((__VA_ARGS__), #__VA_ARGS__)
#define DC_TRUST(...) ::dc::detail::launch_trust((__VA_ARGS__), #__VA_ARGS__)
#define DC_ASSERT(...) ::dc::detail::check((__VA_ARGS__), #__VA_ARGS__)
#define DC_INTRINSIC [[dc::intrinsic]]
#else
#define DC_KERNEL [[maybe_unused]] static
#define DC_DOMAIN(...)                                                                             \
  do {                                                                                             \
    if (::dc::detail::answer_domain(__VA_ARGS__)) {                                                \
      return;                                                                                      \
    }                                                                                              \
  } while (false)
#define DC_REQUIRES(...) ::dc::detail::check((__VA_ARGS__), "DC_REQUIRES", #__VA_ARGS__, __FILE__, __LINE__)
#define DC_ENSURES(...) ::dc::detail::check((__VA_ARGS__), "DC_ENSURES", #__VA_ARGS__, __FILE__, __LINE__)
#define DC_TRUST(...) ::dc::detail::check((__VA_ARGS__), "DC_TRUST", #__VA_ARGS__, __FILE__, __LINE__)
#define DC_ASSERT(...) ::dc::detail::check((__VA_ARGS__), "DC_ASSERT", #__VA_ARGS__, __FILE__, __LINE__)
#define DC_INTRINSIC inline
#endif

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
concept number = is_integer<T> || is_float<T>;

} // namespace detail

// Ids.

/// Where a thread is in a domain of R dimensions, in the views' order: `auto [r, c] = dc::global_id<2>();`
template <int R>
struct position;
template <>
struct position<1> {
  index d0;
};
template <>
struct position<2> {
  index d0, d1;
};
template <>
struct position<3> {
  index d0, d1, d2;
};

#if defined(__DCC__)
DC_INTRINSIC index global_id();
template <int R>
  requires(R >= 1 && R <= 3)
DC_INTRINSIC position<R> global_id();
DC_INTRINSIC index domain(int dimension);

namespace detail {
DC_INTRINSIC void launch_domain(index extent);
DC_INTRINSIC void launch_domain(index rows, index columns);
DC_INTRINSIC void launch_domain(index planes, index rows, index columns);
DC_INTRINSIC void launch_requires(bool condition, const char *text);
DC_INTRINSIC void launch_ensures(bool condition, const char *text);
DC_INTRINSIC void launch_trust(bool condition, const char *text);
DC_INTRINSIC void check(bool condition, const char *text);
} // namespace detail
#else
namespace detail {

/// The thread that the host is running, and what DC_DOMAIN answers to whoever asks for the domain.
struct host_thread {
  index id[3] = {};
  index extent[3] = {1, 1, 1};
  int rank = 1;
  bool asks_domain = false;
  bool knows_domain = false;
};
inline thread_local host_thread current;

template <class... Extents>
  requires(sizeof...(Extents) >= 1 && sizeof...(Extents) <= 3)
bool answer_domain(Extents... extents) {
  if (!current.asks_domain) {
    return false;
  }
  current.rank = 0;
  ((current.extent[current.rank++] = static_cast<index>(extents)), ...);
  current.knows_domain = true;
  return true;
}

/// An id has as many dimensions as the domain.
inline void check_rank(int rank, const char *file, unsigned line) {
  if (rank != current.rank) {
    std::fprintf(stderr, "%s:%u: expected an id in %d dimension%s, as the domain has, got one in %d\n", file, line,
                 current.rank, current.rank == 1 ? "" : "s", rank);
    std::abort();
  }
}

inline void check(bool holds, const char *what, const char *text, const char *file, unsigned line) {
  if (!holds) {
    std::fprintf(stderr, "%s:%u: %s(%s) does not hold for thread %lld", file, line, what, text,
                 static_cast<long long>(current.id[0]));
    for (int d = 1; d < current.rank; ++d) {
      std::fprintf(stderr, ", %lld", static_cast<long long>(current.id[d]));
    }
    std::fprintf(stderr, "\n");
    std::abort();
  }
}

} // namespace detail

inline index global_id(const char *file = __builtin_FILE(), unsigned line = __builtin_LINE()) {
  detail::check_rank(1, file, line);
  return detail::current.id[0];
}
template <int R>
  requires(R >= 1 && R <= 3)
position<R> global_id(const char *file = __builtin_FILE(), unsigned line = __builtin_LINE()) {
  detail::check_rank(R, file, line);
  const index *id = detail::current.id;
  if constexpr (R == 1) {
    return {id[0]};
  } else if constexpr (R == 2) {
    return {id[0], id[1]};
  } else {
    return {id[0], id[1], id[2]};
  }
}
inline index domain(int dimension) { return detail::current.extent[dimension]; }
#endif

// Arithmetic that C++ has no operator for. min and max propagate NaN, and -0 is less than +0.
template <detail::number T>
DC_INTRINSIC constexpr T min(T a, T b) {
  if constexpr (detail::is_float<T>) {
    if (a == b) {
      return __builtin_copysign(T(1), a) < 0 ? a : b;
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
      return __builtin_copysign(T(1), a) < 0 ? b : a;
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
    return __builtin_copysign(value, T(0));
  } else {
    return value < T(0) ? static_cast<T>(0ull - static_cast<unsigned long long>(value)) : value;
  }
}

/// Asks dc::convert for rounding to nearest, ties to even, where truncation is the default.
struct rne_t {};
inline constexpr rne_t rne;
/// Asks dc::convert between integers for the nearest value of the target type, where wrapping is the default.
struct sat_t {};
inline constexpr sat_t sat;

// Mathematical functions; each as precise as the host's.
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

/// Rounds to the nearest integer, ties to even; saturates, NaN becomes 0.
template <detail::integer To, detail::floating From>
inline To convert(From x, rne_t) {
  return detail::truncate<To>(dc::rint(x));
}

template <detail::integer To, detail::number From>
constexpr To convert(From x, sat_t) {
  if constexpr (detail::is_float<From>) {
    return detail::truncate<To>(x);
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

// Atomics: each changes an element of a span in one step, whatever other threads do to it meanwhile, and returns the value before. They
// order nothing but themselves. Elements are integers of 32 or 64 bits, float or double; and, or, xor take integers only. Integers wrap,
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

template <detail::atomic_number T>
inline T atomic_add(T &element, detail::same<T> value) {
  if constexpr (detail::is_integer<T>) {
    return __atomic_fetch_add(&element, value, __ATOMIC_RELAXED);
  } else {
    return detail::atomic_update(element, [=](T old) { return old + value; });
  }
}

template <detail::atomic_number T>
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

#undef DC_INTRINSIC

#endif // DOTCOMPUTE_KERNEL_H
