// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A kernel that shows which of its variants runs, and subgroups.
#include <dotcompute/kernel.h>

DC_KERNEL void show(dc::span<int> x) {
  DC_TUNE(B, 64, 128);
  DC_BLOCK(B);
  DC_GRID(x.size() / B);
  DC_TRUST(x.size() % B == 0);
  DC_ENSURES(x.size() >= 0);
  x[dc::global_id()] = dc::subgroup_sum(static_cast<int>(B));
}
