// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arrays that a thread has room for, but not for all of them.
// RUN: not %dcc --stop-after=frontend %s -o - 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

inline int part(int n) {
  // CHECK: [[@LINE+1]]:{{[0-9]+}}: error: expected at most 1048576 bytes in the variables of a thread, got more with 'room' [DCC1261]
  int room[1 << 16];
  room[n & 0xffff] = n;
  return room[3];
}

DC_KERNEL void k(dc::span<int> x) {
  DC_DOMAIN(x.size());
  auto i = dc::global_id();
  x[i] = part(1) + part(2) + part(3) + part(4) + part(5);
}
// CHECK: help: every thread has a copy of each
// CHECK-NOT: error:
