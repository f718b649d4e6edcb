// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels with several variants.
#include <dotcompute/kernel.h>

/// Which variant runs can be seen in what it writes.
DC_KERNEL void block_sum(dc::span<const int> x, dc::span<int> sum, dc::span<int> size) {
  DC_TUNE(B, 64, 128, 256);
  DC_TUNE(PER_THREAD, 1, 4);
  DC_BLOCK(B);
  DC_GRID(sum.size());
  DC_SHARED int part[B];
  auto t = dc::thread_id();
  int mine = 0;
  for (dc::index k = 0; k < PER_THREAD; ++k) {
    dc::index i = (dc::block_id() * PER_THREAD + k) * B + t;
    mine += i < x.size() ? x[i] : 0;
  }
  part[t] = mine;
  dc::barrier();
  for (dc::index h = B / 2; h > 0; h /= 2) {
    if (t < h) {
      part[t] += part[t + h];
    }
    dc::barrier();
  }
  if (t == 0) {
    sum[dc::block_id()] = part[0];
    size[dc::block_id()] = static_cast<int>(B * 100 + PER_THREAD);
  }
}

/// A domain kernel, a template, a value that is an expression.
template <class T, int N>
DC_KERNEL void scale(dc::span<T> x) {
  DC_TUNE(F, N, 2 * N);
  DC_DOMAIN(x.size());
  auto i = dc::global_id();
  x[i] = x[i] * static_cast<T>(F);
}
template void scale<float, 3>(dc::span<float>);
template void scale<int, 5>(dc::span<int>);
