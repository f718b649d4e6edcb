// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Labels inside other statements.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

DC_KERNEL void k(dc::span<int> x) {
  switch (x[0]) {
  case 0:
    while (x[1] < 3) {
      // CHECK: [[@LINE+1]]:5: error: a case label must stand directly in the body of its switch [DCC1027]
    case 1:
      x[1]++;
    }
  }
}
