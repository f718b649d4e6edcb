// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Every function of the maths library as a kernel of its own, in both precisions.
#include <dotcompute/kernel.h>

#define UNARY_OF(name, type, suffix)                                                                                    \
  DC_KERNEL void name##_##suffix(dc::span<const type> x, dc::span<type> out) {                                          \
    DC_DOMAIN(out.size());                                                                                              \
    auto i = dc::global_id();                                                                                           \
    out[i] = dc::name(x[i]);                                                                                            \
  }
#define BINARY_OF(name, type, suffix)                                                                                   \
  DC_KERNEL void name##_##suffix(dc::span<const type> x, dc::span<const type> y, dc::span<type> out) {                  \
    DC_DOMAIN(out.size());                                                                                              \
    auto i = dc::global_id();                                                                                           \
    out[i] = dc::name(x[i], y[i]);                                                                                      \
  }
#define UNARY(name) UNARY_OF(name, float, f32) UNARY_OF(name, double, f64)
#define BINARY(name) BINARY_OF(name, float, f32) BINARY_OF(name, double, f64)

UNARY(sqrt)
UNARY(rsqrt)
UNARY(cbrt)
UNARY(exp)
UNARY(exp2)
UNARY(expm1)
UNARY(log)
UNARY(log2)
UNARY(log10)
UNARY(log1p)
UNARY(sin)
UNARY(cos)
UNARY(tan)
UNARY(asin)
UNARY(acos)
UNARY(atan)
UNARY(sinh)
UNARY(cosh)
UNARY(tanh)
UNARY(asinh)
UNARY(acosh)
UNARY(atanh)
UNARY(erf)
UNARY(erfc)
UNARY(floor)
UNARY(ceil)
UNARY(trunc)
UNARY(round)
UNARY(rint)
UNARY(fabs)
BINARY(pow)
BINARY(atan2)
BINARY(hypot)
BINARY(fmod)
BINARY(copysign)
BINARY(fmin)
BINARY(fmax)

template <class T>
DC_KERNEL void fused(dc::span<const T> x, dc::span<const T> y, dc::span<const T> z, dc::span<T> out) {
  DC_DOMAIN(out.size());
  auto i = dc::global_id();
  out[i] = dc::fma(x[i], y[i], z[i]);
}
template void fused<float>(dc::span<const float>, dc::span<const float>, dc::span<const float>, dc::span<float>);
template void fused<double>(dc::span<const double>, dc::span<const double>, dc::span<const double>, dc::span<double>);

/// Bit 0: NaN; 1: infinite; 2: finite.
template <class T>
DC_KERNEL void classify(dc::span<const T> x, dc::span<int> out) {
  DC_DOMAIN(out.size());
  auto i = dc::global_id();
  out[i] = (dc::isnan(x[i]) ? 1 : 0) | (dc::isinf(x[i]) ? 2 : 0) | (dc::isfinite(x[i]) ? 4 : 0);
}
template void classify<float>(dc::span<const float>, dc::span<int>);
template void classify<double>(dc::span<const double>, dc::span<int>);

template <class T>
DC_KERNEL void count_bits(dc::span<const T> x, dc::span<int> ones, dc::span<int> zeros) {
  DC_DOMAIN(x.size());
  auto i = dc::global_id();
  ones[i] = dc::popcount(x[i]);
  zeros[i] = dc::clz(x[i]);
}
#define COUNT_BITS(T) template void count_bits<T>(dc::span<const T>, dc::span<int>, dc::span<int>);
COUNT_BITS(signed char)
COUNT_BITS(unsigned char)
COUNT_BITS(short)
COUNT_BITS(unsigned short)
COUNT_BITS(int)
COUNT_BITS(unsigned)
COUNT_BITS(long)
COUNT_BITS(unsigned long)
#undef COUNT_BITS
#undef UNARY
#undef BINARY
#undef UNARY_OF
#undef BINARY_OF
