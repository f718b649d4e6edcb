// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// '?:' between two variables of a 16-bit float is a value wherever one is wanted.
// RUN: %dcc --stop-after=frontend -ffp-contract=off %s -o - | FileCheck %s
// RUN: %dcc --target=cpu %s -o %t.dcx
#include <dotcompute/kernel.h>

using dc::f16;

// CHECK-LABEL: dc.kernel @choices
// CHECK: arith.extf
// CHECK: arith.mulf
// CHECK: arith.addf %{{.*}}, %{{.*}} : f16
// CHECK: arith.subf %{{.*}}, %{{.*}} : f16
// CHECK: arith.bitcast %{{.*}} : f16 to i16
// CHECK: arith.cmpf olt
DC_KERNEL void choices(f16 s, int i, dc::span<f16> x, dc::span<float> y) {
  f16 v = s;
  const f16 w = v;
  y[0] = (i > 2 ? v : s) * 2.0f;
  x[0] = (i > 3 ? w : v) + (i > 2 ? v : w);
  x[1] -= (i > 3 ? x[2] : v);
  x[2] = i > 5 ? dc::copysign(v, s) : ((i != 7) ? v : s);
  auto pick = [&](f16 a) { return i > 3 ? a : v; };
  x[3] = pick(i > 6 ? w : v);
  y[1] = (i > 3 ? x[2] : v).bits();
  y[2] = (i > 3 ? x[2] : v) < w ? 1.0f : 2.0f;
}
