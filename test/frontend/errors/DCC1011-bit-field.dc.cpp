// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Bit-fields.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

struct Flags {
  // CHECK: [[@LINE+1]]:3: error: 'Flags::low' is a bit-field, which a kernel cannot use [DCC1011]
  unsigned low : 3;
};

DC_KERNEL void k(dc::span<int> x) {
  Flags f{5};
  x[0] = static_cast<int>(f.low);
}
// CHECK: help: use an unsigned integer with shifts and masks
