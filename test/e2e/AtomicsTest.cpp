// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Atomic accesses from many threads against exact references, and the host's versions of them.
#include "test/e2e/OnEveryDevice.h"

#include "test/e2e/kernels/atomics.dc.cpp"

#include <dotcompute/host.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace {

using Atomics = e2e::OnEveryDevice;
E2E_ON_EVERY_DEVICE(Atomics);

TEST_P(Atomics, Histogram) {
  auto counts = kernel("atomics", "histogram");
  for (int64_t n : e2e::sizes) {
    auto values = integers<int>(n, 0, 255);
    std::vector<int> bins(256), expected(256);
    for (int v : values) {
      ++expected[v];
    }
    auto launched = queue->launch(counts, dc::rt::copy_in(values), dc::rt::copy_inout(bins));
    ASSERT_TRUE(launched.ok()) << launched.status().to_string();
    ASSERT_EQ(bins, expected) << "n=" << n;
    std::vector<int> onHost(256);
    dc::host::run(histogram, values, onHost);
    ASSERT_EQ(onHost, expected) << "n=" << n;
  }
}

TEST_P(Atomics, HistogramSkipsWhatIsOutside) {
  auto counts = kernel("atomics", "histogram");
  const int64_t n = 100003;
  auto values = integers<int>(n, -20, 300);
  std::vector<int> bins(256), expected(256);
  for (int v : values) {
    if (v >= 0 && v < 256) {
      ++expected[v];
    }
  }
  auto launched = queue->launch(counts, dc::rt::copy_in(values), dc::rt::copy_inout(bins));
  ASSERT_FALSE(launched.ok());
  EXPECT_EQ(launched.status().code(), dc::rt::StatusCode::DataFault) << launched.status().to_string();
  std::string text = launched.status().to_string();
  EXPECT_NE(text.find("bins[values[i]]"), std::string::npos) << text;
  EXPECT_NE(text.find("atomics.dc.cpp:9"), std::string::npos) << text;
  EXPECT_EQ(bins, expected);
}

TEST_P(Atomics, TicketsAreDisjoint) {
  auto choose = kernel("atomics", "ticket");
  const int64_t n = 100003;
  std::vector<int> values(n);
  std::iota(values.begin(), values.end(), 0);
  std::shuffle(values.begin(), values.end(), random);
  std::vector<int> chosen(50000), count(1), expected(40000);
  std::iota(expected.begin(), expected.end(), 0);
  auto launched = queue->launch(choose, dc::rt::copy_in(values), dc::rt::copy_inout(chosen), dc::rt::copy_inout(count), 40000);
  ASSERT_TRUE(launched.ok()) << launched.status().to_string();
  ASSERT_EQ(count[0], 40000);
  chosen.resize(40000);
  std::sort(chosen.begin(), chosen.end());
  EXPECT_EQ(chosen, expected);
}

template <class T> const char *nameOf();
template <> const char *nameOf<int>() { return "int"; }
template <> const char *nameOf<unsigned>() { return "unsigned int"; }
template <> const char *nameOf<long long>() { return "long long"; }
template <> const char *nameOf<unsigned long long>() { return "unsigned long long"; }
template <> const char *nameOf<float>() { return "float"; }
template <> const char *nameOf<double>() { return "double"; }

template <class T> std::string instance(const char *name) { return std::string(name) + "<" + nameOf<T>() + ">"; }

class AtomicKinds : public e2e::OnEveryDevice {
public:
  /// Small enough that sums of floats are exact in any order, and unsigned ones wrap.
  template <class T> std::vector<T> smallValues(int64_t n) {
    std::vector<T> values;
    for (int64_t v : integers<int64_t>(n, -64, 64)) {
      values.push_back(static_cast<T>(v));
    }
    return values;
  }

