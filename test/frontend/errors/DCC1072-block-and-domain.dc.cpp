// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A grid of blocks or a domain.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

DC_KERNEL void k(dc::span<int> x) {
  DC_BLOCK(16);
  // CHECK: [[@LINE+1]]:3: error: a kernel with DC_BLOCK runs over a grid of blocks, not over a domain [DCC1072]
  DC_DOMAIN(x.size());
  x[dc::global_id()] = 1;
}
// CHECK: help: replace DC_DOMAIN(threads...) by DC_GRID(blocks...)
