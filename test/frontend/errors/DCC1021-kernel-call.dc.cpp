// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels are not called.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

DC_KERNEL void inner(dc::span<int> x) { x[0] = 1; }

DC_KERNEL void outer(dc::span<int> x) {
  // CHECK: [[@LINE+1]]:3: error: 'inner' is a kernel; kernels are launched, not called [DCC1021]
  inner(x);
}
// CHECK: help: move the common part into an ordinary function
