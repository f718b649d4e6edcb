// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions without a body.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

int elsewhere(int v);

DC_KERNEL void k(dc::span<int> x) {
  // CHECK: [[@LINE+1]]:10: error: 'elsewhere' has no definition that dcc can see [DCC1020]
  x[0] = elsewhere(3);
}
// CHECK: help: define it in this file or in a header: everything a kernel calls is inlined
