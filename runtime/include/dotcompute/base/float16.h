// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// dc::f16 and dc::bf16, the same in kernels and on the host. Part of dotcompute/base/types.h.
#ifndef DOTCOMPUTE_BASE_FLOAT16_H
#define DOTCOMPUTE_BASE_FLOAT16_H

// What dcc knows itself; the bodies serve constants, and the host.
#if defined(__DCC__)
#define DC_KNOWN [[dc::intrinsic]]
#else
#define DC_KNOWN
#endif

namespace dc {

namespace detail {

/// The nearest 16-bit float with `exponentBits` (5 or 8), ties to even; a NaN stays a NaN and becomes quiet.
template <int exponentBits>
constexpr unsigned short round_to_16(double value) {
  constexpr int mantissaBits = 15 - exponentBits;
  constexpr int bias = (1 << (exponentBits - 1)) - 1;
  constexpr unsigned infinity = ((1u << exponentBits) - 1) << mantissaBits;
  const unsigned long long u = __builtin_bit_cast(unsigned long long, value);
  const unsigned sign = static_cast<unsigned>(u >> 48) & 0x8000u;
  const unsigned long long mantissa = u & 0xfffffffffffffull;
  const int exponent = static_cast<int>(u >> 52 & 0x7ff) - 1023;
  if (exponent == 1024) {
    const unsigned payload = static_cast<unsigned>(mantissa >> (52 - mantissaBits)) | 1u << (mantissaBits - 1);
    return static_cast<unsigned short>(sign | infinity | (mantissa != 0 ? payload : 0));
  }
  if (exponent > bias) {
    return static_cast<unsigned short>(sign | infinity);
  }
  // Subnormal results lose one more bit for each step below the least exponent.
  const int below = exponent < 1 - bias ? 1 - bias - exponent : 0;
  const int cut = 52 - mantissaBits + below;
  if (cut > 54) {
    return static_cast<unsigned short>(sign);
  }
  const unsigned long long whole = mantissa | 1ull << 52;
  const unsigned long long kept = whole >> cut;
  const unsigned long long rest = whole - (kept << cut);
  const unsigned long long half = 1ull << (cut - 1);
  const unsigned long long rounded = kept + (rest > half || (rest == half && (kept & 1) != 0) ? 1 : 0);
  // The leading one, where there is one, counts as the last step of the exponent; so does a carry, up to infinity.
  const unsigned base = below != 0 ? 0u : static_cast<unsigned>(exponent + bias - 1) << mantissaBits;
  return static_cast<unsigned short>(sign | (base + static_cast<unsigned>(rounded)));
}

template <int exponentBits>
constexpr float widen_16(unsigned short bits) {
  constexpr int mantissaBits = 15 - exponentBits;
  constexpr int bias = (1 << (exponentBits - 1)) - 1;
  const unsigned sign = (bits & 0x8000u) << 16;
  const unsigned exponent = bits >> mantissaBits & ((1u << exponentBits) - 1);
  const unsigned mantissa = bits & ((1u << mantissaBits) - 1);
  if (exponent == (1u << exponentBits) - 1) {
    const unsigned payload = mantissa << (23 - mantissaBits) | (mantissa != 0 ? 1u << 22 : 0);
    return __builtin_bit_cast(float, sign | 0x7f800000u | payload);
  }
  if (exponentBits == 8) {
    return __builtin_bit_cast(float, static_cast<unsigned>(bits) << 16);
  }
  if (exponent == 0) { // mantissa * 2^(1 - bias - mantissaBits), exactly
    const float magnitude = static_cast<float>(mantissa) * 0x1p-24f;
    return sign != 0 ? -magnitude : magnitude;
  }
  return __builtin_bit_cast(float, sign | (exponent + (127 - bias)) << 23 | mantissa << (23 - mantissaBits));
}

/// The double that rounds to any 16-bit float as the integer itself would: what is lost of 64 bits is kept as a sticky last bit.
template <class I>
constexpr double sticky_double(I value) {
  if constexpr (sizeof(I) < 8) {
    return static_cast<double>(value);
  } else {
    const bool negative = value < I(0);
    const unsigned long long magnitude =
        negative ? 0ull - static_cast<unsigned long long>(value) : static_cast<unsigned long long>(value);
    const unsigned long long sticky = (magnitude & 0x7ff) != 0 ? 0x800 : 0;
    const double exact = static_cast<double>(magnitude >> 53 != 0 ? (magnitude & ~0x7ffull) | sticky : magnitude);
    return negative ? -exact : exact;
  }
}

} // namespace detail

/// A 16-bit float. It becomes a float by itself, exactly; into it, conversions are explicit and round once, to nearest with ties to
/// even. Each operator computes in float and rounds once; with a float on the other side the result is a float.
#define DC_FLOAT16(name, exponentBits)                                                                                  \
  class name {                                                                                                          \
  public:                                                                                                               \
    name() = default;                                                                                                   \
    DC_KNOWN explicit constexpr name(float value) : bits_(detail::round_to_16<exponentBits>(value)) {}                  \
    DC_KNOWN explicit constexpr name(double value) : bits_(detail::round_to_16<exponentBits>(value)) {}                 \
    template <class I>                                                                                                  \
      requires requires(I i) { i << 1; }                                                                                \
    DC_KNOWN explicit constexpr name(I value) : name(detail::sticky_double(value)) {}                                   \
    DC_KNOWN constexpr operator float() const { return detail::widen_16<exponentBits>(bits_); }                         \
                                                                                                                        \
    DC_KNOWN constexpr unsigned short bits() const { return bits_; }                                                    \
    DC_KNOWN static constexpr name from_bits(unsigned short bits) { return name(bits, exact_bits()); }                  \
                                                                                                                        \
    constexpr name &operator+=(name other) { return *this = *this + other; }                                            \
    constexpr name &operator-=(name other) { return *this = *this - other; }                                            \
    constexpr name &operator*=(name other) { return *this = *this * other; }                                            \
    constexpr name &operator/=(name other) { return *this = *this / other; }                                            \
    DC_KNOWN friend constexpr name operator+(name a) { return a; }                                                      \
    DC_KNOWN friend constexpr name operator-(name a) { return from_bits(a.bits_ ^ 0x8000); }                            \
    DC_KNOWN friend constexpr name operator+(name a, name b) { return name(float(a) + float(b)); }                      \
    DC_KNOWN friend constexpr name operator-(name a, name b) { return name(float(a) - float(b)); }                      \
    DC_KNOWN friend constexpr name operator*(name a, name b) { return name(float(a) * float(b)); }                      \
    DC_KNOWN friend constexpr name operator/(name a, name b) { return name(float(a) / float(b)); }                      \
                                                                                                                        \
  private:                                                                                                              \
    struct exact_bits {};                                                                                               \
    constexpr name(unsigned short bits, exact_bits) : bits_(bits) {}                                                    \
                                                                                                                        \
    unsigned short bits_;                                                                                               \
  };
/// IEEE 754's binary16: 5 bits of exponent, 11 of precision.
DC_FLOAT16(f16, 5)
/// The upper half of a float: 8 bits of exponent, 8 of precision.
DC_FLOAT16(bf16, 8)
#undef DC_FLOAT16

} // namespace dc

#undef DC_KNOWN

#endif // DOTCOMPUTE_BASE_FLOAT16_H
