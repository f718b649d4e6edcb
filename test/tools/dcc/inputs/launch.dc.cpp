// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels with every kind of parameter and name.
#include <dotcompute/kernel.h>

struct Parameters {
  float dt;
  struct Inner {
    int n;
    bool on;
  } inner;
};

DC_KERNEL void step(Parameters p, dc::view<const float, 2> in, dc::view<float, 2> out) {
  DC_DOMAIN(out.extent(0), out.extent(1));
  DC_REQUIRES(in.extent(0) == out.extent(0));
  auto [r, c] = dc::global_id<2>();
  out(r, c) = in(r, c) + p.dt * float(p.inner.n);
}

namespace a {
enum class Mode : unsigned char { off, on };

template <class T>
DC_KERNEL void scale(T a, dc::span<T> x) {
  DC_DOMAIN(x.size());
  x[dc::global_id()] = a;
}
template void scale<float>(float, dc::span<float>);
template void scale<int>(int, dc::span<int>);
template void scale<Mode>(Mode, dc::span<Mode>);

template <int N, bool Up>
DC_KERNEL void shift(dc::span<int> x) {
  DC_DOMAIN(x.size());
  x[dc::global_id()] = Up ? N : -N;
}
template void shift<-3, true>(dc::span<int>);
} // namespace a

namespace {
DC_KERNEL void hidden(dc::span<int> dc_queue, int) {
  auto i = dc::global_id();
  if (i < dc_queue.size()) {
    dc_queue[i] = 1;
  }
}
} // namespace
