// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// 16-bit floats and conversions on every device and by every CPU variant, against references that share no code with
// them.
#include "test/e2e/OnEveryDevice.h"

#include "test/e2e/kernels/float16.dc.cpp"

#include <dotcompute/host.h>

#include <algorithm>
#include <bit>
#include <cmath>

namespace {

using dc::rt::copy_in;
using dc::rt::copy_inout;

template <class T> struct Name;
#define NAME(T, text)                                                                                                  \
  template <> struct Name<T> {                                                                                         \
    static constexpr const char *value = text;                                                                         \
  };
NAME(signed char, "signed char")
NAME(unsigned char, "unsigned char")
NAME(short, "short")
NAME(unsigned short, "unsigned short")
NAME(int, "int")
NAME(unsigned, "unsigned int")
NAME(long, "long")
NAME(unsigned long, "unsigned long")
NAME(dc::f16, "dc::f16")
NAME(dc::bf16, "dc::bf16")
NAME(float, "float")
NAME(double, "double")
#undef NAME

template <class T> constexpr bool isSmall = std::is_same_v<T, dc::f16> || std::is_same_v<T, dc::bf16>;
template <class T> constexpr bool isFloat = std::is_floating_point_v<T> || isSmall<T>;

/// What the bits mean, from the formats' definitions.
template <class T> long double valueOf(uint16_t bits) {
  constexpr int mantissa = std::is_same_v<T, dc::f16> ? 10 : 7, exponents = 15 - mantissa,
                bias = (1 << (exponents - 1)) - 1;
  int e = bits >> mantissa & ((1 << exponents) - 1);
  int m = bits & ((1 << mantissa) - 1);
  long double sign = (bits & 0x8000) != 0 ? -1 : 1;
  if (e == (1 << exponents) - 1) {
    return m != 0 ? std::numeric_limits<long double>::quiet_NaN() : sign * std::numeric_limits<long double>::infinity();
  }
  return sign * (e == 0 ? std::ldexp((long double)m, 1 - bias - mantissa)
                        : std::ldexp((long double)(m + (1 << mantissa)), e - bias - mantissa));
}

/// The nearest one by search among all finite values; halfway cases go to the even one.
template <class T> uint16_t nearest(long double v) {
  static const std::vector<long double> finite = [] {
    std::vector<long double> values;
    for (int bits = 0; std::isfinite(valueOf<T>(static_cast<uint16_t>(bits))); ++bits) {
      values.push_back(valueOf<T>(static_cast<uint16_t>(bits)));
    }
    return values;
  }();
  if (std::isnan(v)) {
    return 0x7fff;
  }
  uint16_t sign = std::signbit(v) ? 0x8000 : 0;
  v = std::fabs(v);
  size_t count = finite.size();
  size_t above = std::upper_bound(finite.begin(), finite.end(), v) - finite.begin();
  size_t below = above - 1;
  // Behind the largest comes what would be the next one; from there on it is infinity.
  long double next = above < count ? finite[above] : 2 * finite[count - 1] - finite[count - 2];
  long double low = v - finite[below], high = next - v;
  size_t chosen = low < high || (low == high && below % 2 == 0) ? below : above;
  return static_cast<uint16_t>(sign | std::min(chosen, count));
}

template <class T> long double wide(T v) {
  if constexpr (isSmall<T>) {
    return valueOf<T>(v.bits());
  } else {
    return v;
  }
}

/// The C++ conversion where it is defined, the language's rules where it is not.
/// Without saturation; numbers beyond the range of a float become infinite.
template <class To, class From> To rounded(From x) {
  if constexpr (isSmall<To>) {
    return To::from_bits(nearest<To>(wide(x)));
  } else if constexpr (isSmall<From>) {
    return static_cast<To>(wide(x));
  } else {
    return static_cast<To>(x);
  }
}

/// The number of `T` that is farthest from zero.
template <class T> T largest(bool negative) {
  if constexpr (isSmall<T>) {
    uint16_t bits = std::is_same_v<T, dc::f16> ? 0x7bff : 0x7f7f;
    return T::from_bits(static_cast<uint16_t>(bits | (negative ? 0x8000 : 0)));
  } else {
    return negative ? std::numeric_limits<T>::lowest() : std::numeric_limits<T>::max();
  }
}

template <class To, class From> To reference(From x, bool nearestInteger, bool saturate) {
  if constexpr (isFloat<To>) {
    To value = rounded<To>(x);
    return saturate && std::isinf(double(wide(value))) ? largest<To>(wide(value) < 0) : value;
  } else if constexpr (isFloat<From>) {
    long double v = nearestInteger ? std::nearbyint(wide(x)) : std::trunc(wide(x));
    using L = std::numeric_limits<To>;
    return std::isnan(v)                ? To(0)
           : v >= (long double)L::max() ? L::max()
           : v <= (long double)L::min() ? L::min()
                                        : To(v);
  } else {
    auto v = static_cast<__int128>(x);
    using L = std::numeric_limits<To>;
    return !saturate ? static_cast<To>(x) : v > L::max() ? L::max() : v < L::min() ? L::min() : static_cast<To>(v);
  }
}

template <class T> bool same(T a, T b) {
  if constexpr (isFloat<T>) {
    long double v = wide(a), w = wide(b);
    return std::isnan(v) ? std::isnan(w) : !std::isnan(w) && v == w && std::signbit(v) == std::signbit(w);
  } else {
    return a == b;
  }
}

class Float16 : public e2e::OnEveryDevice {
protected:
  std::vector<std::string> variants() {
    return GetParam().starts_with("cpu") ? std::vector<std::string>{"float16", "float16-x86-64-v3", "float16-x86-64-v2"}
                                         : std::vector<std::string>{"float16"};
  }

