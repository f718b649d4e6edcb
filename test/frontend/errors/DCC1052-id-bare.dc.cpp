// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An id without dimensions belongs to kernels of one.
// RUN: not %dcc --stop-after=frontend %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

DC_KERNEL void k(dc::view<dc::index, 2> x) {
  DC_DOMAIN(x.extent(0), x.extent(1));
  // CHECK: [[@LINE+2]]:12: error: dc::global_id() is an id in 1 dimension, but this kernel has 2 dimensions [DCC1052]
  // CHECK: help: write 'auto [r, c] = dc::global_id<2>()'
  auto i = dc::global_id();
  x(i, i) = i;
}

DC_KERNEL void from_ids(dc::view<dc::index, 3> x) {
  auto [p, r, c] = dc::global_id<3>();
  // CHECK: [[@LINE+2]]:16: error: dc::global_id() is an id in 1 dimension, but this kernel has 3 dimensions [DCC1052]
  // CHECK: help: write 'auto [p, r, c] = dc::global_id<3>()'
  x(p, r, c) = dc::global_id();
}

DC_KERNEL void blocks(dc::view<int, 2> x) {
  DC_BLOCK(8, 8);
  // CHECK: [[@LINE+2]]:{{[0-9]+}}: error: dc::block_id() is an id in 1 dimension, but this kernel has 2 dimensions [DCC1052]
  // CHECK: help: write 'auto [r, c] = dc::block_id<2>()'
  auto b = dc::block_id();
  x(0, 0) = static_cast<int>(b);
}
