// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// goto.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

DC_KERNEL void k(dc::span<int> x) {
  if (x[0] == 0) {
    // CHECK: [[@LINE+1]]:5: error: a kernel cannot jump with goto [DCC1007]
    goto done;
  }
  x[0] = 1;
done:
  x[1] = 2;
}
// CHECK: help: use loops, break, continue and return
