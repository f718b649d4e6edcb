// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels of every shape that a launcher has: scalars, spans, views, structures, templates, with and without a domain.
#include "parameters.h"

#include <dotcompute/kernel.h>

DC_KERNEL void saxpy(float a, dc::span<const float> x, dc::span<float> y) {
  DC_DOMAIN(y.size());
  auto i = dc::global_id();
  y[i] = a * x[i] + y[i];
}

/// No domain of its own; the macro comes from the build.
DC_KERNEL void fill(dc::span<int> x, int value) {
  auto i = dc::global_id();
  if (i < x.size()) {
    x[i] = value + OFFSET;
  }
}

namespace image {

DC_KERNEL void step(Parameters p, dc::view<const float, 2> in, dc::view<float, 2> out) {
  DC_DOMAIN(out.extent(0), out.extent(1));
  auto [r, c] = dc::global_id<2>();
  out(r, c) = p.inner.on ? in(r, c) + p.dt * float(p.inner.n) : 0.0f;
}

template <class T>
DC_KERNEL void scale(T a, dc::span<T> x) {
  DC_DOMAIN(x.size());
  auto i = dc::global_id();
  x[i] = a * x[i];
}
template void scale<float>(float, dc::span<float>);
template void scale<long>(long, dc::span<long>);

} // namespace image
