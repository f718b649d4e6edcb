// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels that HostKernelTest runs on the host.
#include <dotcompute/kernel.h>

namespace host {

DC_KERNEL void saxpy(float a, dc::span<const float> x, dc::span<float> y) {
  DC_DOMAIN(y.size());
  DC_REQUIRES(x.size() >= y.size());
  auto i = dc::global_id();
  y[i] = a * x[i] + y[i];
}

DC_KERNEL void unchecked(dc::span<const float> x, dc::span<float> y) {
  DC_DOMAIN(y.size());
  auto i = dc::global_id();
  y[i] = x[i];
}

DC_KERNEL void ids(dc::span<dc::index> x) { x[dc::global_id()] = dc::global_id() + dc::domain(0); }

DC_KERNEL void asserts(dc::span<int> x) {
  DC_DOMAIN(x.size());
  auto i = dc::global_id();
  DC_ASSERT(x[i] > 0);
  x[i] = 0;
}

template <class T>
DC_KERNEL void scale(T a, dc::span<T> x) {
  DC_DOMAIN(x.size());
  x[dc::global_id()] *= a;
}
template void scale<int>(int, dc::span<int>);

} // namespace host
