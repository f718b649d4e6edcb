// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Blocks are there where DC_BLOCK states them.
// RUN: not %dcc --stop-after=frontend %s 2>&1 | FileCheck %s
// RUN: not %dcc -DGRID --stop-after=frontend %s 2>&1 | FileCheck %s --check-prefix=GRID
#include <dotcompute/kernel.h>

DC_KERNEL void ids(dc::span<int> x) {
  // CHECK: [[@LINE+1]]:12: error: dc::thread_id() needs a block, but this kernel has no DC_BLOCK [DCC1070]
  auto t = dc::thread_id();
  // CHECK: help: state the block's size with 'DC_BLOCK(256);' at the top; without it a kernel is one thread of a domain and knows dc::global_id and dc::domain
  // CHECK: [[@LINE+1]]:12: error: dc::block_id() needs a block
  auto b = dc::block_id();
  // CHECK: [[@LINE+1]]:12: error: dc::grid_dim() needs a block
  auto g = dc::grid_dim(0);
  // CHECK: [[@LINE+1]]:12: error: dc::linear_thread_id() needs a block
  auto l = dc::linear_thread_id();
  // CHECK: [[@LINE+1]]:3: error: dc::barrier() needs a block
  dc::barrier();
  // CHECK: [[@LINE+1]]:{{[0-9]+}}: error: DC_SHARED needs a block
  DC_SHARED int s[4];
  x[dc::global_id()] = static_cast<int>(t + b + g + l) + s[0];
}

#ifdef GRID
DC_KERNEL void grid(dc::span<int> x) {
  // GRID: [[@LINE+1]]:3: error: DC_GRID needs a block
  DC_GRID(x.size());
  x[dc::global_id()] = 1;
}
#endif