  template <class T> void reduces() {
    auto reduces = kernel("atomics", instance<T>("reduce"));
    for (int64_t n : {1, 2, 255, 257, 4096, 50021}) {
      auto values = smallValues<T>(n);
      std::vector<T> result(5), exchanged(7), old(n);
      result[2] = result[3] = values[0];
      auto launched = queue->launch(reduces, dc::rt::copy_in(values), dc::rt::copy_inout(result),
                                    dc::rt::copy_inout(exchanged), dc::rt::copy_inout(old));
      ASSERT_TRUE(launched.ok()) << launched.status().to_string();
      T sum = std::accumulate(values.begin(), values.end(), T(0));
      EXPECT_EQ(result[0], sum) << "n=" << n;
      EXPECT_EQ(result[1], static_cast<T>(0 - sum)) << "n=" << n;
      EXPECT_EQ(result[2], *std::min_element(values.begin(), values.end())) << "n=" << n;
      EXPECT_EQ(result[3], *std::max_element(values.begin(), values.end())) << "n=" << n;
      EXPECT_NE(std::find(values.begin(), values.end(), result[4]), values.end()) << "n=" << n;
      // Nothing is lost or seen twice.
      std::vector<T> in = values, out = old;
      in.insert(in.end(), 7, T(0));
      out.insert(out.end(), exchanged.begin(), exchanged.end());
      std::sort(in.begin(), in.end());
      std::sort(out.begin(), out.end());
      EXPECT_EQ(in, out) << "n=" << n;

      std::vector<T> hostResult(5), hostExchanged(7), hostOld(n);
      hostResult[2] = hostResult[3] = values[0];
      dc::host::run(reduce<T>, values, hostResult, hostExchanged, hostOld);
      EXPECT_TRUE(std::equal(hostResult.begin(), hostResult.begin() + 4, result.begin())) << "n=" << n;
    }
  }

  template <class T> void combinesBits() {
    auto combine = kernel("atomics", instance<T>("bits"));
    for (int64_t n : {1, 2, 257, 50021}) {
      std::vector<T> values(n);
      for (T &v : values) {
        v = static_cast<T>(random() | 5);
      }
      std::vector<T> result = {static_cast<T>(-1), 0, 0}, expected = result;
      for (T v : values) {
        expected[0] &= v, expected[1] |= v, expected[2] ^= v;
      }
      std::vector<T> onHost = result;
      dc::host::run(bits<T>, values, onHost);
      auto launched = queue->launch(combine, dc::rt::copy_in(values), dc::rt::copy_inout(result));
      ASSERT_TRUE(launched.ok()) << launched.status().to_string();
      EXPECT_EQ(result, expected) << "n=" << n;
      EXPECT_EQ(onHost, expected) << "n=" << n;
    }
  }

  template <class T> void floatExtremes() {
    auto reduces = kernel("atomics", instance<T>("reduce"));
    const int64_t n = 5000;
    auto run = [&](const std::vector<T> &values, T start) {
      std::vector<T> result(5, start), exchanged(7), old(n);
      auto launched = queue->launch(reduces, dc::rt::copy_in(values), dc::rt::copy_inout(result),
                                    dc::rt::copy_inout(exchanged), dc::rt::copy_inout(old));
      EXPECT_TRUE(launched.ok()) << launched.status().to_string();
      return result;
    };
    const T nan = std::numeric_limits<T>::quiet_NaN();
    std::vector<T> values = smallValues<T>(n);
    auto clean = run(values, T(0));
    EXPECT_FALSE(std::isnan(clean[2]) || std::isnan(clean[3]));
    values[random() % n] = nan;
    auto poisonedByOne = run(values, T(0));
    EXPECT_TRUE(std::isnan(poisonedByOne[2]) && std::isnan(poisonedByOne[3]));
    auto poisonedBefore = run(smallValues<T>(n), nan);
    EXPECT_TRUE(std::isnan(poisonedBefore[2]) && std::isnan(poisonedBefore[3]));
    std::vector<T> zeros(n, T(0));
    zeros[n / 2] = -T(0);
    EXPECT_TRUE(std::signbit(run(zeros, T(0))[2]));
    EXPECT_FALSE(std::signbit(run(zeros, -T(0))[3]));
    values.assign(n, T(1));
    values[3] = std::numeric_limits<T>::infinity(), values[4] = -values[3];
    auto infinite = run(values, T(0));
    EXPECT_EQ(infinite[2], values[4]);
    EXPECT_EQ(infinite[3], values[3]);
  }

