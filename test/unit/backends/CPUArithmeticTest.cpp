// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Division that traps for no operand, 16-bit floats without hardware, narrow scalars and private
// arrays.
#include "test/unit/backends/KernelHarness.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>
#include <random>

namespace {

/// What lowering-expand-total-arithmetic makes of dc.divsi and dc.remui.
const char *divisionKernel = R"(
    gpu.func @divide(%a: memref<?xi32>, %na: i64, %b: memref<?xi32>, %nb: i64, %q: memref<?xi32>, %nq: i64, %m: memref<?xi32>,
                     %nm: i64, %d: i64, %record: memref<8xi64>) kernel attributes {dc.kernel = "divide", dc.rank = 1 : i64} {
      %c0 = arith.constant 0 : i32
      %c1 = arith.constant 1 : i32
      %minus = arith.constant -1 : i32
      %min = arith.constant -2147483648 : i32
      dc.threads (%i) in (%d) {
        %p = arith.index_cast %i : i64 to index
        %x = memref.load %a[%p] : memref<?xi32>
        %y = memref.load %b[%p] : memref<?xi32>
        %zero = arith.cmpi eq, %y, %c0 : i32
        %isMin = arith.cmpi eq, %x, %min : i32
        %isMinus = arith.cmpi eq, %y, %minus : i32
        %wraps = arith.andi %isMin, %isMinus : i1
        %special = arith.ori %zero, %wraps : i1
        %safe = arith.select %special, %c1, %y : i32
        %quotient = arith.divsi %x, %safe : i32
        %signed = arith.select %zero, %c0, %quotient : i32
        memref.store %signed, %q[%p] : memref<?xi32>
        %safeU = arith.select %zero, %c1, %y : i32
        %rest = arith.remui %x, %safeU : i32
        %unsigned = arith.select %zero, %c0, %rest : i32
        memref.store %unsigned, %m[%p] : memref<?xi32>
      }
      gpu.return
    })";

TEST(CPUArithmetic, DivisionIsTotal) {
  const int32_t values[] = {0,
                            1,
                            -1,
                            2,
                            -2,
                            7,
                            -7,
                            std::numeric_limits<int32_t>::min(),
                            std::numeric_limits<int32_t>::max()};
  std::vector<int32_t> a, b;
  for (int32_t x : values) {
    for (int32_t y : values) {
      a.push_back(x);
      b.push_back(y);
    }
  }
  int64_t n = static_cast<int64_t>(a.size()), record[8] = {};
  for (unsigned level : {0u, 3u}) {
    LoadedKernels kernels(divisionKernel, runnableArchs(), level);
    for (const std::string &arch : runnableArchs()) {
      std::vector<int32_t> q(n, 99), m(n, 99);
      Slots slots;
      slots.add(a.data())
          .add(n)
          .add(b.data())
          .add(n)
          .add(q.data())
          .add(n)
          .add(m.data())
          .add(n)
          .add(n)
          .add(record);
      kernels.run("divide", arch, slots, 0, n);
      for (int64_t i = 0; i < n; ++i) {
        int64_t wide = b[i] == 0 ? 0 : static_cast<int64_t>(a[i]) / b[i];
        uint32_t rest = b[i] == 0 ? 0 : static_cast<uint32_t>(a[i]) % static_cast<uint32_t>(b[i]);
        ASSERT_EQ(q[i], static_cast<int32_t>(wide)) << a[i] << " / " << b[i] << " " << arch;
        ASSERT_EQ(static_cast<uint32_t>(m[i]), rest) << a[i] << " % " << b[i] << " " << arch;
      }
    }
  }
}

std::string convertKernel(const std::string &name, const std::string &from, const std::string &to,
                          const std::string &op) {
  return "gpu.func @" + name + "(%in: memref<?x" + from + ">, %ni: i64, %out: memref<?x" + to +
         ">, %no: i64, %d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = \"" + name +
         "\", dc.rank = 1 : i64} {\n" +
         "dc.threads (%i) in (%d) {\n %p = arith.index_cast %i : i64 to index\n" +
         "%v = memref.load %in[%p] : memref<?x" + from + ">\n" + "%w = " + op +
         "\n memref.store %w, %out[%p] : memref<?x" + to + ">\n}\ngpu.return\n}\n";
}

template <typename From, typename To>
std::vector<To> convert(LoadedKernels &kernels, const std::string &name, const std::string &arch,
                        const std::vector<From> &in) {
  int64_t n = static_cast<int64_t>(in.size()), record[8] = {};
  std::vector<To> out(n);
  Slots slots;
  slots.add(in.data()).add(n).add(out.data()).add(n).add(n).add(record);
  kernels.run(name, arch, slots, 0, n);
  return out;
}

