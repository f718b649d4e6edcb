// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions, templates and lambdas are inlined; references name the argument.
// RUN: %dcc --stop-after=frontend %s -o - | FileCheck %s
#include <dotcompute/kernel.h>

template <class T>
concept Number = requires(T a) { a + a; };
template <Number T>
static T square(T v) { return v * v; }
static void bump(int &v, int by = 3) { v += by; }
static int clampEarly(int v) {
  if (v < 0) {
    return 0;
  }
  for (int i = 0; i < 8; ++i) {
    if (v == i * i) {
      return i;
    }
  }
  return v;
}
template <class F>
static int twice(F f) { return f(1) + f(2); }

// CHECK-LABEL: dc.kernel @calls
// CHECK-NOT: call
// CHECK: arith.mulf
// CHECK: arith.addi
// CHECK: memref.store %{{.*}} {dc.what = "v"}
// CHECK: dc.return
DC_KERNEL void calls(dc::span<int> x, dc::span<float> y) {
  y[0] = square(y[1]);
  bump(x[0]);
  x[1] = clampEarly(x[2]);
  int factor = x[3];
  x[4] = twice([&](auto v) { return v * factor; });
  auto counted = [n = 0]() mutable { return ++n; };
  x[5] = counted() + counted();
}
