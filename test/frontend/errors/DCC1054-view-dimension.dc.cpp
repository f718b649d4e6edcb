// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Dimensions that a view does not have, and dimensions that no domain of ids has.
// RUN: not %dcc --stop-after=frontend %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

DC_KERNEL void k(dc::view<dc::index, 2> x) {
  // CHECK: [[@LINE+2]]:22: error: the dimension 2 is outside this view, which has 2 dimensions [DCC1054]
  // CHECK: help: dimensions count from 0: dc::view<T, 2> has those below 2
  DC_DOMAIN(x.extent(2), x.extent(1));
  auto [r, c] = dc::global_id<2>();
  // CHECK: [[@LINE+1]]:22: error: the dimension 2 is outside this view, which has 2 dimensions [DCC1054]
  x(r, c) = x.stride(2);
}
