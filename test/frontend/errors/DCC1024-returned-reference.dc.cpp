// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What is returned by name needs one return.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

// CHECK: [[@LINE+1]]:13: error: a function that returns 'int &' must have one return, as its last statement [DCC1024]
static int &pick(int &a, int &b, bool first) {
  if (first) {
    return a;
  }
  return b;
}

DC_KERNEL void k(dc::span<int> x) { pick(x[0], x[1], x[2] > 0) = 3; }
// CHECK: help: return a scalar or a struct of scalars by value
