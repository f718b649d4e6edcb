// Float minimum and maximum, and sums of 16-bit floats, become compare-and-exchange loops; all other kinds stay.
// RUN: %dc-opt %s --lowering-expand-atomics | FileCheck %s

// CHECK-LABEL: func.func @least(
// CHECK-SAME: %[[M:.*]]: memref<?xf64>, %[[I:.*]]: index, %[[V:.*]]: f64
// CHECK: %[[FIRST:.*]] = dc.atomic_load %[[M]][%[[I]]] : memref<?xf64>
// CHECK: %[[OLD:.*]] = scf.while (%[[SEEN:.*]] = %[[FIRST]]) : (f64) -> f64 {
// CHECK:   %[[WANTED:.*]] = arith.minimumf %[[SEEN]], %[[V]] : f64
// CHECK-DAG: %[[A:.*]] = arith.bitcast %[[WANTED]] : f64 to i64
// CHECK-DAG: %[[B:.*]] = arith.bitcast %[[SEEN]] : f64 to i64
// CHECK:   %[[CHANGES:.*]] = arith.cmpi ne, %[[A]], %[[B]] : i64
// CHECK:   %[[R:.*]]:2 = scf.if %[[CHANGES]] -> (f64, i1) {
// CHECK:     %[[NOW:.*]] = dc.atomic_cas %[[M]][%[[I]]], %[[SEEN]], %[[WANTED]] : memref<?xf64>
// CHECK:     %[[LOST:.*]] = arith.cmpi ne
// CHECK:     scf.yield %[[NOW]], %[[LOST]]
// CHECK:   } else {
// CHECK:     scf.yield %[[SEEN]], %false
// CHECK:   scf.condition(%[[R]]#1) %[[R]]#0 : f64
// CHECK: return %[[OLD]]
func.func @least(%m: memref<?xf64>, %i: index, %v: f64) -> f64 {
  %old = dc.atomic min_f %m[%i], %v : memref<?xf64>
  return %old : f64
}

// CHECK-LABEL: func.func @greatest(
// CHECK: arith.maximumf
// CHECK: arith.bitcast %{{.*}} : f32 to i32
// CHECK: dc.atomic_cas
func.func @greatest(%m: memref<?xf32>, %i: index, %v: f32) {
  %old = dc.atomic max_f %m[%i], %v : memref<?xf32>
  return
}

// CHECK-LABEL: func.func @kept(
// CHECK-NEXT: dc.atomic add
// CHECK-NEXT: dc.atomic min_s
func.func @kept(%m: memref<?xf32>, %n: memref<?xi32>, %i: index, %v: f32, %w: i32) {
  %0 = dc.atomic add %m[%i], %v : memref<?xf32>
  %1 = dc.atomic min_s %n[%i], %w : memref<?xi32>
  return
}

// CHECK-LABEL: func.func @small(
// CHECK: dc.atomic_load %{{.*}} : memref<?xbf16>
// CHECK: scf.while
// CHECK:   arith.addf %{{.*}}, %{{.*}} : bf16
// CHECK:   arith.bitcast %{{.*}} : bf16 to i16
// CHECK:   dc.atomic_cas %{{.*}} : memref<?xbf16>
func.func @small(%m: memref<?xbf16>, %i: index, %v: bf16) {
  %old = dc.atomic add %m[%i], %v : memref<?xbf16>
  return
}
