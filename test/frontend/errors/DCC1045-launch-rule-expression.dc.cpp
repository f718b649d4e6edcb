// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Launch rules are computed without running a thread.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

static dc::index half(dc::index n) { return n / 2; }

DC_KERNEL void k(dc::span<int> x, int n) {
  constexpr int fine = 3;
  // CHECK: [[@LINE+1]]:13: error: expected an expression of sizes, scalar parameters, constants and operators, got a call of 'half' [DCC1045]
  DC_DOMAIN(half(x.size()));
  // CHECK: [[@LINE+1]]:27: error: {{.*}}got a call of 'dc::span<int>::operator[]' [DCC1045]
  DC_REQUIRES(n > fine && x[0] > 3);
  // CHECK: [[@LINE+1]]:15: error: {{.*}}got an expression with an effect [DCC1045]
  DC_REQUIRES(n++ > 0);
  // CHECK: [[@LINE+1]]:15: error: {{.*}}got a call of 'dc::global_id' [DCC1045]
  DC_REQUIRES(dc::global_id() < 3);
}
// CHECK: help: the launcher evaluates it before any thread runs
