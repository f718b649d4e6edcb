// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A kernel takes many values, but not a table.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

struct Table {
  float values[32][1000000];
};
struct Nested {
  struct {
    float x[31];
    int n;
  } part[33];
};

// CHECK: [[@LINE+1]]:18: error: expected at most 1024 scalars and arrays in a kernel's parameter, got more in 't' [DCC1291]
DC_KERNEL void a(Table t, dc::span<float> x) { x[0] = t.values[0][1]; }
// CHECK: [[@LINE+1]]:37: error: {{.*}}got more in 'n' [DCC1291]
DC_KERNEL void b(dc::span<float> x, Nested n) { x[0] = n.part[1].x[2]; }
// CHECK: help: pass its large members as dc::span, each an array of its own
