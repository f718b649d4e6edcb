// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Memory is not allocated in kernels.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

DC_KERNEL void k(dc::span<int> x) {
  // CHECK: [[@LINE+2]]:3: error: a kernel cannot allocate or free memory [DCC1002]
  // CHECK: [[@LINE+1]]:10: error: a kernel cannot allocate or free memory [DCC1002]
  delete new int(3);
}
// CHECK: help: use an array of fixed size
