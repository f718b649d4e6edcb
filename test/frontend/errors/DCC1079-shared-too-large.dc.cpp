// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// No target has more.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

struct Cell {
  long long a, b;
};

DC_KERNEL void k(dc::span<int> x) {
  DC_BLOCK(4);
  // CHECK: [[@LINE+1]]:{{[0-9]+}}: error: expected at most 2147483647 bytes in shared memory, got 2147483648 in 's' [DCC1079]
  DC_SHARED Cell s[1 << 27];
  // CHECK: help: share a part at a time
  s[dc::thread_id()].a = 1;
  x[dc::global_id()] = 1;
}