  /// Every value of a 16-bit type; of others, all magnitudes, values around halfway cases of 16-bit floats, and the
  /// ends.
  template <class T> std::vector<T> values() {
    std::vector<T> result;
    if constexpr (isSmall<T>) {
      for (int bits = 0; bits < 0x10000; ++bits) {
        result.push_back(T::from_bits(static_cast<uint16_t>(bits)));
      }
    } else if constexpr (isFloat<T>) {
      using L = std::numeric_limits<T>;
      for (T v : {T(0), L::infinity(), L::quiet_NaN(), L::max(), L::min(), L::denorm_min()}) {
        result.push_back(v);
        result.push_back(-v);
      }
      for (int bits = 0; bits < 0x7f80; bits += 1 + static_cast<int>(random() % 7)) { // both formats' halfway cases
        for (long double v : {valueOf<dc::f16>(static_cast<uint16_t>(std::min(bits, 0x7bff))),
                              valueOf<dc::bf16>(static_cast<uint16_t>(bits))}) {
          auto here = static_cast<T>(v);
          auto next = static_cast<T>(v * (1 + 1.0L / 1024));
          T middle = here + static_cast<T>(valueOf<dc::f16>(1) / 2);
          using Bits = std::conditional_t<sizeof(T) == 4, uint32_t, uint64_t>;
          T tie = std::bit_cast<T>(static_cast<Bits>(std::bit_cast<Bits>(here) + (Bits(1) << (L::digits - 1 - 8))));
          for (T base : {here, next, middle, tie}) {
            for (T near : {base, std::nextafter(base, T(0)), std::nextafter(base, L::infinity())}) {
              result.push_back(near);
              result.push_back(-near);
            }
          }
        }
      }
      for (int i = 0; i < 50000; ++i) {
        uint64_t bits = random();
        T v{};
        std::memcpy(&v, &bits, sizeof(T));
        result.push_back(v);
        result.push_back(static_cast<T>(static_cast<int64_t>(bits) >> (bits % 64)) / 4); // around integers
      }
    } else {
      using L = std::numeric_limits<T>;
      for (T v : {T(0), T(1), T(-1), L::min(), L::max(), T(L::max() - 1), T(L::max() / 2 + 1)}) {
        result.push_back(v);
      }
      for (int i = 0; i < 20000; ++i) {
        uint64_t bits = random();
        result.push_back(static_cast<T>(bits >> (bits % 64)));
        result.push_back(static_cast<T>(0 - (bits >> (bits % 64))));
        // A tie of bf16, and what lies just beside it.
        uint64_t tie = ((bits >> 48 | 0x101) << (bits % 48)) + (bits >> 20) % 3 - 1;
        result.push_back(static_cast<T>(tie));
        result.push_back(static_cast<T>(0 - tie));
      }
    }
    return result;
  }

