// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Exchanges in subgroups, against loops written for each and against the same source on the host.
#include "test/e2e/OnEveryDevice.h"

#include <dotcompute/host.h>

#include "test/e2e/kernels/subgroups.dc.cpp"

#include <algorithm>
#include <cmath>

namespace {

using dc::rt::copy_in;
using dc::rt::copy_inout;

using Subgroups = e2e::OnEveryDevice;
E2E_ON_EVERY_DEVICE(Subgroups);

constexpr int64_t kSize = 32; // on every device that there is so far

#define ASSERT_LAUNCHED(...)                                                                       \
  do {                                                                                             \
    auto launched = (__VA_ARGS__);                                                                 \
    ASSERT_TRUE(launched.ok()) << launched.status().to_string();                                   \
  } while (false)

template <class T> bool sameBits(const std::vector<T> &a, const std::vector<T> &b) {
  return a.size() == b.size() &&
         (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(T)) == 0);
}

/// The first thread of each subgroup and how many it has, for blocks of `block` threads.
template <class Work> void forEachSubgroup(int64_t threads, int64_t block, Work work) {
  for (int64_t first = 0; first < threads; first += block) {
    for (int64_t s = 0; s < block; s += kSize) {
      work(first + s, std::min(kSize, block - s));
    }
  }
}

template <int B> void checkPlaces(dc::rt::Queue &queue, const dc::rt::Kernel &kernel) {
  std::vector<int> lane(3 * B), subgroup(3 * B), size(3 * B), count(3 * B);
  ASSERT_LAUNCHED(queue.launch(kernel, copy_inout(lane), copy_inout(subgroup), copy_inout(size),
                               copy_inout(count)));
  for (int i = 0; i < 3 * B; ++i) {
    ASSERT_EQ(lane[i], i % B % kSize) << i;
    ASSERT_EQ(subgroup[i], i % B / kSize) << i;
    ASSERT_EQ(size[i], kSize);
    ASSERT_EQ(count[i], (B + kSize - 1) / kSize);
  }
  auto again = lane;
  dc::host::run(places<B>, again, subgroup, size, count);
  ASSERT_EQ(again, lane);
}

TEST_P(Subgroups, SayWhereAThreadIs) {
  checkPlaces<64>(*queue, kernel("subgroups", "places<64>"));
  checkPlaces<40>(*queue, kernel("subgroups", "places<40>"));
  checkPlaces<1>(*queue, kernel("subgroups", "places<1>"));
  std::vector<int> lane(80), neighbour(80);
  ASSERT_LAUNCHED(queue->launch(kernel("subgroups", "places_of_plane"), copy_inout(lane),
                                copy_inout(neighbour)));
  for (int i = 0; i < 80; ++i) {
    int t = i % 40;
    ASSERT_EQ(lane[i], t % 32);
    ASSERT_EQ(neighbour[i], t == 31 || t == 39 ? t : t + 1) << i;
  }
}

template <class T> T draw(std::mt19937_64 &random) {
  if constexpr (std::is_integral_v<T>) {
    return static_cast<T>(random());
  } else {
    // Sums of these depend on their order.
    return static_cast<T>(
        static_cast<float>(std::uniform_real_distribution<double>(-1, 1)(random) * 300));
  }
}

