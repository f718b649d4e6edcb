// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels run on every thread of their range, once, whatever the size, the rank and the split.
#include "test/unit/backends/KernelHarness.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace {

const int64_t sizes[] = {0, 1, 2, 7, 8, 15, 16, 17, 31, 63, 64, 65, 100, 1000, 4099};

std::string saxpyKernel(const std::string &type, const std::string &compute) {
  return R"(
    gpu.func @saxpy_)" +
         type +
         R"((%a: T, %x: memref<?xT>, %nx: i64, %y: memref<?xT>, %ny: i64, %d: i64, %r: memref<8xi64>)
        kernel attributes {dc.kernel = "saxpy<)" +
         type + R"(>", dc.rank = 1 : i64} {
      dc.threads (%i) in (%d) {
        %p = arith.index_cast %i : i64 to index
        %v = memref.load %x[%p] : memref<?xT>
        %w = memref.load %y[%p] : memref<?xT>
        )" +
         compute + R"(
        memref.store %s, %y[%p] : memref<?xT>
      }
      gpu.return
    })";
}

std::string withType(std::string text, const std::string &type) {
  for (size_t at; (at = text.find("<?xT>")) != std::string::npos;) {
    text.replace(at, 5, "<?x" + type + ">");
  }
  for (size_t at; (at = text.find(": T")) != std::string::npos;) {
    text.replace(at, 3, ": " + type);
  }
  return text;
}

/// Two roundings where the architecture has no FMA, one elsewhere.
template <typename T> T multiplyAdd(const std::string &arch, T a, T x, T y) {
  if (arch != "x86-64-v2") {
    return std::fma(a, x, y);
  }
  volatile T product = a * x;
  return product + y;
}
template <> int32_t multiplyAdd(const std::string &, int32_t a, int32_t x, int32_t y) {
  return static_cast<int32_t>(static_cast<uint32_t>(a) * static_cast<uint32_t>(x) +
                              static_cast<uint32_t>(y));
}

template <typename T> void checkSaxpy(LoadedKernels &kernels, const std::string &name, T a) {
  std::mt19937 random(1);
  for (const std::string &arch : runnableArchs()) {
    for (int64_t n : sizes) {
      std::vector<T> x(n), y(n + 8), expected;
      for (T &v : x) {
        v = static_cast<T>(static_cast<int32_t>(random())) / static_cast<T>(97);
      }
      for (T &v : y) {
        v = static_cast<T>(static_cast<int32_t>(random())) / static_cast<T>(89);
      }
      expected = y;
      for (int64_t i = 0; i < n; ++i) {
        expected[i] = multiplyAdd(arch, a, x[i], y[i]);
      }
      int64_t record[8] = {};
      Slots slots;
      slots.add(a).add(x.data()).add(n).add(y.data()).add(n).add(n).add(record);
      kernels.run(name, arch, slots, 0, n);
      ASSERT_EQ(std::memcmp(y.data(), expected.data(), y.size() * sizeof(T)), 0)
          << name << " " << arch << " n = " << n;
      ASSERT_EQ(record[0], 0);
    }
  }
}

TEST(CPUThreads, SaxpyOnOddSizes) {
  std::string fused = "%s = dc.muladd %a, %v, %w : T";
  std::string wrapping = "%m = arith.muli %a, %v : T\n%s = arith.addi %m, %w : T";
  std::string body = withType(saxpyKernel("f32", fused), "f32") +
                     withType(saxpyKernel("f64", fused), "f64") +
                     withType(saxpyKernel("i32", wrapping), "i32");
  for (unsigned level : {0u, 3u}) {
    LoadedKernels kernels(body, runnableArchs(), level);
    checkSaxpy<float>(kernels, "saxpy<f32>", 1.1f);
    checkSaxpy<double>(kernels, "saxpy<f64>", 1.1);
    checkSaxpy<int32_t>(kernels, "saxpy<i32>", 0x12345677);
  }
}

