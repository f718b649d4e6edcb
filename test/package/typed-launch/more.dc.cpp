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

/// Sums of blocks of 64, for as many blocks as there are results.
DC_KERNEL void block_sum(dc::span<const float> x, dc::span<float> out) {
  DC_BLOCK(64);
  DC_GRID(out.size());
  DC_SHARED float part[64];
  auto t = dc::thread_id();
  auto i = dc::global_id();
  part[t] = i < x.size() ? x[i] : 0.0f;
  dc::barrier();
  for (dc::index half = 32; half > 0; half /= 2) {
    if (t < half) {
      part[t] += part[t + half];
    }
    dc::barrier();
  }
  if (t == 0) {
    out[dc::block_id()] = part[0];
  }
}

} // namespace image
