// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What cannot be passed to a kernel.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

struct Table {
  float *values[4];
};
struct Arrays {
  dc::span<float> x;
};

// CHECK: [[@LINE+1]]:18: error: expected a scalar, an array such as dc::span, a reference to one element or a struct of scalars and arrays as kernel parameter, got 'int *' [DCC1041]
DC_KERNEL void a(int *x) { (void)x; }
// CHECK: [[@LINE+1]]:18: error: {{.*}}got 'int &&' [DCC1041]
DC_KERNEL void b(int &&x) { x = 1; }
// CHECK: [[@LINE+1]]:18: error: {{.*}}got 'Table' [DCC1041]
DC_KERNEL void c(Table t, dc::span<float> x) { x[0] = *t.values[0]; }
// CHECK: [[@LINE+1]]:18: error: {{.*}}got 'const Arrays &' [DCC1041]
DC_KERNEL void d(const Arrays &a) { a.x[0] = 1; }
// CHECK: [[@LINE+1]]:18: error: {{.*}}got 'float (&)[3]' [DCC1041]
DC_KERNEL void e(float (&x)[3]) { x[0] = 1; }
// CHECK: help: pass arrays as dc::span<T>, one element as T & and everything else by value
