// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Case ranges.
// RUN: not %dcc -fsyntax-only -w %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

DC_KERNEL void k(dc::span<int> x) {
  switch (x[0]) {
  // CHECK: [[@LINE+1]]:3: error: case ranges are not part of C++20 [DCC1028]
  case 0 ... 3:
    x[0] = 1;
  }
}
// CHECK: help: use if, or one label for each value