/// The value of a 16-bit float with `mantissa` bits, exactly; NaN and infinity as such.
double valueOf(uint16_t bits, int mantissa) {
  int exponentBits = 15 - mantissa, bias = (1 << (exponentBits - 1)) - 1;
  int exponent = (bits >> mantissa) & ((1 << exponentBits) - 1),
      fraction = bits & ((1 << mantissa) - 1);
  double value =
      exponent == (1 << exponentBits) - 1 ? (fraction ? std::numeric_limits<double>::quiet_NaN()
                                                      : std::numeric_limits<double>::infinity())
      : exponent == 0 ? std::ldexp(fraction, 1 - bias - mantissa)
                      : std::ldexp(fraction + (1 << mantissa), exponent - bias - mantissa);
  return bits >> 15 ? -value : value;
}

/// Nearest, ties to even, by definition: of the two neighbours the nearer one.
uint16_t roundTo(double v, int mantissa) {
  uint16_t sign = std::signbit(v) ? 0x8000 : 0;
  double magnitude = std::fabs(v);
  uint16_t infinity = static_cast<uint16_t>(((1 << (15 - mantissa)) - 1) << mantissa);
  // Magnitudes are ordered as their bits are.
  uint16_t low = 0, high = infinity;
  while (high - low > 1) {
    uint16_t middle = static_cast<uint16_t>((low + high) / 2);
    (valueOf(middle, mantissa) <= magnitude ? low : high) = middle;
  }
  if (magnitude == std::numeric_limits<double>::infinity()) {
    return sign | infinity;
  }
  double below = valueOf(low, mantissa);
  // Beyond the largest number the next step counts as if the exponent went on.
  double above =
      high == infinity ? below + (below - valueOf(low - 1, mantissa)) : valueOf(high, mantissa);
  double toBelow = magnitude - below, toAbove = above - magnitude;
  bool up = toAbove < toBelow || (toAbove == toBelow && (low & 1));
  return sign | (up ? high : low);
}

TEST(CPUArithmetic, SmallFloatsConvertExactlyWithAndWithoutHardware) {
  LoadedKernels kernels(convertKernel("h2f", "f16", "f32", "arith.extf %v : f16 to f32") +
                            convertKernel("b2f", "bf16", "f32", "arith.extf %v : bf16 to f32") +
                            convertKernel("f2h", "f32", "f16", "arith.truncf %v : f32 to f16") +
                            convertKernel("f2b", "f32", "bf16", "arith.truncf %v : f32 to bf16") +
                            convertKernel("d2h", "f64", "f16", "arith.truncf %v : f64 to f16") +
                            convertKernel("d2b", "f64", "bf16", "arith.truncf %v : f64 to bf16"),
                        runnableArchs());
  std::vector<uint16_t> all(65536);
  for (int i = 0; i < 65536; ++i) {
    all[i] = static_cast<uint16_t>(i);
  }
  // Every 16-bit value, what lies half way to the next, and both sides of that; then anything.
  std::mt19937_64 random(3);
  for (const std::string &arch : runnableArchs()) {
    for (auto [type, mantissa] : {std::pair{std::string("h"), 10}, {std::string("b"), 7}}) {
      std::vector<float> extended = convert<uint16_t, float>(kernels, type + "2f", arch, all);
      std::vector<float> singles;
      std::vector<double> doubles;
      for (int i = 0; i < 65536; ++i) {
        double expected = valueOf(all[i], mantissa);
        if (std::isnan(expected)) {
          ASSERT_TRUE(std::isnan(extended[i])) << type << " " << i << " " << arch;
        } else {
          ASSERT_EQ(std::bit_cast<uint32_t>(extended[i]),
                    std::bit_cast<uint32_t>(static_cast<float>(expected)))
              << type << " " << i << " " << arch;
        }
        double next = valueOf(all[i] + 1, mantissa), middle = expected + (next - expected) / 2;
        for (double v :
             {expected, middle, std::nextafter(middle, 0.0), std::nextafter(middle, 1e308)}) {
          doubles.push_back(v);
          singles.push_back(static_cast<float>(v));
        }
        float half = static_cast<float>(middle);
        singles.push_back(std::nextafterf(half, 0.0f));
        singles.push_back(std::nextafterf(half, 1e38f));
        singles.push_back(std::bit_cast<float>(static_cast<uint32_t>(random())));
        doubles.push_back(std::bit_cast<double>(random()));
        doubles.push_back(std::bit_cast<float>(static_cast<uint32_t>(random())));
      }
      std::vector<uint16_t> fromSingle =
          convert<float, uint16_t>(kernels, "f2" + type, arch, singles);
      for (size_t i = 0; i < singles.size(); ++i) {
        if (std::isnan(singles[i])) {
          ASSERT_TRUE(std::isnan(valueOf(fromSingle[i], mantissa))) << type << " " << arch;
        } else {
          ASSERT_EQ(fromSingle[i], roundTo(singles[i], mantissa))
              << type << " " << std::hexfloat << singles[i] << " " << arch;
        }
      }
      std::vector<uint16_t> fromDouble =
          convert<double, uint16_t>(kernels, "d2" + type, arch, doubles);
      for (size_t i = 0; i < doubles.size(); ++i) {
        if (std::isnan(doubles[i])) {
          ASSERT_TRUE(std::isnan(valueOf(fromDouble[i], mantissa))) << type << " " << arch;
        } else {
          ASSERT_EQ(fromDouble[i], roundTo(doubles[i], mantissa))
              << type << " " << std::hexfloat << doubles[i] << " " << arch;
        }
      }
    }
  }
}

