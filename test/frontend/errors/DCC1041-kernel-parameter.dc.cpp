// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What cannot be passed to a kernel.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

struct Table {
  float values[4];
};

// CHECK: [[@LINE+1]]:18: error: expected a scalar, a dc::span or a struct of these as kernel parameter, got 'int *' [DCC1041]
DC_KERNEL void a(int *x) { (void)x; }
// CHECK: [[@LINE+1]]:18: error: {{.*}}got 'int &' [DCC1041]
DC_KERNEL void b(int &x) { x = 1; }
// CHECK: [[@LINE+1]]:18: error: {{.*}}got 'Table' [DCC1041]
DC_KERNEL void c(Table t, dc::span<float> x) { x[0] = t.values[0]; }
// CHECK: help: pass arrays as dc::span<T> and everything else by value
