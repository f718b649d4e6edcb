// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Operators and conversions are total: no flags, masked shifts, own division.
// RUN: %dcc --stop-after=frontend %s -o - | FileCheck %s
#include <dotcompute/kernel.h>

// CHECK-LABEL: dc.kernel @ints
// CHECK-NOT: overflow
// CHECK: dc.divsi %{{.*}}, %{{.*}} {dc.what = "a / b"} : i32
// CHECK: dc.remui %{{.*}}, %{{.*}} {dc.what = "u % v"} : i32
// CHECK: %[[MASK:.*]] = arith.constant 31 : i32
// CHECK: %[[COUNT:.*]] = arith.andi %{{.*}}, %[[MASK]] : i32
// CHECK: arith.shli %{{.*}}, %[[COUNT]] : i32
// CHECK: arith.shrsi
// CHECK: arith.shrui
// CHECK: arith.cmpi ult
// CHECK: arith.cmpi sge
DC_KERNEL void ints(dc::span<int> x, int a, int b, unsigned u, unsigned v) {
  x[0] = a / b;
  x[1] = static_cast<int>(u % v);
  x[2] = a << b;
  x[3] = a >> 3;
  x[4] = static_cast<int>(u >> v);
  x[5] = (u < v) + (a >= b);
  short s = 5;
  s += a;
  x[6] = s;
}
// CHECK-LABEL: dc.kernel @floats
// CHECK: dc.fptosi %{{.*}} : f32 to i32
// CHECK: dc.fptoui %{{.*}} : f32 to i8
// CHECK: arith.sitofp %{{.*}} : i32 to f32
// CHECK: arith.uitofp %{{.*}} : i64 to f32
// CHECK: arith.cmpf une
// CHECK: arith.minimumf
// CHECK: arith.maximumf
// CHECK: math.sqrt
// CHECK: math.absf
// CHECK: math.fma
// CHECK: math.roundeven
DC_KERNEL void floats(dc::span<float> x, int n, unsigned long u) {
  n = static_cast<int>(x[0]);
  auto c = static_cast<unsigned char>(x[1]);
  x[2] = static_cast<float>(n + c) + static_cast<float>(u);
  x[3] = x[4] != x[5] ? dc::min(x[6], x[7]) : dc::max(x[8], 1.0f);
  x[9] = dc::abs(dc::sqrt(x[10])) + dc::fma(x[1], x[2], x[3]) + dc::rint(x[4]);
}
