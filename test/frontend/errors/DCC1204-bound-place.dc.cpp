// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// DC_BOUND stands first in a loop.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

DC_KERNEL void bounds(int n, dc::span<int> x) {
  DC_DOMAIN(x.size());
  // CHECK: [[@LINE+1]]:3: error: DC_BOUND must be the first statement in the body of a loop [DCC1204]
  DC_BOUND(3);
  // CHECK: help: write 'while (condition) { DC_BOUND(n); ... }'
  for (int i = 0; i < n; ++i) {
    x[i] = 1;
    // CHECK: [[@LINE+1]]:5: error: {{.*}} [DCC1204]
    DC_BOUND(3);
  }
  while (n > 0) {
    DC_BOUND(7);
    // CHECK: [[@LINE+1]]:5: error: {{.*}} [DCC1204]
    DC_BOUND(8);
    if (n > 3) {
      // CHECK: [[@LINE+1]]:7: error: {{.*}} [DCC1204]
      DC_BOUND(9);
    }
    --n;
  }
}
