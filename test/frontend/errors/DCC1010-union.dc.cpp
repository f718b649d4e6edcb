// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Unions.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

union Bits {
  float f;
  int i;
};

DC_KERNEL void k(dc::span<int> x) {
  // CHECK: [[@LINE+1]]:3: error: 'Bits' is a union, which a kernel cannot use [DCC1010]
  Bits b{1.0f};
  x[0] = b.i;
}
// CHECK: help: use a struct, and __builtin_bit_cast to reinterpret a value's bits
