// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A second file of the same library.
#include <dotcompute/kernel.h>

namespace image {

template <int N, bool Up>
DC_KERNEL void shift(dc::span<int> x) {
  DC_DOMAIN(x.size());
  auto i = dc::global_id();
  x[i] = Up ? x[i] << N : x[i] >> N;
}
template void shift<3, true>(dc::span<int>);
template void shift<1, false>(dc::span<int>);

} // namespace image
