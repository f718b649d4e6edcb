// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The language's constructs, a kernel for each group. Nothing here is undefined in C++ (but for signed overflow, under -fwrapv), so
// dcc and the host's compiler must agree bit for bit.
#include <dotcompute/kernel.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

namespace language {

using Ints = dc::span<const int>;
using Floats = dc::span<const float>;
using Out = dc::span<std::int64_t>;

enum class Mode : std::uint8_t { add, subtract, multiply };
enum Plain { low = -3, high = 7 };
constexpr int table[5] = {3, 1, 4, 1, 5};
constexpr struct {
  float a;
  int b[2];
} setup = {1.5f, {2, 3}};

inline std::int64_t mix(std::int64_t h, std::int64_t v) { return (h ^ v) * 0x100000001b3 + (h >> 7); }
inline std::int64_t bits(float v) { return std::bit_cast<std::int32_t>(v); }

DC_KERNEL void switches(Ints in, Floats f, Out out, int n) {
  DC_DOMAIN(out.size());
  auto i = dc::global_id();
  std::int64_t h = n;
  for (int k = 0; k < 6; ++k) {
    int v = in[i] + k;
    switch (v & 7) {
      int shared;
    case 0:
      h = mix(h, 1);
      break;
    case 1:
    case 2:
      shared = v;
      h = mix(h, shared);
      [[fallthrough]];
    case 5: {
      int inner = v * 3;
      h += inner;
      if (inner & 8) {
        break;
      }
      h ^= 77;
      continue;
    }
    default:
      h -= k;
    }
    switch (static_cast<Mode>((v >> 3) & 3)) {
    case Mode::add:
      h = mix(h, 10);
      break;
    case Mode::subtract:
      if (v < 0) {
        out[i] = h;
        return;
      }
      break;
    case Mode::multiply:
      h *= 3;
    }
    switch (v) {
    case low:
      h++;
      break;
    case high:
      h--;
    }
  }
  out[i] = h;
}

DC_KERNEL void loops(Ints in, Floats f, Out out, int n) {
  DC_DOMAIN(out.size());
  auto i = dc::global_id();
  std::int64_t h = 0;
  for (int a = 0, b = 10; a < b; ++a, --b) {
    for (int c = a;; c += 2) {
      if (c > b) {
        break;
      }
      if ((c & 3) == 1) {
        continue;
      }
      h = mix(h, c);
    }
  }
  int v = in[i];
  while (v) {
    h += v & 1;
    v = static_cast<int>(static_cast<unsigned>(v) >> 1);
    if (h % 64 == 63) {
      break;
    }
  }
  do {
    h = h / 2 - 1;
  } while (h > 100);
  for (unsigned char c = 250; c != 4; ++c) {
    h = mix(h, c);
  }
  for (int k = n; k-- > 0;) {
    h += k * in[i];
  }
  while (int left = static_cast<int>(h & 3)) {
    h -= left;
  }
  out[i] = h;
}

DC_KERNEL void operators(Ints in, Floats f, Out out, int n) {
  DC_DOMAIN(out.size());
  auto i = dc::global_id();
  int a = in[i], b = (n & 31) | 1;
  auto u = static_cast<unsigned>(a);
  std::int64_t h = 1;
  h = mix(h, a + b);
  h = mix(h, a - b);
  h = mix(h, a * b);
  h = mix(h, a / b);
  h = mix(h, a % b);
  h = mix(h, u / 7u);
  h = mix(h, u % static_cast<unsigned>(b));
  h = mix(h, a << (b & 31));
  h = mix(h, a >> (b & 31));
  h = mix(h, u >> (b & 31));
  h = mix(h, ~a & (a | b) & (a ^ b));
  h = mix(h, -a + +b);
  h = mix(h, (a < b) + (a > b) * 2 + (a <= b) * 4 + (a >= b) * 8 + (a == b) * 16 + (a != b) * 32);
  h = mix(h, (u < 5u) + (u > static_cast<unsigned>(b)) * 2);
  h = mix(h, !a || (b && !(a > 3)));
  h = mix(h, a > 0 ? b : a < -5 ? 1 : 2);
  short s = static_cast<short>(a);
  s += 3;
  s *= 7;
  s <<= 2;
  s = s >> 1;
  std::uint8_t c = static_cast<std::uint8_t>(a);
  c += 200;
  c = static_cast<std::uint8_t>(-c);
  c++;
  --c;
  std::int8_t d = static_cast<std::int8_t>(c--);
  h = mix(h, s + c + d);
  a += b;
  a -= 3;
  a *= 5;
  a /= 3;
  a %= 1000;
  a &= 0xfff;
  a |= 5;
  a ^= 9;
  a <<= 3;
  a >>= 1;
  h = mix(h, a++ + b--);
  h = mix(h, ++a - --b);
  bool flag = a;
  flag |= b > 3;
  h = mix(h, flag + sizeof(long) + alignof(double) + high + static_cast<int>(Mode::multiply));
  out[i] = h;
}

static int next(int &counter) { return counter++; }

DC_KERNEL void order(Ints in, Floats f, Out out, int n) {
  DC_DOMAIN(out.size());
  auto i = dc::global_id();
  int r[8] = {in[i], 1, 2};
  int c = 0;
  r[next(c)] = next(c) * 10;
  r[next(c)] += next(c);
  r[c++] = c;
  int a = 0;
  a = (a = 3, a + 1) + (r[c & 7] = 5);
  (a += 2) *= 3;
  ++(++r[6]);
  bool t = (a++ > 3 && (r[7] = a) > 0) || next(c) == 99;
  (n > 3 ? (void)(c += 2) : (void)(c -= 1));
  int x = n < 0 ? next(c) : (next(c), 7);
  std::int64_t h = mix(a, c) + t + x;
  for (int v : r) {
    h = mix(h, v);
  }
  out[i] = h;
}

template <class T>
concept Number = requires(T a) { a + a; };
template <Number T>
static T square(T v) { return v * v; }
static int early(int x, int &count) {
  if (x < 0) {
    count++;
    return -x;
  }
  for (int k = 0; k < 10; ++k) {
    if (k * k > x) {
      return k;
    }
    for (int m = 0; m < k; ++m) {
      if (m * k == x) {
        count += 100;
        return m;
      }
    }
    count += k;
  }
  return x;
}
template <class... T>
static int total(T... v) { return (static_cast<int>(v) + ... + 0); }
template <int N>
static int power(int v) {
  if constexpr (N == 0) {
    return 1;
  } else {
    return v * power<N - 1>(v);
  }
}
static int &largest(int (&r)[4]) {
  int best = 0;
  for (int k = 1; k < 4; ++k) {
    best = r[k] > r[best] ? k : best;
  }
  return r[best];
}

DC_KERNEL void functions(Ints in, Floats f, Out out, int n) {
  DC_DOMAIN(out.size());
  auto i = dc::global_id();
  int count = 0;
  std::int64_t h = early(in[i] & 127, count) + early(in[i], count);
  h = mix(h, count);
  h = mix(h, square(in[i]) + square<long>(n));
  h = mix(h, total(1, 2L, 'c', true, in[i]) + power<3>(in[i]));
  int r[4] = {in[i], n, 5, -3};
  largest(r) = 1000;
  std::swap(r[0], r[1]);
  for (int v : r) {
    h = mix(h, v);
  }
  out[i] = h;
}

template <class F>
static int apply(F f, int n) {
  int r = 0;
  for (int k = 0; k < n; ++k) {
    r += f(k);
  }
  return r;
}

DC_KERNEL void lambdas(Ints in, Floats f, Out out, int n) {
  DC_DOMAIN(out.size());
  auto i = dc::global_id();
  int x = in[i], y = 3;
  auto byValue = [=](int v) { return v * x + y; };
  auto byName = [&](auto v) {
    y += static_cast<int>(v);
    return y;
  };
  auto counter = [k = x * 2]() mutable { return ++k; };
  x = 100;
  std::int64_t h = mix(byValue(2), byName(3L));
  h = mix(h, counter() + counter() * 10);
  h = mix(h, apply([&](int v) { return v * y; }, 5) + apply(byValue, 3));
  auto copy = counter;
  h = mix(h, copy() + counter());
  auto nested = [&] {
    auto inner = [&, z = y](int v) {
      if (v > 3) {
        return v;
      }
      y += z;
      return y + v;
    };
    return inner(n) + inner(2);
  };
  out[i] = mix(h, nested()) + y;
}

struct Vec {
  float x, y = 2, z = x + 1;
  Vec operator+(const Vec &o) const { return {x + o.x, y + o.y, z + o.z}; }
  Vec &operator+=(const Vec &o) {
    *this = *this + o;
    return *this;
  }
  float dot(Vec o) const { return x * o.x + y * o.y + z * o.z; }
  float operator[](int k) const { return k == 0 ? x : k == 1 ? y : z; }
};
struct Base {
  int tag = 7;
  int twice() const { return 2 * tag; }
};
struct Counter : Base {
  int count;
  int other = count + 1;
  explicit Counter(int start) : count(start) { count += tag; }
  Counter(int a, int b) : Counter(a * b) { tag = b; }
  Counter &add(int v) {
    count += v;
    tag ^= this->count;
    return *this;
  }
  static constexpr int step = 5;
};
struct Step {
  float dt;
  int count;
};

DC_KERNEL void records(Ints in, Floats f, Out out, int n) {
  DC_DOMAIN(out.size());
  auto i = dc::global_id();
  Vec a{f[i]}, b{.x = 1.f, .y = f[i] * 2, .z = 3}, c = a + b;
  c += b;
  Vec d = n & 1 ? a : c;
  d.x = 5;
  const Vec &e = c;
  std::int64_t h = bits(c.dot(d)) + bits(e[n & 1]) + bits(a.x);
  Counter k(in[i]), m(in[i], 3);
  k.add(3).add(Counter::step);
  Counter copy = k;
  copy.add(1);
  k = m;
  m.tag = 99;
  h = mix(h, k.count + k.other + k.twice());
  h = mix(h, copy.count + copy.tag * 3 + m.twice());
  Vec many[3] = {a, b};
  many[n & 1].y += 4;
  many[2] = c;
  for (const Vec &v : many) {
    h = mix(h, bits(v.x) + bits(v.y) + bits(v.z));
  }
  auto [p, q, r] = many[1];
  auto &[s, t, u] = many[0];
  s = 8;
  h = mix(h, bits(p + q + r) + bits(many[0].x + t + u));
  std::array<int, 4> list{1, in[i]};
  list[2] = 7;
  auto other = list;
  other.fill(n);
  std::pair<int, float> two{3, f[i]};
  out[i] = mix(h, list[1] + list[2] + other[3] + two.first) + bits(two.second);
}

DC_KERNEL void arrays(Ints in, Floats f, Out out, int n) {
  DC_DOMAIN(out.size());
  auto i = dc::global_id();
  int grid[3][4] = {{1, 2}, {in[i]}};
  bool seen[5] = {true};
  std::uint8_t bytes[300];
  for (int k = 0; k < 300; ++k) {
    bytes[k] = static_cast<std::uint8_t>(k * in[i]);
  }
  grid[n & 1][2] = table[n & 3] + setup.b[n & 1];
  seen[in[i] & 3] = in[i] & 4;
  std::int64_t h = 0;
  for (auto &row : grid) {
    for (int v : row) {
      h = mix(h, v);
    }
  }
  for (bool v : seen) {
    h = mix(h, v);
  }
  out[i] = mix(h, bytes[in[i] & 255]) + bits(setup.a);
}

DC_KERNEL void conversions(Ints in, Floats f, Out out, int n) {
  DC_DOMAIN(out.size());
  auto i = dc::global_id();
  float v = f[i] * 1000.f;
  double w = v;
  std::int64_t h = static_cast<int>(dc::clamp(v, -2e9f, 2e9f));
  h = mix(h, static_cast<std::int8_t>(in[i]));
  h = mix(h, static_cast<std::uint16_t>(in[i]));
  h = mix(h, static_cast<std::int64_t>(w * 3));
  h = mix(h, bits(static_cast<float>(in[i])));
  h = mix(h, bits(static_cast<float>(static_cast<unsigned>(in[i]))));
  h = mix(h, bits(static_cast<float>(static_cast<std::uint64_t>(in[i]))));
  h = mix(h, bits(static_cast<float>(w / 3)));
  h = mix(h, static_cast<bool>(v) + static_cast<bool>(in[i]));
  h = mix(h, std::bit_cast<std::int64_t>(w + in[i] * 0.1));
  h = mix(h, dc::convert<std::int8_t>(v));
  h = mix(h, dc::convert<std::uint32_t>(v * 1e6f));
  h = mix(h, dc::convert<std::int64_t>(v * 1e20f));
  h = mix(h, dc::convert<std::uint64_t>(v * 1e15f));
  h = mix(h, dc::convert<int>(f[i] / 0.f));
  h = mix(h, dc::convert<int>(f[i] * 3.7f, dc::rne));
  h = mix(h, dc::convert<std::uint8_t>(in[i], dc::sat));
  h = mix(h, dc::convert<std::int16_t>(in[i], dc::sat));
  h = mix(h, dc::convert<std::int8_t>(static_cast<unsigned>(in[i]), dc::sat));
  out[i] = mix(h, dc::convert<std::uint64_t>(in[i]));
}

DC_KERNEL void maths(Ints in, Floats f, Out out, int n) {
  DC_DOMAIN(out.size());
  auto i = dc::global_id();
  float a = f[i], b = static_cast<float>(in[i]);
  std::int64_t h = bits(dc::min(a, b)) + bits(dc::max(a, b)) * 3;
  h = mix(h, bits(dc::min(a, -0.f)) + bits(dc::max(-0.f, 0.f * a)));
  h = mix(h, dc::isnan(dc::min(a, std::numeric_limits<float>::quiet_NaN())));
  h = mix(h, dc::min(in[i], n) + dc::max(static_cast<unsigned>(in[i]), 5u) + dc::abs(in[i]) + dc::clamp(in[i], -3, 9));
  h = mix(h, bits(dc::abs(a)) + bits(dc::fabs(b)) + bits(dc::clamp(a, -1.f, 1.f)));
  h = mix(h, bits(dc::sqrt(dc::abs(a))));
  h = mix(h, bits(dc::floor(a)) + bits(dc::ceil(a)) * 3 + bits(dc::trunc(a)) * 5 + bits(dc::rint(a)) * 7);
  h = mix(h, bits(dc::copysign(a, b)) + dc::isinf(a / 0.f) + dc::isfinite(a));
  h = mix(h, bits(a * b + 0.3f) + bits(a / b) + bits(a - b * 0.7f));
  h = mix(h, (a < b) + (a != a) * 2 + (a >= b) * 4);
  h = mix(h, std::popcount(static_cast<unsigned>(in[i])) + std::countl_zero(static_cast<unsigned>(in[i])) * 64 +
                 std::rotl(static_cast<unsigned>(in[i]), n & 31));
  double d = a;
  d = d * 0.5 + b - dc::sqrt(dc::abs(d)) * 0.1;
  out[i] = mix(h, std::bit_cast<std::int64_t>(d)) + std::clamp(in[i], 1, 5);
}

static std::int64_t sum(Ints s) {
  std::int64_t r = 0;
  for (dc::index k = 0; k < s.size(); ++k) {
    r += s[k];
  }
  return r;
}

DC_KERNEL void spans(Ints in, Floats f, Out out, int n) {
  DC_DOMAIN(out.size());
  auto i = dc::global_id();
  auto part = in.subspan(i / 2, dc::min(in.size() - i / 2, dc::index(5)));
  std::int64_t h = sum(part) + part.size() + part.empty();
  auto inner = part.subspan(1, part.size() - 1);
  out[i] = mix(h, inner.empty() ? 3 : sum(inner) + inner[inner.size() - 1]);
}

} // namespace language