  template <class T> void multiplies() {
    auto multiply = kernel("atomics", instance<T>("product"));
    std::vector<T> values(2000), result = {T(3)};
    int twos = 0;
    for (T &v : values) {
      v = static_cast<T>(random() % 100 == 0 && twos < 20 ? (++twos, 2) : 1);
    }
    auto launched = queue->launch(multiply, dc::rt::copy_in(values), dc::rt::copy_inout(result));
    ASSERT_TRUE(launched.ok()) << launched.status().to_string();
    EXPECT_EQ(result[0], static_cast<T>(3ull << twos));
  }

  template <class T> void comparesBits() {
    auto replaces = kernel("atomics", instance<T>("replace"));
    const T nan = std::numeric_limits<T>::quiet_NaN();
    auto run = [&](std::vector<T> x, T expected) {
      std::vector<T> old(x.size()), onHost = x, oldOnHost(x.size());
      auto launched = queue->launch(replaces, dc::rt::copy_inout(x), expected, T(5), dc::rt::copy_inout(old));
      EXPECT_TRUE(launched.ok()) << launched.status().to_string();
      dc::host::run(replace<T>, onHost, expected, T(5), oldOnHost);
      EXPECT_EQ(std::memcmp(x.data(), onHost.data(), x.size() * sizeof(T)), 0);
      EXPECT_EQ(std::memcmp(old.data(), oldOnHost.data(), x.size() * sizeof(T)), 0);
      return x;
    };
    auto zeros = run({T(0), -T(0), T(1)}, T(0));
    EXPECT_EQ(zeros, (std::vector<T>{T(5), T(0), T(1)}));
    EXPECT_TRUE(std::signbit(zeros[1]));
    EXPECT_EQ(run({nan, T(1)}, nan), (std::vector<T>{T(5), T(1)}));
  }
};
E2E_ON_EVERY_DEVICE(AtomicKinds);

TEST_P(AtomicKinds, Int) { reduces<int>(), combinesBits<int>(); }
TEST_P(AtomicKinds, Unsigned) { reduces<unsigned>(), combinesBits<unsigned>(), multiplies<unsigned>(); }
TEST_P(AtomicKinds, Long) { reduces<long long>(), combinesBits<long long>(); }
TEST_P(AtomicKinds, UnsignedLong) {
  reduces<unsigned long long>(), combinesBits<unsigned long long>(), multiplies<unsigned long long>();
}
TEST_P(AtomicKinds, Float) { reduces<float>(), floatExtremes<float>(), multiplies<float>(), comparesBits<float>(); }
TEST_P(AtomicKinds, Double) { reduces<double>(), floatExtremes<double>(), multiplies<double>(), comparesBits<double>(); }

/// 16-bit floats, in counts that they hold exactly: every count is given out once.
template <class T> void countsSmall(dc::rt::Queue &queue, const dc::rt::Kernel &kernel, int each) {
  std::vector<T> counts(7, T(0.0f)), old(3 * each);
  counts[0] = counts[5] = counts[6] = T(7.0f);
  auto launched = queue.launch(kernel, dc::rt::copy_inout(counts), dc::rt::copy_inout(old));
  ASSERT_TRUE(launched.ok()) << launched.status().to_string();
  for (int k : {1, 2, 3}) {
    EXPECT_EQ(float(counts[k]), each);
  }
  EXPECT_EQ(float(counts[4]), 1.5f * each);
  for (int k : {0, 5, 6}) {
    EXPECT_EQ(float(counts[k]), 7);
  }
  for (int k = 0; k < 3; ++k) {
    std::vector<float> seen;
    for (size_t i = k; i < old.size(); i += 3) {
      seen.push_back(old[i]);
    }
    std::sort(seen.begin(), seen.end());
    for (int i = 0; i < each; ++i) {
      ASSERT_EQ(seen[i], i);
    }
  }
  std::vector<T> hostCounts(7, T(0.0f)), hostOld(old.size());
  hostCounts[0] = hostCounts[5] = hostCounts[6] = T(7.0f);
  dc::host::run(count_small<T>, hostCounts, hostOld);
  EXPECT_EQ(std::memcmp(counts.data(), hostCounts.data(), sizeof(T) * 7), 0);
}
TEST_P(AtomicKinds, Float16) { countsSmall<dc::f16>(*queue, kernel("atomics", "count_small<dc::f16>"), 600); }
TEST_P(AtomicKinds, BFloat16) { countsSmall<dc::bf16>(*queue, kernel("atomics", "count_small<dc::bf16>"), 80); }

} // namespace
