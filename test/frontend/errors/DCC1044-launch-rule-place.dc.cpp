// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Launch rules come first.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

static void helper(dc::span<int> x) {
  // CHECK-DAG: [[@LINE+1]]:3: error: DC_REQUIRES must come before the other statements of a kernel's body [DCC1044]
  DC_REQUIRES(x.size() > 0);
}

DC_KERNEL void k(dc::span<int> x) {
  x[0] = 1;
  // CHECK-DAG: [[@LINE+1]]:3: error: DC_DOMAIN must come before the other statements of a kernel's body [DCC1044]
  DC_DOMAIN(x.size());
  if (x[0]) {
    // CHECK-DAG: [[@LINE+1]]:5: error: DC_TRUST must come before {{.*}} [DCC1044]
    DC_TRUST(x.size() > 3);
  }
  helper(x);
}
// CHECK: help: move it to the top of the kernel