template <class T, int B>
void checkCombine(dc::rt::Queue &queue, const dc::rt::Kernel &kernel, std::mt19937_64 &random,
                  bool withNaN = false) {
  const int64_t n = 5 * B;
  std::vector<T> x(n);
  for (T &v : x) {
    v = draw<T>(random);
  }
  if (withNaN) {
    x[n / 2] = static_cast<T>(std::nanf(""));
  }
  std::vector<T> sum(n), least(n), greatest(n), before(n);
  ASSERT_LAUNCHED(queue.launch(kernel, copy_in(x), copy_inout(sum), copy_inout(least),
                               copy_inout(greatest), copy_inout(before)));
  using Wide = std::conditional_t<std::is_integral_v<T>, uint64_t,
                                  std::conditional_t<sizeof(T) == 8, double, float>>;
  bool failed = false;
  forEachSubgroup(n, B, [&](int64_t first, int64_t count) {
    // The stated tree, in its plainest form: neighbours, pairs of these, and so on.
    std::vector<Wide> level;
    for (int64_t i = 0; i < count; ++i) {
      level.push_back(static_cast<Wide>(x[first + i]));
    }
    std::vector<Wide> scan = level;
    while (level.size() > 1) {
      std::vector<Wide> next;
      for (size_t i = 0; i < level.size(); i += 2) {
        next.push_back(i + 1 < level.size() ? static_cast<Wide>(level[i] + level[i + 1])
                                            : level[i]);
      }
      level = next;
    }
    for (int64_t d = 1; d < kSize; d *= 2) {
      std::vector<Wide> old = scan;
      for (int64_t i = d; i < count; ++i) {
        scan[i] = static_cast<Wide>(old[i - d] + old[i]);
      }
    }
    for (int64_t i = 0; i < count && !failed; ++i) {
      T s = static_cast<T>(level[0]), b = i == 0 ? T(0) : static_cast<T>(scan[i - 1]);
      auto same = [](T p, T q) {
        if constexpr (!std::is_integral_v<T>) {
          if (p != p && q != q) {
            return true;
          }
        }
        return std::memcmp(&p, &q, sizeof p) == 0;
      };
      bool hasNaN = false;
      T lo = x[first], hi = x[first];
      for (int64_t k = 0; k < count; ++k) {
        hasNaN |= x[first + k] != x[first + k];
        lo = x[first + k] < lo ? x[first + k] : lo;
        hi = hi < x[first + k] ? x[first + k] : hi;
      }
      failed = !same(sum[first + i], s) || !same(before[first + i], b);
      if (hasNaN) {
        failed |=
            least[first + i] == least[first + i] || greatest[first + i] == greatest[first + i];
      } else {
        failed |= !same(least[first + i], lo) || !same(greatest[first + i], hi);
      }
      ASSERT_FALSE(failed) << "thread " << first + i << " of blocks of " << B;
    }
  });
  if (!withNaN) {
    std::vector<T> hostSum(n), hostLeast(n), hostGreatest(n), hostBefore(n);
    dc::host::run(combine<T, B>, x, hostSum, hostLeast, hostGreatest, hostBefore);
    ASSERT_TRUE(sameBits(sum, hostSum) && sameBits(least, hostLeast) &&
                sameBits(greatest, hostGreatest) && sameBits(before, hostBefore))
        << B;
  }
}

