// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Choosing between objects.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

DC_KERNEL void k(dc::span<int> x, dc::span<int> y, bool first) {
  int a = 1, b = 2;
  // CHECK: [[@LINE+1]]:4: error: '?:' cannot choose between objects of type 'int' here [DCC1026]
  (first ? a : b) = 3;
  // CHECK: [[@LINE+1]]:21: error: '?:' cannot choose between objects of type 'dc::span<int>' here [DCC1026]
  dc::span<int> s = first ? x : y;
  s[0] = a + b;
}
// CHECK: help: use if and else, or choose between values
