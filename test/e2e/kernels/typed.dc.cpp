// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels for typed launchers: a domain of their own, none, blocks, a structure with an array, templates, 16-bit floats.
#include <dotcompute/kernel.h>

#include <array>

struct Weights {
  dc::span<const float> factor;
  struct {
    float bias;
    bool negate;
  } last;
};

DC_KERNEL void weigh(Weights w, dc::view<const float, 2> x, dc::view<float, 2> y) {
  DC_DOMAIN(y.extent(0), y.extent(1));
  DC_REQUIRES(w.factor.size() == y.extent(1));
  auto [r, c] = dc::global_id<2>();
  float value = w.factor[c] * x(r, c);
  y(r, c) = w.last.negate ? -value : value + w.last.bias;
}

struct Sample {
  float value;
  unsigned char weight[3];
};

DC_KERNEL void scale_samples(dc::span<const Sample> in, float by, dc::span<Sample> out) {
  DC_DOMAIN(out.size());
  auto i = dc::global_id();
  out[i] = in[i];
  out[i].value *= by;
}

struct Tap {
  float weight;
  int shift;
};

struct Mix {
  std::array<dc::span<const float>, 2> in;
  float weight[2];
};

/// Arrays of arrays, of scalars and of structures; one element; neighbours any distance apart.
DC_KERNEL void mix(Mix m, std::array<Tap, 2> taps, const float &offset, int &count, dc::strided_view<float, 1> out) {
  DC_DOMAIN(out.size());
  DC_REQUIRES(taps[1].shift >= 0 && m.in[0].size() == m.in[1].size() && m.weight[1] >= 0);
  const auto i = dc::global_id();
  float sum = offset;
  for (int k = 0; k < 2; ++k) {
    const dc::index at = i + taps[k].shift;
    sum += at < m.in[0].size() ? m.weight[k] * taps[k].weight * (m.in[0][at] + m.in[1][at]) : 0;
  }
  dc::atomic_add(count, 1);
  out[i] = sum;
}

namespace tools {

/// Says which variant it is.
template <int Factor>
DC_KERNEL void which(dc::span<int> block, dc::span<int> each) {
  DC_TUNE(B, 64, 128);
  DC_TUNE(PER_THREAD, 1, 4);
  DC_BLOCK(B);
  DC_GRID(block.size());
  if (dc::thread_id() == 0) {
    block[dc::block_id()] = static_cast<int>(dc::block_dim());
    each[dc::block_id()] = static_cast<int>(PER_THREAD) * Factor;
  }
}
template void which<10>(dc::span<int>, dc::span<int>);

template <class T>
DC_KERNEL void fill(T value, dc::span<T> x) {
  auto i = dc::global_id();
  if (i < x.size()) {
    x[i] = value;
  }
}
template void fill<long>(long, dc::span<long>);
template void fill<dc::f16>(dc::f16, dc::span<dc::f16>);

/// Reverses each block of 32.
DC_KERNEL void reverse(dc::span<const int> x, dc::span<int> y) {
  DC_BLOCK(32);
  DC_GRID((y.size() + 31) / 32);
  DC_SHARED int part[32];
  auto t = dc::thread_id();
  auto i = dc::global_id();
  part[t] = i < x.size() ? x[i] : -1;
  dc::barrier();
  if (i < y.size()) {
    y[i] = part[31 - t];
  }
}

} // namespace tools
