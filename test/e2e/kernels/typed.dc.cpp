// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels for typed launchers: a domain of their own, none, blocks, a structure with an array, templates, 16-bit floats.
#include <dotcompute/kernel.h>

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

namespace tools {

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
