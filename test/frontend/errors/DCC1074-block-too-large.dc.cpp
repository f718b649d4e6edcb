// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What every target can run at once.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

DC_KERNEL void k(dc::span<int> x) {
  // CHECK: [[@LINE+1]]:3: error: expected a block of at most 1024 threads, got 1056 [DCC1074]
  DC_BLOCK(32, 33);
  auto [r, c] = dc::global_id<2>();
  x[r + c] = 1;
}
// CHECK: help: let each thread do more, or start more blocks

// A product that is 0 in 64 bits.
DC_KERNEL void wraps(dc::span<int> x) {
  // CHECK: [[@LINE+1]]:3: error: expected a block of at most 1024 threads, got {{[0-9]+}} [DCC1074]
  DC_BLOCK(4294967296, 4294967296, 16);
  auto [p, r, c] = dc::global_id<3>();
  x[p + r + c] = 1;
}

// As many as there may be.
DC_KERNEL void most(dc::span<int> x) {
  DC_BLOCK(1024);
  x[dc::global_id()] = 1;
}
// CHECK-NOT: error:
