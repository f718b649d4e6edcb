// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// dc::f8e4m3 and dc::f8e5m2, the same in kernels and on the host. Part of dotcompute/base/types.h.
#ifndef DOTCOMPUTE_BASE_FLOAT8_H
#define DOTCOMPUTE_BASE_FLOAT8_H

#include <dotcompute/base/float16.h>

namespace dc {

namespace detail {

/// The nearest 8-bit float with `exponentBits` (4 or 5), ties to even, of a float or double given
/// as its bits. What is larger than the largest number, infinity too, becomes that number; a NaN
/// the one with all bits set.
template <int exponentBits, int fromMantissaBits, class Bits>
constexpr unsigned char round_to_8(Bits u) {
  constexpr int width = 8 * static_cast<int>(sizeof(Bits));
  constexpr int fromBias = (1 << (width - fromMantissaBits - 2)) - 1;
  constexpr int mantissaBits = 7 - exponentBits;
  constexpr int bias = (1 << (exponentBits - 1)) - 1;
  constexpr unsigned largest = exponentBits == 4 ? 0x7e : 0x7b;
  constexpr int largestExponent = exponentBits == 4 ? bias + 1 : bias;
  const unsigned sign = static_cast<unsigned>(u >> (width - 8)) & 0x80u;
  const Bits mantissa = u & ((Bits(1) << fromMantissaBits) - 1);
  const int exponent =
      static_cast<int>(u >> fromMantissaBits & static_cast<Bits>(2 * fromBias + 1)) - fromBias;
  if (exponent == fromBias + 1 && mantissa != 0) {
    return static_cast<unsigned char>(sign | 0x7fu);
  }
  if (exponent > largestExponent) {
    return static_cast<unsigned char>(sign | largest);
  }
  // Subnormal results lose one more bit for each step below the least exponent.
  const int below = exponent < 1 - bias ? 1 - bias - exponent : 0;
  const int cut = fromMantissaBits - mantissaBits + below;
  if (cut > fromMantissaBits + 2) {
    return static_cast<unsigned char>(sign);
  }
  const Bits whole = mantissa | Bits(1) << fromMantissaBits;
  const Bits kept = whole >> cut;
  const Bits rest = whole - (kept << cut);
  const Bits half = Bits(1) << (cut - 1);
  const Bits rounded = kept + (rest > half || (rest == half && (kept & 1) != 0) ? 1 : 0);
  // The leading one, where there is one, counts as the last step of the exponent; so does a carry.
  const unsigned base =
      below != 0 ? 0u : static_cast<unsigned>(exponent + bias - 1) << mantissaBits;
  const unsigned result = base + static_cast<unsigned>(rounded);
  return static_cast<unsigned char>(sign | (result < largest ? result : largest));
}

template <int exponentBits> constexpr float widen_8(unsigned char bits) {
  if constexpr (exponentBits == 5) { // the upper half of a binary16
    return widen_16<5>(static_cast<unsigned short>(bits << 8));
  } else {
    const unsigned sign = (bits & 0x80u) << 24;
    const unsigned exponent = bits >> 3 & 15u;
    const unsigned mantissa = bits & 7u;
    if ((bits & 0x7f) == 0x7f) {
      return __builtin_bit_cast(float, sign | 0x7fc00000u);
    }
    if (exponent == 0) {
      const float magnitude = static_cast<float>(mantissa) * 0x1p-9f;
      return sign != 0 ? -magnitude : magnitude;
    }
    return __builtin_bit_cast(float, sign | (exponent + 120) << 23 | mantissa << 20);
  }
}

} // namespace detail

/// An 8-bit float, to store numbers in: it becomes a float by itself, exactly, and computes as one.
/// Into it, conversions are explicit and round once, to nearest with ties to even; what does not
/// fit, infinity too, becomes the largest number. As OCP's specification of 8-bit floats has it
/// ("saturating").
#define DC_FLOAT8(name, exponentBits)                                                              \
  class name {                                                                                     \
  public:                                                                                          \
    name() = default;                                                                              \
    explicit constexpr name(float value)                                                           \
        : bits_(detail::round_to_8<exponentBits, 23>(__builtin_bit_cast(unsigned, value))) {}      \
    explicit constexpr name(double value)                                                          \
        : bits_(detail::round_to_8<exponentBits, 52>(                                              \
              __builtin_bit_cast(unsigned long long, value))) {}                                   \
    /* A float is exact up to 2^24, and the largest number is far below. */                        \
    template <class I>                                                                             \
      requires requires(I i) { i << 1; }                                                           \
    explicit constexpr name(I value) : name(static_cast<float>(value)) {}                          \
    constexpr operator float() const { return detail::widen_8<exponentBits>(bits_); }              \
                                                                                                   \
    constexpr unsigned char bits() const { return bits_; }                                         \
    static constexpr name from_bits(unsigned char bits) { return name(bits, exact_bits()); }       \
                                                                                                   \
  private:                                                                                         \
    struct exact_bits {};                                                                          \
    constexpr name(unsigned char bits, exact_bits) : bits_(bits) {}                                \
                                                                                                   \
    unsigned char bits_;                                                                           \
  };
/// 4 bits of exponent, 4 of precision: up to 448, no infinity, one NaN of either sign.
DC_FLOAT8(f8e4m3, 4)
/// 5 bits of exponent, 3 of precision: up to 57344.
DC_FLOAT8(f8e5m2, 5)
#undef DC_FLOAT8

} // namespace dc

#endif // DOTCOMPUTE_BASE_FLOAT8_H
