// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Layer norm of 16-bit floats with Welford's variance: a struct that merges, in shared memory; bf16
// in and out.
#include <dotcompute/kernel.h>

struct Moments {
  float count, mean, squares;

  static Moments none() { return {0, 0, 0}; }
  void add(float x) {
    count += 1;
    const float before = x - mean;
    mean += before / count;
    squares += before * (x - mean);
  }
  void merge(const Moments &other) {
    if (other.count == 0) {
      return;
    }
    const float all = count + other.count, apart = other.mean - mean;
    mean += apart * (other.count / all);
    squares += other.squares + apart * apart * (count * other.count / all);
    count = all;
  }
  float variance() const { return count > 0 ? squares / count : 0; }
};

constexpr int threads = 32;

DC_KERNEL void layer_norm(dc::view<const dc::bf16, 2> x, dc::span<const float> scale,
                          dc::span<const float> shift, float epsilon, dc::view<dc::bf16, 2> y,
                          dc::span<float> mean, dc::span<float> variance) {
  DC_BLOCK(threads);
  DC_GRID(mean.size());
  DC_REQUIRES(x.extent(0) == mean.size() && scale.size() == x.extent(1) &&
              shift.size() == x.extent(1));
  DC_SHARED Moments part[threads];
  const auto row = dc::block_id(), t = dc::thread_id();
  Moments mine = Moments::none();
  for (auto c = t; c < x.extent(1); c += threads) {
    mine.add(x(row, c));
  }
  part[t] = mine;
  dc::barrier();
  for (int half = threads / 2; half > 0; half /= 2) {
    if (t < half) {
      part[t].merge(part[t + half]);
    }
    dc::barrier();
  }
  const Moments all = part[0];
  const float inverse = 1 / dc::sqrt(all.variance() + epsilon);
  for (auto c = t; c < x.extent(1); c += threads) {
    y(row, c) = dc::bf16((float(x(row, c)) - all.mean) * inverse * scale[c] + shift[c]);
  }
  if (t == 0) {
    mean[row] = all.mean;
    variance[row] = all.variance();
  }
}
