// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Destructors that do something.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

struct Guard {
  int &count;
  ~Guard() { count++; }
};

DC_KERNEL void k(dc::span<int> x) {
  int n = 0;
  {
    // CHECK: [[@LINE+1]]:5: error: the destructor of 'Guard' does something, which a kernel cannot run [DCC1019]
    Guard g{n};
  }
  x[0] = n;
}
// CHECK: help: use a type with a trivial destructor
