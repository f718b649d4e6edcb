// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The maths library on every device and by every CPU variant: its error in units in the last place against the host's
// long double (for f32: double), whose own error is far smaller. Prints the largest error of each function;
// docs/maths.md shows them.
#include "test/e2e/OnEveryDevice.h"

#include "test/e2e/kernels/maths.dc.cpp"

#include <bit>
#include <cmath>
#include <cstdlib>
#include <iostream>

namespace {

using dc::rt::copy_in;
using dc::rt::copy_inout;

/// On the CPU each variant is a test of its own, by an artifact that has no other.
const std::vector<std::string> artifacts = {"maths", "maths-x86-64-v3", "maths-x86-64-v2"};

int64_t samples() {
  const char *given = std::getenv("DOTCOMPUTE_MATHS_SAMPLES");
  return given ? std::strtoll(given, nullptr, 10) : 40000;
}

template <class T> struct Format;
template <> struct Format<float> {
  using Bits = uint32_t;
  using Wide = double;
  static constexpr int precision = 24, least = -149;
  static constexpr const char *suffix = "_f32";
};
template <> struct Format<double> {
  using Bits = uint64_t;
  using Wide = long double;
  static constexpr int precision = 53, least = -1074;
  static constexpr const char *suffix = "_f64";
};

/// Distance in units of the last place of a result of the size of `want`; huge for a wrong special value.
template <class T> double ulps(T got, typename Format<T>::Wide want) {
  constexpr double wrong = 1e9;
  using Wide = typename Format<T>::Wide;
  if (std::isnan(want)) {
    return std::isnan(got) ? 0 : wrong;
  }
  if (std::fabs(want) > Wide(std::numeric_limits<T>::max())) {
    bool isHuge = std::isinf(got) || (!std::isinf(want) && std::fabs(got) == std::numeric_limits<T>::max());
    return isHuge && std::signbit(got) == std::signbit(want) ? 0 : wrong;
  }
  if (!std::isfinite(got)) {
    return wrong;
  }
  if (want == 0) {
    return got == 0 && std::signbit(got) == std::signbit(want) ? 0 : wrong;
  }
  int exponent = 0;
  std::frexp(want, &exponent);
  Wide place = std::ldexp(Wide(1), std::max(exponent - Format<T>::precision, Format<T>::least));
  return static_cast<double>(std::fabs(Wide(got) - want) / place);
}

template <class T> bool same(T a, T b) {
  return std::isnan(a) ? std::isnan(b) : std::isnan(b) ? false : a == b && std::signbit(a) == std::signbit(b);
}

class Maths : public e2e::OnEveryDevice {
protected:
  template <class T> std::vector<T> specials() {
    using L = std::numeric_limits<T>;
    std::vector<T> values;
    for (T v : {T(0),
                T(0.5),
                T(1),
                T(1.5),
                T(2),
                T(2.5),
                T(3),
                T(10),
                T(88.7),
                T(709.7),
                T(745),
                T(1e10),
                T(1e22),
                L::min(),
                L::max(),
                L::denorm_min(),
                L::infinity(),
                L::quiet_NaN(),
                std::nextafter(T(1), T(0)),
                std::nextafter(T(1), T(2)),
                std::ldexp(T(1), L::digits),
                std::ldexp(T(1), L::digits) - 1,
                std::ldexp(T(1), L::digits - 1) - T(0.5)}) {
      values.push_back(v);
      values.push_back(-v);
    }
    return values;
  }

