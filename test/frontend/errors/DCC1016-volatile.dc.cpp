// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// volatile.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

DC_KERNEL void k(dc::span<int> x) {
  // CHECK: [[@LINE+1]]:3: error: a kernel cannot use volatile or _Atomic objects [DCC1016]
  volatile int v = 3;
  x[0] = v;
}
// CHECK: help: drop the qualifier
