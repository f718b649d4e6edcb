// Atomic accesses of views get one linear index, and pass the check of device IR.
// RUN: %dc-opt %s --device-pipeline | FileCheck %s

// CHECK-LABEL: gpu.func @k(
// CHECK-SAME: %[[M:[a-z0-9]+]]: memref<?xi32>
// CHECK: dc.atomic add %[[M]][%[[AT:.*]]], %{{.*}} {dc.what = "m(1, 2)"} : memref<?xi32>
// CHECK: dc.atomic_cas %[[M]][%[[AT]]]
// CHECK: dc.atomic_load %[[M]][%[[AT]]]
// CHECK: dc.atomic_store %{{.*}}, %[[M]][%[[AT]]]
// CHECK-NOT: dc.atomic max_f
// CHECK: scf.while
// CHECK: arith.maximumf
// CHECK: dc.atomic_cas
// CHECK-NOT: dc.atomic max_f
dc.kernel @k(%m: memref<?x?xi32, strided<[?, 1]>> {dc.name = "m", dc.type = "i32"},
             %x: memref<?xf32> {dc.name = "x", dc.type = "f32"}, %v: f32 {dc.name = "v", dc.type = "f32"}) attributes {rank = 1 : i64} {
  %r = arith.constant 1 : index
  %c = arith.constant 2 : index
  %one = arith.constant 1 : i32
  %0 = dc.atomic add %m[%r, %c], %one {dc.what = "m(1, 2)"} : memref<?x?xi32, strided<[?, 1]>>
  %1 = dc.atomic_cas %m[%r, %c], %0, %one : memref<?x?xi32, strided<[?, 1]>>
  %2 = dc.atomic_load %m[%r, %c] : memref<?x?xi32, strided<[?, 1]>>
  dc.atomic_store %2, %m[%r, %c] : memref<?x?xi32, strided<[?, 1]>>
  %3 = dc.atomic max_f %x[%r], %v : memref<?xf32>
  dc.return
}
