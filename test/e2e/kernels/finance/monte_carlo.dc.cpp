// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An Asian option by simulation, paths from Philox and Box-Muller, summed by a block: a generator
// class with a cached value, shared memory in double precision, a grid-stride loop.
#include <dotcompute/kernel.h>

#include <cstdint>
#include <numbers>

class NormalSource {
public:
  NormalSource(uint32_t seed, uint32_t path) : seed(seed), path(path) {}

  float next() {
    if (cached) {
      cached = false;
      return kept;
    }
    uint32_t a = path, b = draws++, key = seed;
    for (int round = 0; round < 7; ++round) { // Philox 2x32
      uint64_t product = uint64_t(0xd256d193u) * a;
      a = uint32_t(product >> 32) ^ key ^ b;
      b = uint32_t(product);
      key += 0x9e3779b9u;
    }
    const float u = (static_cast<float>(a >> 8) + 1.0f) * 0x1p-24f,
                v = static_cast<float>(b >> 8) * 0x1p-24f;
    const float radius = dc::sqrt(-2.0f * dc::log(u)), angle = 2 * std::numbers::pi_v<float> * v;
    kept = radius * dc::sin(angle);
    cached = true;
    return radius * dc::cos(angle);
  }

private:
  uint32_t seed, path, draws = 0;
  bool cached = false;
  float kept = 0;
};

constexpr int threads = 128;

DC_KERNEL void monte_carlo(uint32_t seed, int paths, int steps, float spot, float strike,
                           float drift, float deviation, dc::span<double> sums) {
  DC_BLOCK(threads);
  DC_GRID(sums.size());
  DC_SHARED double part[threads];
  const auto t = dc::thread_id();
  double sum = 0;
  for (auto path = dc::global_id(); path < paths; path += dc::domain(0)) {
    NormalSource normal(seed, static_cast<uint32_t>(path));
    float price = spot, total = 0;
    for (int step = 0; step < steps; ++step) {
      price *= dc::exp(drift + deviation * normal.next());
      total += price;
    }
    sum += static_cast<double>(dc::max(total / static_cast<float>(steps) - strike, 0.0f));
  }
  part[t] = sum;
  dc::barrier();
  for (int half = threads / 2; half > 0; half >>= 1) {
    if (t < half) {
      part[t] += part[t + half];
    }
    dc::barrier();
  }
  if (t == 0) {
    sums[dc::block_id()] = part[0];
  }
}
