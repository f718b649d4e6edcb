// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// 16-bit floats: conversions, arithmetic, and the ways in which a kernel can hold one.
#include <dotcompute/kernel.h>

/// Between any two types of number, with every combination of tags.
template <class To, class From>
DC_KERNEL void convert(dc::span<const From> x, dc::span<To> plain, dc::span<To> nearest, dc::span<To> saturated, dc::span<To> both) {
  DC_DOMAIN(x.size());
  auto i = dc::global_id();
  plain[i] = dc::convert<To>(x[i]);
  nearest[i] = dc::convert<To>(x[i], dc::rne);
  saturated[i] = dc::convert<To>(x[i], dc::sat);
  both[i] = dc::convert<To>(x[i], dc::rne, dc::sat);
}
#define CONVERT(To, From)                                                                                               \
  template void convert<To, From>(dc::span<const From>, dc::span<To>, dc::span<To>, dc::span<To>, dc::span<To>);
#define CONVERT_FROM(From)                                                                                              \
  CONVERT(signed char, From)                                                                                            \
  CONVERT(unsigned char, From)                                                                                          \
  CONVERT(short, From)                                                                                                  \
  CONVERT(unsigned short, From)                                                                                         \
  CONVERT(int, From)                                                                                                    \
  CONVERT(unsigned, From)                                                                                               \
  CONVERT(long, From)                                                                                                   \
  CONVERT(unsigned long, From)                                                                                          \
  CONVERT(dc::f16, From)                                                                                                \
  CONVERT(dc::bf16, From)                                                                                               \
  CONVERT(float, From)                                                                                                  \
  CONVERT(double, From)
CONVERT_FROM(signed char)
CONVERT_FROM(unsigned char)
CONVERT_FROM(short)
CONVERT_FROM(unsigned short)
CONVERT_FROM(int)
CONVERT_FROM(unsigned)
CONVERT_FROM(long)
CONVERT_FROM(unsigned long)
CONVERT_FROM(dc::f16)
CONVERT_FROM(dc::bf16)
CONVERT_FROM(float)
CONVERT_FROM(double)
#undef CONVERT_FROM
#undef CONVERT

template <class T>
DC_KERNEL void saxpy16(T a, dc::span<const T> x, dc::span<T> y) {
  DC_DOMAIN(y.size());
  auto i = dc::global_id();
  y[i] = a * x[i] + y[i];
}

/// The operators, compound ones too; a float on one side makes the result a float.
template <class T>
DC_KERNEL void operators(dc::span<const T> x, dc::span<const T> y, dc::span<T> sum, dc::span<T> difference, dc::span<T> product,
                         dc::span<T> quotient, dc::span<T> compound, dc::span<float> mixed, dc::span<unsigned char> comparisons) {
  DC_DOMAIN(x.size());
  auto i = dc::global_id();
  sum[i] = x[i] + y[i];
  difference[i] = x[i] - y[i];
  product[i] = x[i] * y[i];
  quotient[i] = x[i] / y[i];
  T c = x[i];
  c += y[i];
  c *= y[i];
  c -= x[i];
  c /= -y[i];
  compound[i] = +c;
  mixed[i] = x[i] * 0.5f + y[i];
  comparisons[i] = (x[i] < y[i] ? 1 : 0) | (x[i] <= y[i] ? 2 : 0) | (x[i] == y[i] ? 4 : 0) | (x[i] != y[i] ? 8 : 0) |
                   (dc::isnan(x[i]) ? 16 : 0) | (dc::isinf(x[i]) ? 32 : 0) | (dc::isfinite(x[i]) ? 64 : 0);
}

template <class T>
struct Pair {
  T first;
  T second;
};

/// Constants, locals, arrays, structs, helpers, a conditional, bits and functions.
template <class T>
T larger(const T &a, T b) {
  return a > b ? a : b;
}
template <class T>
DC_KERNEL void holds(Pair<T> p, dc::span<const T> x, dc::span<T> out) {
  DC_DOMAIN(out.size());
  constexpr T third(1.0 / 3);
  auto i = dc::global_id();
  T zero;
  zero = T();
  T window[3] = {p.first, x[i], T(2)};
  Pair<T> q{window[1], window[2]};
  for (int k = 0; k < 3; ++k) {
    window[k] += T(k);
  }
  T best = larger(window[0], larger(window[1], window[2])) + zero;
  best = best < q.first ? q.first : best;
  T odd = T::from_bits(static_cast<unsigned short>(best.bits() ^ 1));
  out[i] = dc::max(odd * third, p.second) + dc::abs(dc::exp(dc::min(q.second, x[i])));
}

#define EACH(T)                                                                                                         \
  template void saxpy16<T>(T, dc::span<const T>, dc::span<T>);                                                          \
  template void operators<T>(dc::span<const T>, dc::span<const T>, dc::span<T>, dc::span<T>, dc::span<T>, dc::span<T>,  \
                             dc::span<T>, dc::span<float>, dc::span<unsigned char>);                                    \
  template void holds<T>(Pair<T>, dc::span<const T>, dc::span<T>);
EACH(dc::f16)
EACH(dc::bf16)
#undef EACH
