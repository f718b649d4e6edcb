// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Conversions without a meaning on a device.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

DC_KERNEL void k(dc::span<float> x, dc::span<int> y) {
  // CHECK: [[@LINE+1]]:10: error: a kernel cannot convert 'float' to 'int &' [DCC1031]
  y[0] = reinterpret_cast<int &>(x[0]);
}
