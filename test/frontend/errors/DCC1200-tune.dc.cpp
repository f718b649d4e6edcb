// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What DC_TUNE can declare, and where.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

DC_KERNEL void many(dc::span<int> x) {
  DC_TUNE(A, 1, 2, 3, 4, 5);
  DC_TUNE(B, 1, 2, 3, 4, 5);
  // CHECK: [[@LINE+1]]:11: error: the DC_TUNE statements of this kernel ask for 75 variants, at most 64 are compiled [DCC1200]
  DC_TUNE(C, 1, 2, 3);
  // CHECK: help: list fewer values, or tune one constant at a time
  DC_BLOCK(A * B * C);
  x[dc::global_id()] = 1;
}

DC_KERNEL void values(dc::span<int> x) {
  // CHECK: [[@LINE+1]]:18: error: expected integers in DC_TUNE, got a value of type 'double' [DCC1201]
  DC_TUNE(A, 64, 2.5);
  // CHECK: [[@LINE+1]]:11: error: DC_TUNE lists 64 twice for 'B' [DCC1202]
  DC_TUNE(B, 64, 32, 64);
  DC_BLOCK(A + B);
  x[dc::global_id()] = 1;
}

int helper() {
  // CHECK: [[@LINE+1]]:11: error: DC_TUNE must come before the other statements of a kernel's body [DCC1203]
  DC_TUNE(H, 1, 2);
  return static_cast<int>(H);
}

DC_KERNEL void place(dc::span<int> x) {
  DC_DOMAIN(x.size());
  auto i = dc::global_id();
  x[i] = helper();
  // CHECK: [[@LINE+1]]:11: error: DC_TUNE must come before the other statements of a kernel's body [DCC1203]
  DC_TUNE(LATE, 1, 2);
  // CHECK: help: move it to the top of the kernel, before the launch statement that uses 'LATE'
  x[i] += static_cast<int>(LATE);
}
