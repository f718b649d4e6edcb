// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops that cannot end.
// RUN: not %dcc --stop-after=frontend %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

DC_KERNEL void k(dc::span<int> x) {
  x[0] = 1;
  // CHECK: [[@LINE+1]]:3: error: this loop never ends [DCC1029]
  for (;;) {
    x[1]++;
  }
}
// CHECK: help: give it a condition, a break or a return
