// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A kernel's domain and its ids have the same number of dimensions.
// RUN: not %dcc --stop-after=frontend %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

DC_KERNEL void narrow(dc::span<dc::index> x) {
  DC_DOMAIN(x.size());
  // CHECK: [[@LINE+2]]:17: error: dc::global_id<2>() is an id in 2 dimensions, but this kernel has 1 dimension [DCC1053]
  // CHECK: help: write 'auto i = dc::global_id()', or list as many extents in DC_DOMAIN(...) as the ids have
  auto [r, c] = dc::global_id<2>();
  x[r] = c;
}

static dc::index column() {
  // CHECK: [[@LINE+2]]:17: error: dc::global_id<2>() is an id in 2 dimensions, but this kernel has 3 dimensions [DCC1053]
  // CHECK: help: write 'auto [p, r, c] = dc::global_id<3>()'
  auto [r, c] = dc::global_id<2>();
  return c;
}
DC_KERNEL void mixed(dc::view<dc::index, 3> x) {
  auto [p, r, c] = dc::global_id<3>();
  x(p, r, c) = column();
}

DC_KERNEL void blocks(dc::span<dc::index> x) {
  DC_BLOCK(8, 8);
  // CHECK: [[@LINE+2]]:{{[0-9]+}}: error: dc::thread_id<3>() is an id in 3 dimensions, but this kernel has 2 dimensions [DCC1053]
  // CHECK: help: write 'auto [r, c] = dc::thread_id<2>()', or list as many extents in DC_BLOCK(...) as the ids have
  auto [p, r, c] = dc::thread_id<3>();
  x[r] = c + p;
}
