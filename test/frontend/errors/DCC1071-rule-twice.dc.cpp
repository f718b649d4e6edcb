// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One block size, one grid.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

DC_KERNEL void k(dc::span<int> x) {
  DC_BLOCK(16);
  // CHECK: [[@LINE+1]]:3: error: this kernel has two DC_BLOCK statements [DCC1071]
  DC_BLOCK(4);
  // CHECK: help: list every extent in one DC_BLOCK(...)
  DC_GRID(x.size());
  // CHECK: [[@LINE+1]]:3: error: this kernel has two DC_GRID statements [DCC1071]
  DC_GRID(x.size());
  x[dc::global_id()] = 1;
}
