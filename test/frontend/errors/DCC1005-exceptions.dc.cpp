// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Exceptions.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

DC_KERNEL void k(dc::span<int> x) {
  // CHECK: [[@LINE+1]]:3: error: a kernel cannot throw or catch exceptions [DCC1005]
  try {
    x[0] = 1;
  } catch (int) {
  }
  if (x[1] == 0) {
    // CHECK: [[@LINE+1]]:5: error: a kernel cannot throw or catch exceptions [DCC1005]
    throw 1;
  }
}
// CHECK: help: use DC_ASSERT(condition) to record a fault
