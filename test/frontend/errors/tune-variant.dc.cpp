// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An error that only some variant has says which; warnings come once.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

DC_KERNEL void large(dc::span<int> x) {
  DC_TUNE(B, 64, 512, 2048);
  // CHECK: warning: unused variable 'unused'
  // CHECK-NOT: unused variable
  int unused = 0;
  x[dc::global_id()] = static_cast<int>(B);
}

DC_KERNEL void block(dc::span<int> x) {
  DC_TUNE(B, 64, 512, 2048);
  // CHECK: [[@LINE+1]]:3: error: expected a block of at most 1024 threads, got 2048 [DCC1074]
  DC_BLOCK(B);
  x[dc::global_id()] = 1;
}
// CHECK: note: in the variant block[B=2048]