  /// Every exponent in turn, then the ranges where functions change.
  template <class T> std::vector<T> inputs(int64_t n) {
    std::vector<T> values = specials<T>();
    for (int64_t i = 0; static_cast<int64_t>(values.size()) < n; ++i) {
      uint64_t bits = random();
      double unit = static_cast<double>(bits >> 11) * 0x1p-53;
      double sign = (bits & 1) != 0 ? -1 : 1;
      switch (i % 8) {
      case 0:
      case 1: {
        auto pattern = static_cast<typename Format<T>::Bits>(bits >> (64 - 8 * sizeof(T)));
        values.push_back(std::bit_cast<T>(pattern));
        break;
      }
      case 2:
        values.push_back(static_cast<T>(sign * unit));
        break;
      case 3:
        values.push_back(static_cast<T>(sign * (1 + unit)));
        break;
      case 4:
        values.push_back(static_cast<T>(sign * unit * 10));
        break;
      case 5:
        values.push_back(static_cast<T>(sign * unit * (sizeof(T) == 4 ? 104 : 746)));
        break;
      case 6:
        values.push_back(static_cast<T>(sign * std::ldexp(1 + unit, static_cast<int>(bits % 41) - 30)));
        break;
      default:
        values.push_back(static_cast<T>(1 + sign * std::ldexp(unit, -static_cast<int>(bits % 50))));
      }
    }
    return values;
  }
  /// All pairs of special values, then pairs whose results are neither all huge nor all tiny.
  template <class T> void pairs(int64_t n, std::vector<T> &x, std::vector<T> &y) {
    auto special = specials<T>();
    for (T a : special) {
      for (T b : special) {
        x.push_back(a);
        y.push_back(b);
      }
    }
    auto a = inputs<T>(n), b = inputs<T>(n);
    for (int64_t i = 0; i < n; ++i) {
      uint64_t bits = random();
      int e = static_cast<int>(bits % 200) - 100;
      if (i % 4 == 2) { // powers of all sizes
        x.push_back(static_cast<T>((bits & 1) != 0 ? -1 : 1) *
                    std::ldexp(a[i], -std::ilogb(a[i]) - static_cast<int>(bits >> 8) % 2));
        T power = std::ldexp(b[i], -std::ilogb(b[i]) + static_cast<int>(bits >> 16) % (sizeof(T) == 4 ? 8 : 11));
        y.push_back((bits & 2) != 0 ? std::trunc(power) : power);
        continue;
      }
      bool near = i % 4 == 0;
      x.push_back(near ? std::ldexp(a[i], -std::ilogb(a[i]) + e) : a[i]);
      y.push_back(near         ? std::ldexp(b[i], -std::ilogb(b[i]) + e + static_cast<int>(bits >> 8) % 20)
                  : i % 4 == 1 ? std::trunc(b[i])
                               : b[i]);
    }
  }

  std::vector<std::string> variants() {
    bool isCPU = GetParam().starts_with("cpu");
    return isCPU ? artifacts : std::vector<std::string>{artifacts.front()};
  }

  /// Runs the kernel by every variant; `check(results, variant)`.
  template <class T, class Check, class... Arrays>
  void run(const std::string &name, Check check, const std::vector<T> &x, const Arrays &...more) {
    for (const std::string &variant : variants()) {
      auto out = poisoned<T>(static_cast<int64_t>(x.size()));
      auto launched = queue->launch(kernel(variant, name), copy_in(x), copy_in(more)..., copy_inout(out));
      ASSERT_TRUE(launched.ok()) << launched.status().to_string();
      check(out, variant);
    }
  }

  template <class T, class Reference, class... Arrays>
  void bounded(const std::string &function, double bound, Reference reference, const std::vector<T> &x,
               const Arrays &...more) {
    std::string name = function + Format<T>::suffix;
    run<T>(
        name,
        [&](const std::vector<T> &out, const std::string &variant) {
          double worst = 0;
          size_t at = 0;
          for (size_t i = 0; i < x.size(); ++i) {
            using Wide = typename Format<T>::Wide;
            double error = ulps<T>(out[i], reference(Wide(x[i]), Wide(more[i])...));
            if (error > worst) {
              worst = error;
              at = i;
            }
          }
          std::cout << "ulp " << GetParam() << " " << variant << " " << name << " " << worst << " of " << bound << ", "
                    << x.size() << " inputs, at" << std::hexfloat << " " << x[at];
          ((std::cout << " " << more[at]), ...);
          std::cout << std::defaultfloat << "\n";
          EXPECT_LE(worst, bound) << variant << " " << name << ": got " << out[at] << " for x = " << x[at];
        },
        x, more...);
  }

