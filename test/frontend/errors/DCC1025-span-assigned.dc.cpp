// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A span keeps its array.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

struct Pair {
  dc::span<int> a;
  int b;
};

DC_KERNEL void k(dc::span<int> x, dc::span<int> y) {
  dc::span<int> s = x;
  // CHECK: [[@LINE+1]]:3: error: expected a scalar on the left of the assignment, got an object of type 'dc::span<int>', which keeps the array it was initialised with [DCC1025]
  s = y;
  Pair p{x, 1}, q{y, 2};
  // CHECK: [[@LINE+1]]:3: error: {{.*}}'Pair'{{.*}} [DCC1025]
  p = q;
  s[0] = p.b;
}
// CHECK: help: declare a new variable
