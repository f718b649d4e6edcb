// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Inline assembly.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

DC_KERNEL void k(dc::span<int> x) {
  // CHECK: [[@LINE+1]]:3: error: a kernel cannot contain inline assembly [DCC1012]
  asm volatile("nop");
  x[0] = 1;
}
// CHECK: help: write it in C++: the same kernel is compiled for every target
