// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arrays of structs, against loops written for each and against the same source on the host.
#include "test/e2e/OnEveryDevice.h"

#include <dotcompute/host.h>

#include "test/e2e/kernels/records.dc.cpp"

#include <bit>
#include <cmath>

namespace {

using records::Cell;
using records::Kind;
using records::Particle;
using records::Pixel;
using records::Vec3;

using Records = e2e::OnEveryDevice;
E2E_ON_EVERY_DEVICE(Records);

#define ASSERT_LAUNCHED(...)                                                                       \
  do {                                                                                             \
    auto launched = (__VA_ARGS__);                                                                 \
    ASSERT_TRUE(launched.ok()) << launched.status().to_string();                                   \
  } while (false)

/// Padding and all: what no kernel writes must be as it was.
template <class T> bool sameBytes(const std::vector<T> &a, const std::vector<T> &b) {
  return a.size() == b.size() &&
         std::memcmp(static_cast<const void *>(a.data()), b.data(), a.size() * sizeof(T)) == 0;
}

template <class T> std::vector<T> blank(int64_t n) {
  std::vector<T> values(n);
  std::memset(static_cast<void *>(values.data()), 0, n * sizeof(T));
  return values;
}

std::vector<Particle> particles(int64_t n, std::mt19937_64 &random) {
  std::vector<Particle> list = blank<Particle>(n);
  for (Particle &p : list) {
    auto small = [&] { return static_cast<float>(static_cast<int>(random() % 2001) - 1000) / 8; };
    p.pos = {small(), small(), small()};
    p.vel = {small(), small(), small()};
    p.kind = random() % 4 == 0 ? Kind::Fixed : Kind::Free;
    p.alive = random() % 4 != 0;
    p.hits = static_cast<int16_t>(random());
    p.mass = small();
  }
  return list;
}

TEST_P(Records, WholeElementsAndElementsInPlace) {
  for (const char *name : {"step", "step_in_place"}) {
    auto compiled = kernel("records", name);
    for (int64_t n : e2e::sizes) {
      auto p = particles(n, random);
      auto ps = onDevice(p);
      ASSERT_LAUNCHED(queue->launch(compiled, ps, 0.5f));
      auto result = fromDevice(ps);
      auto expected = p;
      for (Particle &e : expected) {
        if (e.alive && e.kind == Kind::Free) {
          // Products of these numbers with a power of two are exact, so contraction makes no
          // difference.
          e.pos = {e.pos.x + e.vel.x * 0.5f, e.pos.y + e.vel.y * 0.5f, e.pos.z + e.vel.z * 0.5f};
          e.hits = static_cast<int16_t>(e.hits + 1);
        }
      }
      ASSERT_TRUE(sameBytes(result, expected)) << name << " of " << n;
      dc::host::run(std::string(name) == "step" ? step : step_in_place, p, 0.5f);
      ASSERT_TRUE(sameBytes(result, p)) << name << " of " << n;
    }
  }
}

TEST_P(Records, GatherByAnIndexArray) {
  auto compiled = kernel("records", "gather");
  auto p = particles(1021, random);
  auto index = integers<int>(5000, 0, 1020);
  auto out = blank<Particle>(5000);
  auto ps = onDevice(p), outs = onDevice(out);
  auto is = onDevice(index);
  ASSERT_LAUNCHED(queue->launch(compiled, std::as_const(ps), is, outs));
  for (size_t i = 0; i < out.size(); ++i) {
    out[i] = p[index[i]];
    out[i].mass *= 2;
  }
  auto result = fromDevice(outs);
  ASSERT_EQ(queue->sync().to_string(), dc::rt::Status().to_string());
  for (size_t i = 0; i < out.size(); ++i) {
    const Particle &a = result[i], &b = out[i];
    ASSERT_TRUE(a.pos.x == b.pos.x && a.pos.y == b.pos.y && a.pos.z == b.pos.z &&
                a.vel.x == b.vel.x && a.vel.y == b.vel.y && a.vel.z == b.vel.z &&
                a.kind == b.kind && a.alive == b.alive && a.hits == b.hits && a.mass == b.mass)
        << i;
  }
}

TEST_P(Records, AnIndexOutsideFaultsOnce) {
  auto compiled = kernel("records", "gather");
  auto p = particles(10, random);
  std::vector<int> index = {3, 10, 2};
  auto out = particles(3, random);
  auto launched =
      queue->launch(compiled, dc::rt::copy_in(p), dc::rt::copy_in(index), dc::rt::copy_inout(out));
  dc::rt::Status status = launched.ok() ? queue->sync() : launched.status();
  EXPECT_EQ(status.code(), dc::rt::StatusCode::DataFault);
  std::string message = status.to_string();
  EXPECT_NE(message.find("p[index[i]]"), std::string::npos) << message;
  EXPECT_NE(message.find("got 10"), std::string::npos) << message;
  queue->clear_fault();
}

TEST_P(Records, BasesArraysAndNestedStructs) {
  auto compiled = kernel("records", "cells");
  for (int64_t n : {int64_t(0), int64_t(1), int64_t(257), int64_t(4099)}) {
    auto in = blank<Cell>(n), out = blank<Cell>(n);
    for (Cell &c : in) {
      c.tag = static_cast<int8_t>(random());
      for (int &w : c.w) {
        w = static_cast<int>(random());
      }
      for (auto &link : c.links) {
        link = {static_cast<uint16_t>(random()), {random(), random()}};
      }
      c.h = dc::f16(static_cast<float>(random() % 100) / 4);
    }
    auto ins = onDevice(in), outs = onDevice(out);
    ASSERT_LAUNCHED(queue->launch(compiled, ins, outs));
    auto result = fromDevice(outs);
    for (int64_t i = 0; i < n; ++i) {
      const Cell &c = in[i], &got = result[i];
      int sum = c.tag + c.w[0] + c.w[1] + c.w[2] + c.w[3];
      ASSERT_EQ(got.tag, c.tag) << i;
      for (int k = 0; k < 4; ++k) {
        ASSERT_EQ(got.w[k], k == (i & 3) ? sum : c.w[k]) << i;
      }
      for (int k = 0; k < 3; ++k) {
        ASSERT_EQ(got.links[k].to, c.links[k].to) << i;
        for (int j = 0; j < 2; ++j) {
          uint64_t more = (c.links[k].to & 1) == j ? static_cast<uint64_t>(sum) : 0;
          ASSERT_EQ(got.links[k].weight[j], c.links[k].weight[j] + more) << i;
        }
      }
      ASSERT_EQ(static_cast<float>(got.h), 2 * static_cast<float>(c.h)) << i;
    }
  }
}

TEST_P(Records, AnIndexInsideAFieldIsGuarded) {
  auto compiled = kernel("records", "inner_index");
  auto in = blank<Cell>(100);
  for (int i = 0; i < 100; ++i) {
    in[i].w[0] = i, in[i].w[1] = 1000 + i, in[i].w[2] = 2000 + i, in[i].w[3] = 3000 + i;
  }
  auto k = integers<int>(100, 0, 3);
  std::vector<int> out(100);
  ASSERT_LAUNCHED(
      queue->launch(compiled, dc::rt::copy_in(in), dc::rt::copy_in(k), dc::rt::copy_inout(out)));
  for (int i = 0; i < 100; ++i) {
    ASSERT_EQ(out[i], 1000 * k[i] + i);
  }
  k[42] = 4;
  auto launched =
      queue->launch(compiled, dc::rt::copy_in(in), dc::rt::copy_in(k), dc::rt::copy_inout(out));
  std::string message = launched.status().to_string();
  EXPECT_EQ(launched.status().code(), dc::rt::StatusCode::DataFault) << message;
  EXPECT_NE(message.find("inner index of in[i].w[k[i]]"), std::string::npos) << message;
  queue->clear_fault();
  EXPECT_EQ(out[42], 0);
  EXPECT_EQ(out[43], 1000 * k[43] + 43);
}

TEST_P(Records, ViewsOfBytes) {
  auto compiled = kernel("records", "grey");
  const int64_t rows = 33, columns = 17;
  auto bytes = integers<uint8_t>(rows * columns * 3, 0, 255);
  std::vector<Pixel> in(rows * columns), out(rows * columns);
  std::memcpy(static_cast<void *>(in.data()), bytes.data(), bytes.size());
  ASSERT_LAUNCHED(queue->launch(compiled, dc::rt::copy_in(in).shaped(rows, columns),
                                dc::rt::copy_inout(out).shaped(rows, columns)));
  for (size_t i = 0; i < in.size(); ++i) {
    int y = (in[i].r * 77 + in[i].g * 150 + in[i].b * 29) >> 8;
    ASSERT_TRUE(out[i].r == y && out[i].g == y && out[i].b == y) << i;
  }
}

TEST_P(Records, AlignedStructs) {
  auto compiled = kernel("records", "scale4");
  for (int64_t n : e2e::sizes) {
    std::vector<records::Float4> v(n);
    for (auto &e : v) {
      e = {1.5f * static_cast<float>(random() % 100), 2, 3, -1};
    }
    auto vs = onDevice(v);
    ASSERT_LAUNCHED(queue->launch(compiled, vs, 3.0f));
    auto result = fromDevice(vs);
    for (int64_t i = 0; i < n; ++i) {
      ASSERT_TRUE(result[i].x == 3 * v[i].x && result[i].y == 6 && result[i].z == 9 &&
                  result[i].w == -3)
          << i;
    }
  }
}

TEST_P(Records, AtomicsOnFields) {
  auto compiled = kernel("records", "count");
  auto bin = integers<int>(100003, 0, 6);
  std::vector<records::Node> nodes(7, records::Node{0, 0}), expected = nodes;
  auto bins = onDevice(bin);
  ASSERT_LAUNCHED(queue->launch(compiled, bins, dc::rt::copy_inout(nodes)));
  for (size_t i = 0; i < bin.size(); ++i) {
    ++expected[bin[i]].count;
    expected[bin[i]].total += static_cast<int64_t>(i);
  }
  for (int b = 0; b < 7; ++b) {
    ASSERT_EQ(nodes[b].count, expected[b].count);
    ASSERT_EQ(nodes[b].total, expected[b].total);
  }
}

TEST_P(Records, InAStructureOfArrays) {
  auto compiled = kernel("records", "push");
  auto p = particles(1000, random);
  std::vector<Vec3> force(1000);
  for (Vec3 &f : force) {
    f = {float(random() % 64), float(random() % 64), float(random() % 64)};
  }
  auto ps = onDevice(p);
  auto fs = onDevice(force);
  ASSERT_LAUNCHED(queue->launch(compiled, fs, ps, 0.25f));
  auto result = fromDevice(ps);
  for (size_t i = 0; i < p.size(); ++i) {
    p[i].vel = p[i].vel + force[i] * 0.25f;
  }
  ASSERT_TRUE(sameBytes(result, p));
}

TEST_P(Records, InSharedMemory) {
  auto compiled = kernel("records", "pairs");
  for (int64_t n : {1, 64, 1000}) {
    std::vector<Vec3> at(n), out(n);
    for (Vec3 &v : at) {
      v = {float(random() % 8), float(random() % 8),
           float(random() % 8)}; // exact in float, whatever the order
    }
    auto ats = onDevice(at), outs = onDevice(out);
    ASSERT_LAUNCHED(queue->launch(compiled, ats, outs));
    auto result = fromDevice(outs);
    for (int64_t i = 0; i < n; ++i) {
      Vec3 sum{0, 0, 0};
      for (int64_t k = i / 64 * 64; k < std::min(n, (i / 64 + 1) * 64); ++k) {
        sum += at[k] * at[k].dot(at[i]);
      }
      ASSERT_TRUE(result[i].x == sum.x && result[i].y == sum.y && result[i].z == sum.z)
          << n << " at " << i;
    }
  }
}

/// The host's conversions are tested against a search for the nearest
/// (test/unit/runtime/base/Float8Test.cpp).
TEST_P(Records, EightBitFloats) {
  std::vector<dc::f8e4m3> a(256);
  std::vector<dc::f8e5m2> b(256);
  for (int i = 0; i < 256; ++i) {
    a[i] = dc::f8e4m3::from_bits(static_cast<unsigned char>(i));
    b[i] = dc::f8e5m2::from_bits(static_cast<unsigned char>(i));
  }
  std::vector<float> x(256), y(256);
  ASSERT_LAUNCHED(queue->launch(kernel("records", "widen_8"), dc::rt::copy_in(a),
                                dc::rt::copy_in(b), dc::rt::copy_inout(x), dc::rt::copy_inout(y)));
  auto same = [](float got, float expected) {
    return (std::isnan(got) && std::isnan(expected)) ||
           std::memcmp(&got, &expected, sizeof got) == 0;
  };
  for (int i = 0; i < 256; ++i) {
    ASSERT_TRUE(same(x[i], a[i])) << i << ": " << x[i];
    ASSERT_TRUE(same(y[i], b[i])) << i << ": " << y[i];
  }
  // Every upper half of a float, with nothing, a little and nearly everything below it: all ties
  // and both sides of each.
  std::vector<float> values;
  for (uint32_t upper = 0; upper < (1u << 16); ++upper) {
    for (uint32_t lower : {0u, 1u, 0x8000u, 0xffffu}) {
      values.push_back(std::bit_cast<float>(upper << 16 | lower));
    }
  }
  a.resize(values.size());
  b.resize(values.size());
  ASSERT_LAUNCHED(queue->launch(kernel("records", "narrow_8"), dc::rt::copy_in(values),
                                dc::f8e4m3(1.0f), dc::rt::copy_inout(a), dc::rt::copy_inout(b)));
  for (size_t i = 0; i < values.size(); ++i) {
    unsigned mask =
        std::isnan(values[i]) ? 0x7f : 0xff; // a device may change a NaN's sign when it multiplies
    ASSERT_EQ(a[i].bits() & mask, dc::f8e4m3(values[i]).bits() & mask) << values[i];
    ASSERT_EQ(b[i].bits() & mask, dc::f8e5m2(values[i]).bits() & mask) << values[i];
  }
}

TEST_P(Records, AnArgumentOfAnotherSizeIsRefused) {
  auto compiled = kernel("records", "step");
  std::vector<Vec3> wrong(10);
  auto launched = queue->launch(compiled, dc::rt::copy_inout(wrong), 1.0f);
  ASSERT_FALSE(launched.ok());
  EXPECT_EQ(launched.status().code(), dc::rt::StatusCode::InvalidArgument);
  std::string message = launched.status().to_string();
  EXPECT_NE(message.find("an array of structs of 40 bytes"), std::string::npos) << message;
  EXPECT_NE(message.find("structs of 12 bytes"), std::string::npos) << message;
  std::vector<float> floats(10);
  EXPECT_FALSE(queue->launch(compiled, dc::rt::copy_inout(floats), 1.0f).ok());
}

TEST_P(Records, OneArrayTwiceIsRefusedWhereThreadsMeet) {
  // gather reads p at any index and writes out.
  auto p = particles(10, random);
  std::vector<int> index(10);
  auto launched = queue->launch(kernel("records", "gather"), dc::rt::copy_in(p),
                                dc::rt::copy_in(index), dc::rt::copy_inout(p));
  ASSERT_FALSE(launched.ok());
  EXPECT_NE(launched.status().to_string().find("'out' is written"), std::string::npos)
      << launched.status().to_string();
}

} // namespace
