// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Objects that have no place in a kernel.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

struct Pair {
  int a, b;
};

DC_KERNEL void k(dc::span<int> x, int n) {
  // CHECK: [[@LINE+1]]:3: error: a kernel cannot have an object of type 'int[n]' [DCC1023]
  int a[n];
  a[0] = 1;
  // CHECK: [[@LINE+1]]:3: error: a kernel cannot have an object of type 'long[n]' [DCC1023]
  long b[n];
  x[0] = a[0] + static_cast<int>(b[0]);
}
// CHECK: help: use scalars, dc::span, arrays of fixed size, and structs of these
