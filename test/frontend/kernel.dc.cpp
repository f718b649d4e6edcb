// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Signature, launch rules and the plain body of a kernel.
// RUN: %dcc --stop-after=frontend %s -o - | FileCheck %s
#include <dotcompute/kernel.h>

// CHECK-LABEL: dc.kernel @saxpy(
// CHECK-SAME: %[[A:.*]]: f32 {dc.name = "a", dc.type = "f32"}
// CHECK-SAME: %[[X:.*]]: memref<?xf32> {dc.name = "x", dc.read_only, dc.type = "f32"}
// CHECK-SAME: %[[Y:.*]]: memref<?xf32> {dc.name = "y", dc.type = "f32"}
// CHECK-SAME: rank = 1
// CHECK: %[[DIM:.*]] = memref.dim %[[Y]], %{{.*}} : memref<?xf32>
// CHECK-NEXT: %[[N:.*]] = arith.index_cast %[[DIM]] : index to i64
// CHECK-NEXT: dc.domain %[[N]]
// CHECK: dc.global_id 0
// CHECK: %[[AT:.*]] = arith.index_cast %{{.*}} : i64 to index
// CHECK-NEXT: %[[XI:.*]] = memref.load %[[X]][%[[AT]]] {dc.what = "x[i]"}
// CHECK: memref.load %[[Y]][{{.*}}] {dc.what = "y[i]"}
// CHECK: dc.muladd %{{.*}}, %[[XI]], %{{.*}} : f32
// CHECK: memref.store %{{.*}}, %[[Y]][{{.*}}] {dc.what = "y[i]"}
// CHECK: dc.return
DC_KERNEL void saxpy(float a, dc::span<const float> x, dc::span<float> y) {
  DC_DOMAIN(y.size());
  auto i = dc::global_id();
  y[i] = a * x[i] + y[i];
}
