// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// image::scale as it was before it took a factor.
#include <dotcompute/kernel.h>

namespace image {

template <class T>
DC_KERNEL void scale(dc::span<T> x) {
  DC_DOMAIN(x.size());
  x[dc::global_id()] *= 2;
}
template void scale<float>(dc::span<float>);

} // namespace image
