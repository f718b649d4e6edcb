// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Members are no kernels.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

struct S {
  // CHECK: [[@LINE+1]]:25: error: expected a function in a namespace, got the member 'S::k' [DCC1043]
  DC_KERNEL static void k(dc::span<int> x) { x[0] = 1; }
};
// CHECK: help: move the kernel out of its class