  template <class T, class Reference, class... Arrays>
  void exact(const std::string &name, Reference reference, const std::vector<T> &x, const Arrays &...more) {
    run<T>(
        name,
        [&](const std::vector<T> &out, const std::string &variant) {
          for (size_t i = 0; i < x.size(); ++i) {
            T want = reference(x[i], more[i]...);
            ASSERT_TRUE(same(out[i], want)) << variant << " " << name << std::hexfloat << "(" << x[i] << " ...) at "
                                            << i << ": got " << out[i] << ", want " << want;
          }
        },
        x, more...);
  }
};
E2E_ON_EVERY_DEVICE(Maths);

// Bounds: docs/maths.md. f32 first.
#define BOUNDED(name, bound32, bound64)                                                                                \
  TEST_P(Maths, name) {                                                                                                \
    bounded<float>(#name, bound32, [](double v) { return std::name(v); }, inputs<float>(samples()));                   \
    bounded<double>(#name, bound64, [](long double v) { return std::name(v); }, inputs<double>(samples()));            \
  }
BOUNDED(cbrt, 1.5, 2)
BOUNDED(exp, 1.5, 2)
BOUNDED(exp2, 1.5, 2)
BOUNDED(expm1, 1.5, 2)
BOUNDED(log, 1.5, 2)
BOUNDED(log2, 1.5, 2)
BOUNDED(log10, 1.5, 2)
BOUNDED(log1p, 1.5, 2)
BOUNDED(sin, 1.5, 2)
BOUNDED(cos, 1.5, 2)
BOUNDED(tan, 1.5, 2)
BOUNDED(asin, 1.5, 2)
BOUNDED(acos, 1.5, 2)
BOUNDED(atan, 1.5, 2)
BOUNDED(sinh, 1.5, 4)
BOUNDED(cosh, 1.5, 4)
BOUNDED(tanh, 1.5, 4)
BOUNDED(asinh, 1.5, 4)
BOUNDED(acosh, 1.5, 4)
BOUNDED(atanh, 1.5, 4)
BOUNDED(erf, 1.5, 2)
BOUNDED(erfc, 4, 4)
#undef BOUNDED

TEST_P(Maths, rsqrt) {
  // The reference takes care of -0: 1 / sqrt(-0) is -infinity.
  bounded<float>("rsqrt", 1.5, [](double v) { return 1 / std::sqrt(v); }, inputs<float>(samples()));
  bounded<double>("rsqrt", 2, [](long double v) { return 1 / std::sqrt(v); }, inputs<double>(samples()));
}

#define BOUNDED_2(name, bound32, bound64)                                                                              \
  TEST_P(Maths, name) {                                                                                                \
    std::vector<float> x, y;                                                                                           \
    pairs(samples(), x, y);                                                                                            \
    bounded<float>(#name, bound32, [](double a, double b) { return std::name(a, b); }, x, y);                          \
    std::vector<double> v, w;                                                                                          \
    pairs(samples(), v, w);                                                                                            \
    bounded<double>(#name, bound64, [](long double a, long double b) { return std::name(a, b); }, v, w);               \
  }
BOUNDED_2(pow, 1.5, 4)
BOUNDED_2(atan2, 1.5, 2)
BOUNDED_2(hypot, 1.5, 2)
#undef BOUNDED_2

#define EXACT(name, host)                                                                                              \
  TEST_P(Maths, name) {                                                                                                \
    exact<float>(#name "_f32", [](float v) { return std::host(v); }, inputs<float>(samples()));                        \
    exact<double>(#name "_f64", [](double v) { return std::host(v); }, inputs<double>(samples()));                     \
  }
EXACT(sqrt, sqrt)
EXACT(floor, floor)
EXACT(ceil, ceil)
EXACT(trunc, trunc)
EXACT(round, round)
EXACT(rint, nearbyint)
EXACT(fabs, fabs)
#undef EXACT

#define EXACT_2(name, host)                                                                                            \
  TEST_P(Maths, name) {                                                                                                \
    std::vector<float> x, y;                                                                                           \
    pairs(samples(), x, y);                                                                                            \
    exact<float>(#name "_f32", [](float a, float b) { return host(a, b); }, x, y);                                     \
    std::vector<double> v, w;                                                                                          \
    pairs(samples(), v, w);                                                                                            \
    exact<double>(#name "_f64", [](double a, double b) { return host(a, b); }, v, w);                                  \
  }
EXACT_2(fmod, std::fmod)
EXACT_2(copysign, std::copysign)
#undef EXACT_2

/// Which zero of two is the less is open.
template <class T> T least(T a, T b) { return std::isnan(a) ? b : std::isnan(b) ? a : a < b ? a : b; }

TEST_P(Maths, MinimumAndMaximumOfNumbers) {
  auto check = [&]<class T>(const std::string &suffix, std::vector<T> x, std::vector<T> y) {
    auto equal = [&](const std::vector<T> &out, T sign) {
      for (size_t i = 0; i < x.size(); ++i) {
        T want = sign * least(sign * x[i], sign * y[i]);
        ASSERT_TRUE(out[i] == want || (std::isnan(out[i]) && std::isnan(want))) << x[i] << " " << y[i] << " " << out[i];
      }
    };
    run<T>("fmin_" + suffix, [&](const std::vector<T> &out, const std::string &) { equal(out, 1); }, x, y);
    run<T>("fmax_" + suffix, [&](const std::vector<T> &out, const std::string &) { equal(out, -1); }, x, y);
  };
  std::vector<float> x, y;
  pairs(samples(), x, y);
  check("f32", x, y);
  std::vector<double> v, w;
  pairs(samples(), v, w);
  check("f64", v, w);
}

/// Sums that cancel, ties, results among the subnormals and next to infinity: where a second rounding shows.
template <class T>
void fusedInputs(int64_t n, std::mt19937_64 &random, std::vector<T> &x, std::vector<T> &y, std::vector<T> &z) {
  constexpr int digits = std::numeric_limits<T>::digits, range = std::numeric_limits<T>::max_exponent;
  auto mantissa = [&] {
    uint64_t bits = random();
    T m = 1 + static_cast<T>(bits >> (65 - digits)) * std::ldexp(T(1), 1 - digits);
    if ((bits & 3) == 0) { // short ones make ties
      m = 1 + static_cast<T>(bits >> 56) * T(0x1p-8);
    }
    return (bits & 4) != 0 ? -m : m;
  };
  for (int64_t i = 0; i < n; ++i) {
    T a = mantissa(), b = mantissa(), c = mantissa();
    int e = static_cast<int>(random() % (4 * digits)) - 2 * digits;
    switch (i % 5) {
    case 0:
      c = std::ldexp(c, e);
      break;
    case 1:
      c = std::nextafter(-a * b, T(e));
      break;
    case 2:
      a = std::ldexp(a, -range / 2 - static_cast<int>(random() % digits));
      b = std::ldexp(b, -range / 2 + 2);
      c = std::ldexp(c, -range - static_cast<int>(random() % digits));
      break;
    case 3:
      a = std::ldexp(a, range / 2 - 2);
      b = std::ldexp(b, range / 2);
      c = std::ldexp(c, range - 2);
      break;
    default: {
      uint64_t bits[3] = {random(), random(), random()};
      std::memcpy(&a, &bits[0], sizeof(T));
      std::memcpy(&b, &bits[1], sizeof(T));
      std::memcpy(&c, &bits[2], sizeof(T));
    }
    }
    x.push_back(a);
    y.push_back(b);
    z.push_back(c);
  }
}

TEST_P(Maths, FusedMultiplyAddRoundsOnce) {
  auto check = [&]<class T>(const std::string &name, std::vector<T> x) {
    std::vector<T> y, z;
    auto special = specials<T>();
    for (T a : special) {
      for (T b : special) {
        for (T c : {T(0), -T(0), T(1), -std::numeric_limits<T>::max(), std::numeric_limits<T>::infinity(),
                    std::numeric_limits<T>::denorm_min()}) {
          x.push_back(a);
          y.push_back(b);
          z.push_back(c);
        }
      }
    }
    fusedInputs(4 * samples(), random, x, y, z);
    exact<T>(name, [](T a, T b, T c) { return std::fma(a, b, c); }, x, y, z);
  };
  check("fused<float>", std::vector<float>());
  check("fused<double>", std::vector<double>());
}

TEST_P(Maths, Classification) {
  auto check = [&]<class T>(const std::string &name, const std::vector<T> &x) {
    for (const std::string &variant : variants()) {
      std::vector<int> out(x.size(), -1);
      auto launched = queue->launch(kernel(variant, name), copy_in(x), copy_inout(out));
      ASSERT_TRUE(launched.ok()) << launched.status().to_string();
      for (size_t i = 0; i < x.size(); ++i) {
        ASSERT_EQ(out[i], (std::isnan(x[i]) ? 1 : 0) | (std::isinf(x[i]) ? 2 : 0) | (std::isfinite(x[i]) ? 4 : 0))
            << x[i];
      }
    }
  };
  check("classify<float>", inputs<float>(samples()));
  check("classify<double>", inputs<double>(samples()));
}

TEST_P(Maths, Bits) {
  auto check = [&]<class T>(const std::string &type, T) {
    std::vector<T> x = {T(0), T(1), T(-1), std::numeric_limits<T>::min(), std::numeric_limits<T>::max()};
    for (int i = 0; i < 1000; ++i) {
      uint64_t bits = random();
      x.push_back(static_cast<T>(bits >> (bits % 64)));
    }
    for (const std::string &variant : variants()) {
      std::vector<int> ones(x.size(), -1), zeros(x.size(), -1);
      auto launched =
          queue->launch(kernel(variant, "count_bits<" + type + ">"), copy_in(x), copy_inout(ones), copy_inout(zeros));
      ASSERT_TRUE(launched.ok()) << launched.status().to_string();
      for (size_t i = 0; i < x.size(); ++i) {
        auto u = static_cast<std::make_unsigned_t<T>>(x[i]);
        ASSERT_EQ(ones[i], std::popcount(u)) << type << " " << uint64_t(u);
        ASSERT_EQ(zeros[i], std::countl_zero(u)) << type << " " << uint64_t(u);
        ASSERT_EQ(dc::popcount(x[i]), ones[i]);
        ASSERT_EQ(dc::clz(x[i]), zeros[i]);
      }
    }
  };
  using schar = signed char;
  using uchar = unsigned char;
  using ushort = unsigned short;
  using ulong = unsigned long;
  check("signed char", schar());
  check("unsigned char", uchar());
  check("short", short());
  check("unsigned short", ushort());
  check("int", int());
  check("unsigned int", unsigned());
  check("long", long());
  check("unsigned long", ulong());
}

} // namespace
