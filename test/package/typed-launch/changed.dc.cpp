// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// image::scale with another result.
#include <dotcompute/kernel.h>

namespace image {

template <class T>
DC_KERNEL void scale(T a, dc::span<T> x) {
  DC_DOMAIN(x.size());
  auto i = dc::global_id();
  x[i] = a * x[i] + 1;
}
template void scale<float>(float, dc::span<float>);

} // namespace image