#define CHECK(check, type, size, ...)                                                              \
  check<type, size>(*queue, kernel("subgroups", #__VA_ARGS__), random)

TEST_P(Subgroups, CombineIntegers) {
  CHECK(checkCombine, int, 64, combine<int, 64>);
  CHECK(checkCombine, int, 40, combine<int, 40>);
  CHECK(checkCombine, int, 33, combine<int, 33>);
  CHECK(checkCombine, int, 1, combine<int, 1>);
  CHECK(checkCombine, unsigned, 40, combine<unsigned int, 40>);
  CHECK(checkCombine, std::int64_t, 40, combine<long, 40>);
  CHECK(checkCombine, std::uint64_t, 64, combine<unsigned long, 64>);
  CHECK(checkCombine, signed char, 40, combine<signed char, 40>);
  CHECK(checkCombine, unsigned short, 33, combine<unsigned short, 33>);
}

TEST_P(Subgroups, CombineFloatsInTheStatedOrder) {
  CHECK(checkCombine, float, 256, combine<float, 256>);
  CHECK(checkCombine, float, 40, combine<float, 40>);
  CHECK(checkCombine, double, 64, combine<double, 64>);
  CHECK(checkCombine, double, 33, combine<double, 33>);
  CHECK(checkCombine, dc::f16, 40, combine<dc::f16, 40>);
  CHECK(checkCombine, dc::bf16, 64, combine<dc::bf16, 64>);
  checkCombine<float, 40>(*queue, kernel("subgroups", "combine<float, 40>"), random,
                          /*withNaN=*/true);
  checkCombine<double, 64>(*queue, kernel("subgroups", "combine<double, 64>"), random,
                           /*withNaN=*/true);
}

/// Lanes far outside and negative ones, too.
template <class T, int B>
void checkExchange(dc::rt::Queue &queue, const dc::rt::Kernel &kernel, std::mt19937_64 &random) {
  const int64_t n = 4 * B;
  std::vector<T> x(n);
  std::vector<int> from(n);
  for (int64_t i = 0; i < n; ++i) {
    uint64_t bits = random(); // any bits: NaN with its payload as well
    std::memcpy(&x[i], &bits, sizeof(T));
    from[i] = static_cast<int>(random() % 80) - 20;
  }
  from[0] = std::numeric_limits<int>::min();
  from[n - 1] = std::numeric_limits<int>::max();
  std::vector<T> any(n), swapped(n), up(n), down(n), far(n), first(n);
  ASSERT_LAUNCHED(queue.launch(kernel, copy_in(x), copy_in(from), copy_inout(any),
                               copy_inout(swapped), copy_inout(up), copy_inout(down),
                               copy_inout(far), copy_inout(first)));
  std::vector<T> e[6];
  for (auto &v : e) {
    v.resize(n);
  }
  forEachSubgroup(n, B, [&](int64_t start, int64_t count) {
    for (int64_t l = 0; l < count; ++l) {
      auto read = [&](int64_t lane) { return x[start + (lane >= 0 && lane < count ? lane : l)]; };
      int64_t i = start + l;
      e[0][i] = read(from[i]);
      e[1][i] = read(l ^ 1);
      e[2][i] = read(l - 3);
      e[3][i] = read(l + 2);
      e[4][i] = read(l + from[i]);
      e[5][i] = read(0);
    }
  });
  ASSERT_TRUE(sameBits(any, e[0])) << B;
  ASSERT_TRUE(sameBits(swapped, e[1])) << B;
  ASSERT_TRUE(sameBits(up, e[2])) << B;
  ASSERT_TRUE(sameBits(down, e[3])) << B;
  ASSERT_TRUE(sameBits(far, e[4])) << B;
  ASSERT_TRUE(sameBits(first, e[5])) << B;
  std::vector<T> h[6];
  for (auto &v : h) {
    v.resize(n);
  }
  dc::host::run(exchange<T, B>, x, from, h[0], h[1], h[2], h[3], h[4], h[5]);
  for (int k = 0; k < 6; ++k) {
    ASSERT_TRUE(sameBits(h[k], e[k])) << "host, " << k << " of " << B;
  }
}

TEST_P(Subgroups, ExchangeEveryType) {
  CHECK(checkExchange, int, 64, exchange<int, 64>);
  CHECK(checkExchange, int, 40, exchange<int, 40>);
  CHECK(checkExchange, int, 33, exchange<int, 33>);
  CHECK(checkExchange, int, 1, exchange<int, 1>);
  CHECK(checkExchange, unsigned, 40, exchange<unsigned int, 40>);
  CHECK(checkExchange, std::int64_t, 40, exchange<long, 40>);
  CHECK(checkExchange, std::uint64_t, 64, exchange<unsigned long, 64>);
  CHECK(checkExchange, signed char, 40, exchange<signed char, 40>);
  CHECK(checkExchange, unsigned short, 33, exchange<unsigned short, 33>);
  CHECK(checkExchange, float, 256, exchange<float, 256>);
  CHECK(checkExchange, float, 40, exchange<float, 40>);
  CHECK(checkExchange, double, 64, exchange<double, 64>);
  CHECK(checkExchange, double, 33, exchange<double, 33>);
  CHECK(checkExchange, dc::f16, 40, exchange<dc::f16, 40>);
  CHECK(checkExchange, dc::bf16, 64, exchange<dc::bf16, 64>);
}

template <int B>
void checkVotes(dc::rt::Queue &queue, const dc::rt::Kernel &kernel, std::mt19937_64 &random) {
  const int64_t n = 6 * B;
  std::vector<int> x(n);
  for (int64_t i = 0; i < n; ++i) {
    int64_t b = i / B; // all odd, all even, any
    x[i] = b == 0 ? 1 : b == 1 ? 2 : static_cast<int>(random() % 100);
  }
  std::vector<uint64_t> ballot(n);
  std::vector<uint8_t> any(n), all(n), next(n);
  auto bools = [](std::vector<uint8_t> &v) {
    return dc::rt::copy_inout(
        dc::span<bool>(reinterpret_cast<bool *>(v.data()), static_cast<int64_t>(v.size())));
  };
  ASSERT_LAUNCHED(
      queue.launch(kernel, copy_in(x), copy_inout(ballot), bools(any), bools(all), bools(next)));
  forEachSubgroup(n, B, [&](int64_t first, int64_t count) {
    uint64_t bits = 0;
    for (int64_t l = 0; l < count; ++l) {
      bits |= uint64_t(x[first + l] % 2) << l;
    }
    uint64_t full = count == 64 ? ~uint64_t(0) : (uint64_t(1) << count) - 1;
    for (int64_t l = 0; l < count; ++l) {
      ASSERT_EQ(ballot[first + l], bits);
      ASSERT_EQ(any[first + l], bits != 0);
      ASSERT_EQ(all[first + l], bits == full);
      ASSERT_EQ(next[first + l], (bits >> (l + 1 < count ? l + 1 : l)) & 1);
    }
  });
}

TEST_P(Subgroups, Vote) {
  checkVotes<64>(*queue, kernel("subgroups", "votes<64>"), random);
  checkVotes<33>(*queue, kernel("subgroups", "votes<33>"), random);
  checkVotes<1>(*queue, kernel("subgroups", "votes<1>"), random);
}

template <int B>
void checkTotals(dc::rt::Queue &queue, const dc::rt::Kernel &kernel, const std::vector<float> &x,
                 int64_t grid) {
  std::vector<float> total(grid), host(grid);
  ASSERT_LAUNCHED(queue.launch(kernel, copy_in(x), copy_inout(total)));
  double all = 0, magnitude = 0;
  for (float v : x) {
    all += v;
    magnitude += std::fabs(v);
  }
  double sum = 0;
  for (float v : total) {
    sum += v;
  }
  ASSERT_NEAR(sum, all, 1e-4 * magnitude + 1e-6) << x.size() << " in blocks of " << B;
  if (x.size() <= 4096) {
    dc::host::run(block_total<B>, x, host);
    ASSERT_TRUE(sameBits(total, host)) << x.size() << " in blocks of " << B;
  }
}

TEST_P(Subgroups, AddUpBlocks) {
  for (int64_t n : {0, 1, 31, 33, 1000, 4096, 100003}) {
    auto x = floats(n);
    checkTotals<256>(*queue, kernel("subgroups", "block_total<256>"), x, 3);
    checkTotals<33>(*queue, kernel("subgroups", "block_total<33>"), x, 5);
    checkTotals<1>(*queue, kernel("subgroups", "block_total<1>"), x, 2);
  }
}

TEST_P(Subgroups, ScanBlocks) {
  auto compiled = kernel("subgroups", "block_scan");
  for (int64_t n : {0, 1, 199, 200, 201, 1021, 10007}) {
    auto x = integers<int>(n, -1000, 1000);
    auto y = poisoned<int>(n), host = y;
    ASSERT_LAUNCHED(queue->launch(compiled, copy_in(x), copy_inout(y)));
    int sum = 0;
    for (int64_t i = 0; i < n; ++i) {
      sum = i % 200 == 0 ? x[i] : sum + x[i];
      ASSERT_EQ(y[i], sum) << i << " of " << n;
    }
    dc::host::run(block_scan, x, host);
    ASSERT_EQ(y, host);
  }
}

TEST_P(Subgroups, CompactByBallot) {
  auto compiled = kernel("subgroups", "compact");
  for (int64_t n : {0, 1, 99, 100, 1021}) {
    int64_t blocks = n / 100 + 1;
    auto x = integers<int>(n, -3, 3);
    auto y = poisoned<int>(blocks * 100), host = y;
    std::vector<int> count(blocks), hostCount(blocks);
    ASSERT_LAUNCHED(queue->launch(compiled, copy_in(x), copy_inout(y), copy_inout(count)));
    for (int64_t b = 0; b < blocks; ++b) {
      std::vector<int> kept;
      for (int64_t i = b * 100; i < std::min(n, b * 100 + 100); ++i) {
        if (x[i] > 0) {
          kept.push_back(x[i]);
        }
      }
      ASSERT_EQ(count[b], static_cast<int>(kept.size()));
      for (size_t k = 0; k < kept.size(); ++k) {
        ASSERT_EQ(y[b * 100 + static_cast<int64_t>(k)], kept[k]);
      }
    }
    dc::host::run(compact, x, host, hostCount);
    ASSERT_EQ(y, host);
    ASSERT_EQ(count, hostCount);
  }
}

TEST_P(Subgroups, TransposeByShuffles) {
  auto compiled = kernel("subgroups", "transpose_quads");
  auto x = floats(256 * 5);
  std::vector<float> y(x.size()), host(x.size());
  ASSERT_LAUNCHED(queue->launch(compiled, copy_in(x), copy_inout(y)));
  for (size_t m = 0; m < x.size(); m += 16) {
    for (size_t r = 0; r < 4; ++r) {
      for (size_t c = 0; c < 4; ++c) {
        ASSERT_EQ(y[m + 4 * r + c], x[m + 4 * c + r]);
      }
    }
  }
  dc::host::run(transpose_quads, x, host);
  ASSERT_EQ(y, host);
}

TEST_P(Subgroups, ExchangeInLoopsAndBranches) {
  auto compiled = kernel("subgroups", "rounds");
  for (bool twice : {false, true}) {
    for (int n : {0, 1, 2, 7}) {
      auto x = integers<int>(48 * 3, -100, 100);
      std::vector<int> y(x.size()), host(x.size());
      ASSERT_LAUNCHED(queue->launch(compiled, n, twice, copy_in(x), copy_inout(y)));
      dc::host::run(rounds, n, twice, x, host);
      ASSERT_EQ(y, host) << n << twice;
      if (n == 1 && !twice) { // by hand
        for (size_t first = 0; first < x.size(); first += first % 48 == 0 ? 32 : 16) {
          size_t count = first % 48 == 0 ? 32 : 16;
          std::vector<int> v(count);
          for (size_t l = 0; l < count; ++l) {
            v[l] = x[first + l] + x[first + (l ^ 1)];
          }
          int least = *std::min_element(v.begin(), v.end());
          for (size_t l = 0; l < count; ++l) {
            ASSERT_EQ(y[first + l], v[l] - (least & 15));
          }
        }
      }
    }
  }
}

/// Kernels of this file are right for every size of a subgroup; the host can show that.
TEST(SubgroupsOnTheHost, HaveAnySize) {
  for (int64_t size : {4, 8, 16, 64}) {
    dc::detail::host_subgroup_size = size;
    std::mt19937_64 random(7);
    std::vector<int> x(1021), y(1021);
    for (int &v : x) {
      v = static_cast<int>(random() % 7) - 3;
    }
    dc::host::run(block_scan, x, y);
    int sum = 0;
    for (size_t i = 0; i < x.size(); ++i) {
      sum = i % 200 == 0 ? x[i] : sum + x[i];
      ASSERT_EQ(y[i], sum) << size;
    }
    std::vector<float> quads(256), turned(256);
    for (size_t i = 0; i < 256; ++i) {
      quads[i] = static_cast<float>(i);
    }
    dc::host::run(transpose_quads, quads, turned);
    ASSERT_EQ(turned[1], 4) << size;
    std::vector<int> kept(1100), count(11);
    dc::host::run(compact, x, kept, count);
    int all = 0;
    for (int n : count) {
      all += n;
    }
    ASSERT_EQ(all, std::count_if(x.begin(), x.end(), [](int v) { return v > 0; })) << size;
  }
  dc::detail::host_subgroup_size = 32;
}

} // namespace
