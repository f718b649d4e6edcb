// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Scalars that no device has.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

DC_KERNEL void k(dc::span<double> x) {
  // CHECK: [[@LINE+1]]:3: error: expected bool, an integer of 8 to 64 bits, float or double, got 'long double' [DCC1013]
  long double wide = x[0];
  // CHECK: [[@LINE+1]]:3: error: {{.*}}got '__int128' [DCC1013]
  __int128 big = 3;
  x[0] = static_cast<double>(wide) + static_cast<double>(big);
}
// CHECK: help: use float or double, or an integer type from <cstdint>
