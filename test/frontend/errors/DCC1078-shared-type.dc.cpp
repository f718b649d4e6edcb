// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What can lie in shared memory.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

struct Holder {
  dc::span<int> part;
};

DC_KERNEL void k(dc::span<int> x) {
  DC_BLOCK(4);
  // CHECK: [[@LINE+1]]:{{[0-9]+}}: error: expected scalars, arrays of fixed size and structs of these in shared memory, got 'dc::span<int>' [DCC1078]
  DC_SHARED dc::span<int> s = x;
  // CHECK: [[@LINE+1]]:{{[0-9]+}}: error: expected scalars, arrays of fixed size and structs of these in shared memory, got 'int &' [DCC1078]
  DC_SHARED int &r = x[0];
  x[dc::global_id()] = r + s[0];
}