  template <class To, class From> void checkConversion(const std::vector<From> &x) {
    std::string name = std::string("convert<") + Name<To>::value + ", " + Name<From>::value + ">";
    auto n = static_cast<int64_t>(x.size());
    for (const std::string &variant : variants()) {
      std::vector<To> out[4];
      for (auto &o : out) {
        o = poisoned<To>(n);
      }
      auto launched = queue->launch(kernel(variant, name), copy_in(x), copy_inout(out[0]), copy_inout(out[1]),
                                    copy_inout(out[2]), copy_inout(out[3]));
      ASSERT_TRUE(launched.ok()) << launched.status().to_string();
      for (int64_t i = 0; i < n; ++i) {
        To host[4] = {dc::convert<To>(x[i]), dc::convert<To>(x[i], dc::rne), dc::convert<To>(x[i], dc::sat),
                      dc::convert<To>(x[i], dc::sat, dc::rne)};
        for (int tags = 0; tags < 4; ++tags) {
          To want = reference<To>(x[i], tags % 2 != 0, tags >= 2);
          ASSERT_TRUE(same(out[tags][i], want))
              << variant << " " << name << " tags " << tags << " of " << double(wide(x[i])) << std::hexfloat << " "
              << double(wide(x[i])) << ": got " << double(wide(out[tags][i])) << ", want " << double(wide(want));
          ASSERT_TRUE(same(host[tags], want)) << "host " << name << " tags " << tags << " of " << double(wide(x[i]));
        }
      }
    }
  }
  template <class From> void checkConversions() {
    auto x = values<From>();
    checkConversion<signed char>(x);
    checkConversion<unsigned char>(x);
    checkConversion<short>(x);
    checkConversion<unsigned short>(x);
    checkConversion<int>(x);
    checkConversion<unsigned>(x);
    checkConversion<long>(x);
    checkConversion<unsigned long>(x);
    checkConversion<dc::f16>(x);
    checkConversion<dc::bf16>(x);
    checkConversion<float>(x);
    checkConversion<double>(x);
  }
};
E2E_ON_EVERY_DEVICE(Float16);

TEST_P(Float16, ConvertI8) { checkConversions<signed char>(); }
TEST_P(Float16, ConvertU8) { checkConversions<unsigned char>(); }
TEST_P(Float16, ConvertI16) { checkConversions<short>(); }
TEST_P(Float16, ConvertU16) { checkConversions<unsigned short>(); }
TEST_P(Float16, ConvertI32) { checkConversions<int>(); }
TEST_P(Float16, ConvertU32) { checkConversions<unsigned>(); }
TEST_P(Float16, ConvertI64) { checkConversions<long>(); }
TEST_P(Float16, ConvertU64) { checkConversions<unsigned long>(); }
TEST_P(Float16, ConvertF16) { checkConversions<dc::f16>(); }
TEST_P(Float16, ConvertBF16) { checkConversions<dc::bf16>(); }
TEST_P(Float16, ConvertF32) { checkConversions<float>(); }
TEST_P(Float16, ConvertF64) { checkConversions<double>(); }

/// What computing in float and rounding once gives; a double holds a float's product, and its sum rounds once more at
/// most harmlessly.
template <class T> T rounded(float v) { return T::from_bits(nearest<T>(v)); }
template <class T> float value(T v) { return static_cast<float>(valueOf<T>(v.bits())); }

TEST_P(Float16, Saxpy) {
  auto check = [&]<class T>(T) {
    const int64_t n = 10007;
    for (const std::string &variant : variants()) {
      std::vector<T> x, y, want;
      T a(1.7);
      for (int64_t i = 0; i < n; ++i) {
        x.push_back(T(floats(1)[0]));
        y.push_back(T(floats(1)[0]));
        want.push_back(rounded<T>(value(rounded<T>(value(a) * value(x[i]))) + value(y[i])));
      }
      auto host = y;
      dc::host::run(saxpy16<T>, a, x, host);
      auto launched =
          queue->launch(kernel(variant, std::string("saxpy16<") + Name<T>::value + ">"), a, copy_in(x), copy_inout(y));
      ASSERT_TRUE(launched.ok()) << launched.status().to_string();
      for (int64_t i = 0; i < n; ++i) {
        ASSERT_TRUE(same(y[i], want[i])) << variant << " " << i;
        ASSERT_TRUE(same(host[i], want[i])) << i;
      }
    }
  };
  check(dc::f16());
  check(dc::bf16());
}

TEST_P(Float16, Operators) {
  auto check = [&]<class T>(T) {
    const int64_t n = 200003;
    std::vector<T> x, y;
    for (int64_t i = 0; i < n; ++i) {
      uint64_t bits = random();
      x.push_back(T::from_bits(static_cast<uint16_t>(bits)));
      // Half of the time of about the same size.
      y.push_back(
          T::from_bits(static_cast<uint16_t>((bits & 0x10000) != 0 ? bits >> 32 : (bits ^ (bits >> 32 & 0x83ff)))));
    }
    for (const std::string &variant : variants()) {
      std::vector<T> out[5];
      for (auto &o : out) {
        o = poisoned<T>(n);
      }
      auto mixed = poisoned<float>(n);
      auto comparisons = poisoned<unsigned char>(n);
      auto launched = queue->launch(kernel(variant, std::string("operators<") + Name<T>::value + ">"), copy_in(x),
                                    copy_in(y), copy_inout(out[0]), copy_inout(out[1]), copy_inout(out[2]),
                                    copy_inout(out[3]), copy_inout(out[4]), copy_inout(mixed), copy_inout(comparisons));
      ASSERT_TRUE(launched.ok()) << launched.status().to_string();
      for (int64_t i = 0; i < n; ++i) {
        float a = value(x[i]), b = value(y[i]);
        float c = value(rounded<T>(a + b));
        c = value(rounded<T>(c * b));
        c = value(rounded<T>(c - a));
        T want[5] = {rounded<T>(a + b), rounded<T>(a - b), rounded<T>(a * b), rounded<T>(a / b), rounded<T>(c / -b)};
        for (int k = 0; k < 5; ++k) {
          ASSERT_TRUE(same(out[k][i], want[k]))
              << variant << " " << Name<T>::value << " operator " << k << " of " << a << " and " << b << ": got "
              << value(out[k][i]) << ", want " << value(want[k]);
        }
        float fused = std::fma(a, 0.5f, b), parted = a * 0.5f + b;
        ASSERT_TRUE(same(mixed[i], fused) || same(mixed[i], parted)) << a << " " << b << " " << mixed[i];
        ASSERT_EQ(comparisons[i], (a < b ? 1 : 0) | (a <= b ? 2 : 0) | (a == b ? 4 : 0) | (a != b ? 8 : 0) |
                                      (std::isnan(a) ? 16 : 0) | (std::isinf(a) ? 32 : 0) | (std::isfinite(a) ? 64 : 0))
            << a << " " << b;
      }
    }
  };
  check(dc::f16());
  check(dc::bf16());
}

TEST_P(Float16, AsValues) {
  auto check = [&]<class T>(T) {
    const int64_t n = 5003;
    std::vector<T> x;
    for (int64_t i = 0; i < n; ++i) {
      x.push_back(T(floats(1, -8, 8)[0]));
    }
    Pair<T> p{T(1.25), T(-3)};
    auto host = poisoned<T>(n);
    dc::host::run(holds<T>, p, x, host);
    for (const std::string &variant : variants()) {
      auto out = poisoned<T>(n);
      auto launched = queue->launch(kernel(variant, std::string("holds<") + Name<T>::value + ">"), p.first, p.second,
                                    copy_in(x), copy_inout(out));
      ASSERT_TRUE(launched.ok()) << launched.status().to_string();
      for (int64_t i = 0; i < n; ++i) {
        // exp may differ in the last place before it is rounded.
        float a = value(out[i]), b = value(host[i]);
        ASSERT_LE(std::fabs(a - b), std::fabs(b) * (std::is_same_v<T, dc::f16> ? 0x1p-9f : 0x1p-6f))
            << variant << " " << value(x[i]);
      }
    }
  };
  check(dc::f16());
  check(dc::bf16());
}

} // namespace
