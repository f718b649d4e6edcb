// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Grids have as many dimensions as their blocks.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

DC_KERNEL void k(dc::span<int> x) {
  DC_BLOCK(16);
  // CHECK: [[@LINE+1]]:3: error: expected a grid of 1 dimension, as DC_BLOCK has, got 2 dimensions [DCC1075]
  DC_GRID(x.size(), 2);
  x[dc::global_id()] = 1;
}
