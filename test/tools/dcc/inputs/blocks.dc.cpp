// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <dotcompute/kernel.h>

DC_KERNEL void block_sum(dc::span<const float> x, dc::span<float> out) {
  DC_BLOCK(256);
  DC_GRID(out.size());
  DC_SHARED float part[256];
  auto t = dc::thread_id();
  float s = 0;
  for (auto i = dc::global_id(); i < x.size(); i += dc::grid_dim() * dc::block_dim()) {
    s += x[i];
  }
  part[t] = s;
  dc::barrier();
  for (dc::index h = 128; h > 0; h /= 2) {
    if (t < h) {
      part[t] += part[t + h];
    }
    dc::barrier();
  }
  out[dc::block_id()] = part[0];
}
