// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A product of matrices by tiles in shared memory, whose size is tuned: one variant for each value of
// DC_TUNE.
#include <dotcompute/kernel.h>

DC_KERNEL void tuned_matmul(dc::view<const float, 2> a, dc::view<const float, 2> b,
                            dc::view<float, 2> out) {
  DC_TUNE(Tile, 16, 8, 32);
  DC_BLOCK(Tile, Tile);
  DC_GRID((out.extent(0) + Tile - 1) / Tile, (out.extent(1) + Tile - 1) / Tile);
  DC_REQUIRES(a.extent(1) == b.extent(0));
  DC_SHARED float left[Tile][Tile];
  DC_SHARED float right[Tile][Tile];
  const auto [r, c] = dc::global_id<2>();
  const auto [tr, tc] = dc::thread_id<2>();
  const dc::index inner = a.extent(1);
  float sum = 0;
  for (dc::index first = 0; first < inner; first += Tile) {
    left[tr][tc] = r < a.extent(0) && first + tc < inner ? a(r, first + tc) : 0.0f;
    right[tr][tc] = first + tr < inner && c < b.extent(1) ? b(first + tr, c) : 0.0f;
    dc::barrier();
    for (dc::index k = 0; k < Tile; ++k) {
      sum += left[tr][k] * right[k][tc];
    }
    dc::barrier();
  }
  if (r < out.extent(0) && c < out.extent(1)) {
    out(r, c) = sum;
  }
}
