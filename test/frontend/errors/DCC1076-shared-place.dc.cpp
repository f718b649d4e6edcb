// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Shared memory is declared in bodies.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

// CHECK: [[@LINE+1]]:{{[0-9]+}}: error: DC_SHARED belongs to local variables, got a variable outside functions [DCC1076]
DC_SHARED int outside[4];
// CHECK: help: declare it in the kernel's body

// CHECK: [[@LINE+1]]:{{[0-9]+}}: error: DC_SHARED belongs to local variables, got a parameter [DCC1076]
inline int first(DC_SHARED const int *p) { return *p; }

DC_KERNEL void k(dc::span<int> x) {
  DC_BLOCK(4);
  x[dc::global_id()] = 1;
}