TEST(CPUArithmetic, SmallFloatsComputeInSinglePrecision) {
  LoadedKernels kernels(
      convertKernel("square", "bf16", "bf16", "arith.mulf %v, %v : bf16") +
          convertKernel("less", "f16", "i8",
                        "arith.constant 1 : i8\n%z = arith.constant 1.5 : f16\n"
                        "%c = arith.cmpf olt, %v, %z : f16\n"
                        "%w2 = arith.extui %c : i1 to i8\n%w3 = arith.muli %w, %w2 : i8"),
      runnableArchs());
  for (const std::string &arch : runnableArchs()) {
    std::vector<uint16_t> in = {0x3f80, 0x4000, 0x3f81, 0xff80, 0x0001, 0x7f7f};
    std::vector<uint16_t> out = convert<uint16_t, uint16_t>(kernels, "square", arch, in);
    for (size_t i = 0; i < in.size(); ++i) {
      float v = static_cast<float>(valueOf(in[i], 7));
      EXPECT_EQ(out[i], roundTo(v * v, 7)) << arch << " " << v;
    }
  }
}

TEST(CPUArithmetic, NarrowScalarsReadTheirOwnBytes) {
  LoadedKernels kernels(R"(
    gpu.func @narrow(%b: i8, %h: i16, %w: i32, %f: f32, %out: memref<?xi64>, %n: i64, %d: i64, %r: memref<8xi64>)
        kernel attributes {dc.kernel = "narrow", dc.rank = 1 : i64} {
      dc.threads (%i) in (%d) {
        %p = arith.index_cast %i : i64 to index
        %x = arith.extsi %b : i8 to i64
        %y = arith.extui %h : i16 to i64
        %z = arith.extsi %w : i32 to i64
        %g = arith.fptosi %f : f32 to i64
        %s = arith.addi %x, %y : i64
        %t = arith.addi %s, %z : i64
        %u = arith.addi %t, %g : i64
        memref.store %u, %out[%p] : memref<?xi64>
      }
      gpu.return
    })",
                        runnableArchs());
  for (const std::string &arch : runnableArchs()) {
    int64_t out = 0, record[8] = {};
    Slots slots;
    slots.add(int8_t{-3})
        .add(uint16_t{50000})
        .add(int32_t{-7})
        .add(9.0f)
        .add(&out)
        .add(int64_t{1})
        .add(int64_t{1})
        .add(record);
    kernels.run("narrow", arch, slots, 0, 1);
    EXPECT_EQ(out, -3 + 50000 - 7 + 9) << arch;
  }
}

TEST(CPUArithmetic, PrivateArraysTakeTheirStackOnce) {
  // A million threads with 4 KiB each: an alloca inside the loop would overflow any stack.
  LoadedKernels kernels(R"(
    gpu.func @table(%out: memref<?xi32>, %n: i64, %d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "table", dc.rank = 1 : i64} {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c32 = arith.constant 32 : index
      %mask = arith.constant 31 : i64
      dc.threads (%i) in (%d) {
        %table = memref.alloca() : memref<32x32xi32>
        scf.for %a = %c0 to %c32 step %c1 {
          scf.for %b = %c0 to %c32 step %c1 {
            %p = arith.muli %a, %c32 : index
            %q = arith.addi %p, %b : index
            %v = arith.index_cast %q : index to i32
            memref.store %v, %table[%a, %b] : memref<32x32xi32>
          }
        }
        %m = arith.andi %i, %mask : i64
        %at = arith.index_cast %m : i64 to index
        %w = memref.load %table[%at, %at] : memref<32x32xi32>
        %o = arith.index_cast %i : i64 to index
        memref.store %w, %out[%o] : memref<?xi32>
      }
      gpu.return
    })",
                        runnableArchs(), /*optLevel=*/0);
  for (const std::string &arch : runnableArchs()) {
    int64_t n = 10000, record[8] = {};
    std::vector<int32_t> out(n);
    Slots slots;
    slots.add(out.data()).add(n).add(n).add(record);
    kernels.run("table", arch, slots, 0, n);
    for (int64_t i = 0; i < n; ++i) {
      ASSERT_EQ(out[i], (i % 32) * 33) << arch;
    }
  }
}

} // namespace
