// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arrays that no thread has room for.
// RUN: not %dcc --stop-after=frontend %s -o - 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

constexpr int table[1000000] = {1};

DC_KERNEL void k(dc::span<int> x) {
  DC_DOMAIN(x.size());
  auto i = dc::global_id();
  // CHECK-DAG: [[@LINE+1]]:{{[0-9]+}}: error: expected at most 262144 bytes in a variable of a thread, got 1073741824 in 'big' [DCC1260]
  char big[1 << 30];
  big[x[i]] = 1;
  // CHECK-DAG: help: every thread has a copy of it: use a dc::span parameter, or compute a part at a time
  x[i] = big[x[i]] + table[x[i]];
}
// CHECK-DAG: error: expected at most 262144 bytes in a variable of a thread, got 4000000 in 'table' [DCC1260]