/// Counts in out[linear] how often a thread ran, and checks its ids against the linear id computed
/// from them.
const char *countKernels = R"(
    gpu.func @count1(%out: memref<?xi64>, %n: i64, %d0: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "count1", dc.rank = 1 : i64} {
      dc.threads (%i) in (%d0) {
        %p = arith.index_cast %i : i64 to index
        %v = memref.load %out[%p] : memref<?xi64>
        %one = arith.constant 1 : i64
        %w = arith.addi %v, %one : i64
        memref.store %w, %out[%p] : memref<?xi64>
      }
      gpu.return
    }
    gpu.func @count2(%out: memref<?xi64>, %n: i64, %d0: i64, %d1: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "count2", dc.rank = 2 : i64} {
      dc.threads (%i, %j) in (%d0, %d1) {
        %row = arith.muli %i, %d1 : i64
        %l = arith.addi %row, %j : i64
        %p = arith.index_cast %l : i64 to index
        %v = memref.load %out[%p] : memref<?xi64>
        %one = arith.constant 1 : i64
        %w = arith.addi %v, %one : i64
        memref.store %w, %out[%p] : memref<?xi64>
      }
      gpu.return
    }
    gpu.func @count3(%out: memref<?xi64>, %n: i64, %d0: i64, %d1: i64, %d2: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "count3", dc.rank = 3 : i64} {
      dc.threads (%i, %j, %k) in (%d0, %d1, %d2) {
        %plane = arith.muli %i, %d1 : i64
        %q = arith.addi %plane, %j : i64
        %row = arith.muli %q, %d2 : i64
        %l = arith.addi %row, %k : i64
        %p = arith.index_cast %l : i64 to index
        %v = memref.load %out[%p] : memref<?xi64>
        %one = arith.constant 1 : i64
        %w = arith.addi %v, %one : i64
        memref.store %w, %out[%p] : memref<?xi64>
      }
      gpu.return
    })";

TEST(CPUThreads, AnySplitRunsEachThreadOnce) {
  LoadedKernels kernels(countKernels, runnableArchs());
  const std::vector<std::vector<int64_t>> domains = {{1},       {100},     {1, 1},     {5, 7},
                                                     {64, 1},   {1, 64},   {3, 100},   {1, 1, 1},
                                                     {3, 4, 5}, {7, 1, 9}, {2, 33, 17}};
  std::mt19937 random(2);
  for (const std::string &arch : runnableArchs()) {
    for (const auto &domain : domains) {
      int64_t total = 1;
      for (int64_t extent : domain) {
        total *= extent;
      }
      std::vector<int64_t> counts(total + 1);
      int64_t record[8] = {};
      Slots slots;
      slots.add(counts.data()).add(total);
      for (int64_t extent : domain) {
        slots.add(extent);
      }
      slots.add(record);
      std::string name = "count" + std::to_string(domain.size());
      int64_t rounds = 20;
      for (int64_t round = 0; round < rounds; ++round) {
        for (int64_t first = 0; first < total;) {
          int64_t last =
              round == 0 ? total : std::min<int64_t>(total, first + random() % (total + 1));
          kernels.run(name, arch, slots, first, last);
          first = last;
        }
      }
      for (int64_t i = 0; i < total; ++i) {
        ASSERT_EQ(counts[i], rounds) << name << " " << arch << " thread " << i;
      }
      ASSERT_EQ(counts[total], 0) << name << " " << arch;
    }
  }
}

TEST(CPUThreads, EmptyRangeAndEmptyDomainRunNothing) {
  LoadedKernels kernels(countKernels, {"x86-64-v2"});
  int64_t count = 0, record[8] = {};
  Slots one, two, three;
  one.add(&count).add(int64_t{0}).add(int64_t{0}).add(record);
  two.add(&count).add(int64_t{0}).add(int64_t{0}).add(int64_t{0}).add(record);
  three.add(&count).add(int64_t{0}).add(int64_t{3}).add(int64_t{0}).add(int64_t{0}).add(record);
  kernels.run("count1", "x86-64-v2", one, 0, 0);
  kernels.run("count2", "x86-64-v2", two, 0, 0);
  kernels.run("count3", "x86-64-v2", three, 0, 0);
  EXPECT_EQ(count, 0);
}

} // namespace
