// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A convolution whose weights are an array in a parameter struct, which counts what it clips in a
// parameter that is a reference; and planes of colour as an array of spans.
#include <dotcompute/kernel.h>

#include <array>

struct Kernel3x3 {
  float w[3][3];
  float gain, bias;
};

DC_KERNEL void convolve3x3(dc::view<const float, 2> in, Kernel3x3 k, dc::view<float, 2> out, int &clipped) {
  DC_DOMAIN(out.extent(0), out.extent(1));
  const auto [r, c] = dc::global_id<2>();
  float sum = 0;
  for (int dy = 0; dy < 3; ++dy) {
    for (int dx = 0; dx < 3; ++dx) {
      const dc::index y = dc::min(dc::max(r + dy - 1, dc::index(0)), in.extent(0) - 1);
      const dc::index x = dc::min(dc::max(c + dx - 1, dc::index(0)), in.extent(1) - 1);
      sum += k.w[dy][dx] * in(y, x);
    }
  }
  const float value = sum * k.gain + k.bias;
  if (value < 0 || value > 1) {
    dc::atomic_add(clipped, 1);
  }
  out(r, c) = dc::min(dc::max(value, 0.0f), 1.0f);
}

struct Mix {
  std::array<dc::span<const float>, 3> planes;
  std::array<float, 3> weights;
};

DC_KERNEL void mix_planes(Mix m, const float &offset, dc::span<float> out) {
  DC_DOMAIN(out.size());
  const auto i = dc::global_id();
  float sum = offset;
  int plane = 0;
  for (dc::span<const float> p : m.planes) {
    sum += m.weights[plane++] * p[i];
  }
  out[i] = sum;
}
