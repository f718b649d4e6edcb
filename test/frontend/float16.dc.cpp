// RUN: %dcc --stop-after=frontend %s -o - | FileCheck %s
#include <dotcompute/kernel.h>

// CHECK-LABEL: dc.kernel @halves
// CHECK-SAME: f16 {dc.name = "a", dc.type = "f16"}
// CHECK-SAME: memref<?xbf16> {dc.name = "x", dc.read_only, dc.type = "bf16"}
// CHECK-SAME: memref<?xf16> {dc.name = "y", dc.type = "f16"}
DC_KERNEL void halves(dc::f16 a, dc::span<const dc::bf16> x, dc::span<dc::f16> y) {
  auto i = dc::global_id();
  // From one format to the other by way of f32; each operator rounds, nothing is contracted.
  // CHECK: arith.extf %{{.*}} : bf16 to f32
  // CHECK: %[[X:.*]] = arith.truncf %{{.*}} : f32 to f16
  // CHECK: arith.mulf %{{.*}}, %{{.*}} : f16
  // CHECK: arith.addf %{{.*}}, %{{.*}} : f16
  y[i] = a * dc::f16(x[i]) + y[i];
  // A float on one side makes it a float.
  // CHECK: arith.extf %{{.*}} : f16 to f32
  // CHECK: arith.addf %{{.*}}, %{{.*}} : f32
  float f = y[i] + 1.0f;
  // CHECK: arith.truncf %{{.*}} : f64 to f16
  // CHECK: arith.negf %{{.*}} : f16
  y[i] = -dc::f16(double(f));
  // CHECK: arith.sitofp %{{.*}} : i64 to f16
  y[i] += dc::f16(i);
  // CHECK: arith.bitcast %{{.*}} : f16 to i16
  // CHECK: arith.bitcast %{{.*}} : i16 to f16
  y[i] = dc::f16::from_bits(y[i].bits() & 0x7fff);
  // CHECK: math.exp %{{.*}} : f32
  // CHECK: arith.truncf %{{.*}} : f32 to f16
  y[i] = dc::exp(y[i]);
}
