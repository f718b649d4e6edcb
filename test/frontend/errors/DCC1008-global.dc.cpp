// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Globals must be constants.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

int counter = 0;
const int fixed = 3;
constexpr int table[2] = {1, 2};
struct S {
  static float factor;
};

DC_KERNEL void k(dc::span<int> x) {
  // CHECK: [[@LINE+1]]:29: error: expected a constexpr global, got the mutable or non-constant variable 'counter' [DCC1008]
  x[0] = fixed + table[1] + counter;
  // CHECK: [[@LINE+1]]:21: error: {{.*}} 'S::factor' [DCC1008]
  x[1] = x[2] < int(S::factor);
}
// CHECK: help: declare it constexpr, or pass its value as an argument of the kernel
