// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A block's size is a positive constant.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

DC_KERNEL void parameter(dc::span<int> x, int n) {
  // CHECK: [[@LINE+1]]:12: error: expected a constant block size of 1 or more, got an expression that is known at launch only [DCC1073]
  DC_BLOCK(n);
  // CHECK: help: the compiler lays out a block's memory: use a literal, a constexpr or a template argument
  x[dc::global_id()] = 1;
}

DC_KERNEL void none(dc::span<int> x) {
  // CHECK: [[@LINE+1]]:15: error: expected a constant block size of 1 or more, got 0 [DCC1073]
  DC_BLOCK(8, 0);
  auto [r, c] = dc::global_id<2>();
  x[r + c] = 1;
}

DC_KERNEL void negative(dc::span<int> x) {
  // CHECK: [[@LINE+1]]:12: error: expected a constant block size of 1 or more, got -4 [DCC1073]
  DC_BLOCK(-4);
  x[dc::global_id()] = 1;
}
