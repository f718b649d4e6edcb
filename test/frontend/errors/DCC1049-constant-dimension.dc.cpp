// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Dimensions are constants.
// RUN: not %dcc --stop-after=frontend %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

DC_KERNEL void k(dc::span<dc::index> x, int d) {
  DC_DOMAIN(x.size());
  // CHECK: [[@LINE+1]]:35: error: expected a constant dimension from 0 to 2 [DCC1049]
  x[dc::global_id()] = dc::domain(d);
}
