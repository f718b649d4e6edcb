// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Static and thread-local variables.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

DC_KERNEL void k(dc::span<int> x) {
  // CHECK: [[@LINE+1]]:3: error: 'count' has static or thread storage; locals of a kernel belong to one thread [DCC1017]
  static int count = 0;
  static constexpr int fine = 3;
  // CHECK: [[@LINE+1]]:3: error: 'own' has static or thread storage; {{.*}} [DCC1017]
  thread_local int own = 0;
  x[0] = count + fine + own;
}
// CHECK: help: declare it without 'static', or constexpr
