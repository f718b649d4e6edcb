// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// String literals.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

DC_KERNEL void k(dc::span<int> x) {
  // CHECK: [[@LINE+1]]:10: error: a kernel cannot use string literals [DCC1033]
  x[0] = "abc"[x[1]];
}
