// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Conversions in every mode against integer arithmetic on the numbers' exact values.
#include "test/e2e/OnEveryDevice.h"

#include <dotcompute/host.h>

#include "test/e2e/kernels/convert.dc.cpp"

#include <algorithm>
#include <cmath>
#include <type_traits>

namespace {

using dc::rt::copy_in;
using dc::rt::copy_inout;

using Conversions = e2e::OnEveryDevice;
E2E_ON_EVERY_DEVICE(Conversions);

__extension__ typedef unsigned __int128 Wide;

/// magnitude * 2^power with a sign, or what is no number.
struct Exact {
  enum Kind { Number, Infinite, NotANumber } kind = Number;
  bool negative = false;
  uint64_t magnitude = 0;
  int power = 0;
};

/// Of a format: bits of the mantissa without the leading one, and of the exponent.
template <class T> struct Format;
template <> struct Format<float> {
  static constexpr int mantissa = 23, exponent = 8;
};
template <> struct Format<double> {
  static constexpr int mantissa = 52, exponent = 11;
};
template <> struct Format<dc::f16> {
  static constexpr int mantissa = 10, exponent = 5;
};
template <> struct Format<dc::bf16> {
  static constexpr int mantissa = 7, exponent = 8;
};

template <class T> uint64_t bitsOf(T x) {
  uint64_t bits = 0;
  std::memcpy(&bits, &x, sizeof x);
  return bits;
}
template <class T> T fromBits(uint64_t bits) {
  T x;
  std::memcpy(static_cast<void *>(&x), &bits, sizeof x);
  return x;
}

template <class T> constexpr bool isInteger = std::is_integral_v<T>;

template <class T> Exact exactly(T x) {
  Exact e;
  if constexpr (isInteger<T>) {
    e.negative = x < 0;
    e.magnitude = e.negative ? 0 - static_cast<uint64_t>(x) : static_cast<uint64_t>(x);
  } else {
    using F = Format<T>;
    uint64_t bits = bitsOf(x);
    e.negative = bits >> (F::mantissa + F::exponent) & 1;
    uint64_t exponent = bits >> F::mantissa & ((1u << F::exponent) - 1);
    e.magnitude = bits & ((uint64_t(1) << F::mantissa) - 1);
    if (exponent == (1u << F::exponent) - 1) {
      e.kind = e.magnitude != 0 ? Exact::NotANumber : Exact::Infinite;
      return e;
    }
    if (exponent != 0) {
      e.magnitude |= uint64_t(1) << F::mantissa;
    }
    e.power = static_cast<int>(std::max<uint64_t>(exponent, 1)) - ((1 << (F::exponent - 1)) - 1) -
              F::mantissa;
  }
  return e;
}

enum Mode { Even, Zero, Up, Down, Away };

/// magnitude * 2^power / 2^unit as an integer, rounded.
Wide roundTo(const Exact &e, int unit, Mode mode) {
  int shift = e.power - unit;
  if (shift >= 0) {
    return shift > 60 ? ~Wide(0) >> 1 : Wide(e.magnitude) << shift; // far too large anyhow
  }
  shift = -shift;
  Wide whole = shift > 64 ? 0 : Wide(e.magnitude) >> shift;
  Wide rest = shift > 64 ? Wide(e.magnitude) : Wide(e.magnitude) - (whole << shift);
  if (rest == 0) {
    return whole;
  }
  int half = shift > 65                       ? -1
             : rest == Wide(1) << (shift - 1) ? 0
             : rest > Wide(1) << (shift - 1)  ? 1
                                              : -1;
  bool up = mode == Up     ? !e.negative
            : mode == Down ? e.negative
            : mode == Zero ? false
                           : half > 0 || (half == 0 && (mode == Away || (whole & 1)));
  return whole + (up ? 1 : 0);
}

template <class To> To toInteger(const Exact &e, Mode mode) {
  if (e.kind == Exact::NotANumber) {
    return 0;
  }
  Wide most = static_cast<Wide>(std::numeric_limits<To>::max());
  Wide least = std::is_signed_v<To> ? most + 1 : 0; // its magnitude
  Wide value = e.kind == Exact::Infinite ? ~Wide(0) >> 1 : roundTo(e, 0, mode);
  if (e.negative) {
    return value >= least ? std::numeric_limits<To>::min()
                          : static_cast<To>(0 - static_cast<uint64_t>(value));
  }
  return value >= most ? std::numeric_limits<To>::max() : static_cast<To>(value);
}

template <class To> uint64_t toFloat(const Exact &e, Mode mode, bool sat) {
  using F = Format<To>;
  constexpr int bias = (1 << (F::exponent - 1)) - 1;
  constexpr uint64_t infinity = ((uint64_t(1) << F::exponent) - 1) << F::mantissa;
  uint64_t sign = uint64_t(e.negative) << (F::mantissa + F::exponent);
  if (e.kind == Exact::Infinite) {
    return sign | (sat ? infinity - 1 : infinity);
  }
  if (e.magnitude == 0) {
    return sign;
  }
  int top = 63 - __builtin_clzll(e.magnitude) + e.power; // of the leading one
  int unit = std::max(top, 1 - bias) - F::mantissa;
  Wide value = roundTo(e, unit, mode);
  if (value >> (F::mantissa + 1)) {
    value >>= 1;
    ++unit;
  }
  if (value >> F::mantissa == 0) {
    return sign | static_cast<uint64_t>(value); // subnormal or zero
  }
  int exponent = unit + F::mantissa + bias;
  if (exponent >= (1 << F::exponent) - 1) {
    // Beyond the largest number: rounding towards zero stops there.
    bool stops = sat || mode == Zero || (mode == Up && e.negative) || (mode == Down && !e.negative);
    return sign | (stops ? infinity - 1 : infinity);
  }
  return sign | uint64_t(exponent) << F::mantissa |
         (static_cast<uint64_t>(value) & ((uint64_t(1) << F::mantissa) - 1));
}

template <class To, class From>
void check(dc::rt::Queue &queue, const dc::rt::Kernel &kernel, const std::vector<From> &x) {
  std::vector<To> y(10 * x.size());
  auto launched = queue.launch(kernel, copy_in(x), copy_inout(y));
  ASSERT_TRUE(launched.ok()) << launched.status().to_string();
  static const char *names[] = {"rne", "rtz", "rtp", "rtn", "rna"};
  for (size_t i = 0; i < x.size(); ++i) {
    Exact e = exactly(x[i]);
    for (int m = 0; m < 10; ++m) {
      Mode mode = static_cast<Mode>(m % 5);
      bool sat = m >= 5;
      To got = y[10 * i + m];
      if constexpr (isInteger<To>) {
        if (m == 5) {
          mode = Zero; // sat alone leaves the default
        }
        ASSERT_EQ(got, toInteger<To>(e, mode))
            << names[m % 5] << (sat ? ", sat" : "") << " of " << std::hex << bitsOf(x[i]);
      } else if (e.kind == Exact::NotANumber) {
        ASSERT_NE(got, got);
      } else {
        ASSERT_EQ(bitsOf(got), toFloat<To>(e, mode, sat))
            << names[m % 5] << (sat ? ", sat" : "") << " of " << std::hex << bitsOf(x[i]);
      }
    }
  }
  // The host's header says the same.
  std::vector<From> some(x.begin(), x.begin() + std::min<size_t>(x.size(), 3000));
  std::vector<To> host(10 * some.size());
  dc::host::run(convert_all<To, From>, some, host);
  for (size_t i = 0; i < host.size(); ++i) {
    bool bothNaN = host[i] != host[i] && y[i] != y[i];
    ASSERT_TRUE(bothNaN || bitsOf(host[i]) == bitsOf(y[i])) << i;
  }
}

/// All of 16 bits; else numbers near where a result changes, and any bits.
template <class From, class To> std::vector<From> inputs(std::mt19937_64 &random) {
  std::vector<From> x;
  if constexpr (sizeof(From) == 2) {
    for (uint64_t bits = 0; bits < 65536; ++bits) {
      x.push_back(fromBits<From>(bits));
    }
    return x;
  } else {
    for (int k = 0; k < 4000; ++k) {
      x.push_back(fromBits<From>(random()));
    }
    // Numbers of the target, the points half way between neighbours, and what lies beside both.
    for (int k = 0; k < 3000; ++k) {
      double at = 0;
      if constexpr (isInteger<To>) {
        at = static_cast<double>(static_cast<To>(random() >> random() % 64)) +
             (random() % 4) * 0.5 - 1;
      } else {
        constexpr int mantissa = Format<To>::mantissa;
        uint64_t low = random() & ((uint64_t(1) << (mantissa + 2)) - 1);
        if (k % 3 == 0) {
          low = (uint64_t(1) << (mantissa + 2)) - 1 - k % 4; // a carry
        }
        constexpr int range = 1 << (Format<To>::exponent - 1);
        int power = static_cast<int>(random() % (2 * range + 40)) - range - 30 - mantissa;
        at = std::ldexp(static_cast<double>(low), power) * (k % 2 ? 1 : -1);
      }
      if constexpr (isInteger<From>) {
        uint64_t near = static_cast<uint64_t>(std::min(std::fabs(at), 1.8e19));
        for (int64_t d : {-1, 0, 1}) {
          x.push_back(static_cast<From>(near + static_cast<uint64_t>(d)));
          x.push_back(static_cast<From>(0 - near + static_cast<uint64_t>(d)));
        }
      } else {
        From near = static_cast<From>(at);
        for (int64_t d : {-1, 0, 1}) {
          x.push_back(fromBits<From>(bitsOf(near) + static_cast<uint64_t>(d)));
        }
      }
    }
    if constexpr (isInteger<From>) {
      x.insert(x.end(), {std::numeric_limits<From>::min(), std::numeric_limits<From>::max(), 0, 1,
                         static_cast<From>(-1)});
    } else {
      for (double special : {0.0, -0.0, 0.5, -0.5, 1.5, 2.5, 1e-320, -1e-320, 1e300, -1e300,
                             65504.0, 65519.9, 65520.0, 3.4e38, 3.5e38}) {
        x.push_back(static_cast<From>(special));
      }
      x.push_back(std::numeric_limits<From>::infinity());
      x.push_back(-std::numeric_limits<From>::infinity());
      x.push_back(std::numeric_limits<From>::quiet_NaN());
    }
    return x;
  }
}

#define CHECK(To, From, name)                                                                      \
  check<To, From>(*queue, kernel("convert", name), inputs<From, To>(random))

TEST_P(Conversions, RoundFloatsToIntegers) {
  CHECK(std::int8_t, float, "convert_all<signed char, float>");
  CHECK(std::uint8_t, dc::f16, "convert_all<unsigned char, dc::f16>");
  CHECK(std::int16_t, dc::bf16, "convert_all<short, dc::bf16>");
  CHECK(std::int32_t, float, "convert_all<int, float>");
  CHECK(std::uint32_t, double, "convert_all<unsigned int, double>");
  CHECK(std::int64_t, double, "convert_all<long, double>");
  CHECK(std::uint64_t, float, "convert_all<unsigned long, float>");
}

TEST_P(Conversions, RoundFloatsToSmallerOnes) {
  CHECK(float, double, "convert_all<float, double>");
  CHECK(dc::f16, double, "convert_all<dc::f16, double>");
  CHECK(dc::bf16, double, "convert_all<dc::bf16, double>");
  CHECK(dc::f16, float, "convert_all<dc::f16, float>");
  CHECK(dc::bf16, float, "convert_all<dc::bf16, float>");
  CHECK(dc::f16, dc::bf16, "convert_all<dc::f16, dc::bf16>");
  CHECK(dc::bf16, dc::f16, "convert_all<dc::bf16, dc::f16>");
}

TEST_P(Conversions, RoundIntegersToFloats) {
  CHECK(float, std::int32_t, "convert_all<float, int>");
  CHECK(float, std::uint64_t, "convert_all<float, unsigned long>");
  CHECK(double, std::int64_t, "convert_all<double, long>");
  CHECK(dc::f16, std::int16_t, "convert_all<dc::f16, short>");
  CHECK(dc::bf16, std::uint16_t, "convert_all<dc::bf16, unsigned short>");
  CHECK(dc::f16, std::int64_t, "convert_all<dc::f16, long>");
  CHECK(dc::bf16, std::uint64_t, "convert_all<dc::bf16, unsigned long>");
}

} // namespace
