// RUN: %dc-opt %s --structure-simplify-branches | FileCheck %s

// CHECK-LABEL: func.func @switch_of_flag
// CHECK-SAME: (%[[C:.*]]: i1, %[[X:.*]]: memref<f32>, %[[V:.*]]: f32)
// CHECK-NEXT: scf.if %[[C]] {
// CHECK-NEXT:   memref.store %[[V]], %[[X]][] : memref<f32>
// CHECK-NEXT: } else {
// CHECK-NEXT: }
// CHECK-NEXT: return
func.func @switch_of_flag(%c: i1, %x: memref<f32>, %v: f32) {
  %c5 = arith.constant 5 : i32
  %c0 = arith.constant 0 : i32
  %flag = arith.select %c, %c5, %c0 : i32
  %index = arith.index_castui %flag : i32 to index
  scf.index_switch %index
  case 5 {
    memref.store %v, %x[] : memref<f32>
    scf.yield
  }
  default {
  }
  return
}

// CHECK-LABEL: func.func @and_or
// CHECK-SAME: (%[[C:.*]]: i1, %[[A:.*]]: i64, %[[B:.*]]: i64)
// CHECK-DAG: %[[D:.*]] = arith.cmpi slt, %[[A]], %[[B]] : i64
// CHECK-DAG: %[[E:.*]] = arith.cmpi eq, %[[A]], %[[B]] : i64
// CHECK-DAG: %[[AND:.*]] = arith.andi %[[C]], %[[D]] : i1
// CHECK-DAG: %[[OR:.*]] = arith.ori %[[C]], %[[E]] : i1
// CHECK: return %[[AND]], %[[OR]]
func.func @and_or(%c: i1, %a: i64, %b: i64) -> (i1, i1) {
  %false = arith.constant false
  %true = arith.constant true
  %and = scf.if %c -> i1 {
    %d = arith.cmpi slt, %a, %b : i64
    scf.yield %d : i1
  } else {
    scf.yield %false : i1
  }
  %or = scf.if %c -> i1 {
    scf.yield %true : i1
  } else {
    %e = arith.cmpi eq, %a, %b : i64
    scf.yield %e : i1
  }
  return %and, %or : i1, i1
}

// A flag that travels as an integer and is only asked whether it is set.

// CHECK-LABEL: func.func @narrow
// CHECK: %[[R:.*]] = scf.if %{{.*}} -> (i1)
// CHECK-NOT: trunci
// CHECK: return %[[R]] : i1
func.func @narrow(%c: i1, %d: i1, %x: memref<f32>, %v: f32) -> i1 {
  %c0 = arith.constant 0 : i32
  %flag = scf.if %c -> i32 {
    memref.store %v, %x[] : memref<f32>
    %e = arith.extui %d : i1 to i32
    scf.yield %e : i32
  } else {
    scf.yield %c0 : i32
  }
  %bit = arith.trunci %flag : i32 to i1
  return %bit : i1
}

// CHECK-LABEL: func.func @empty_then
// CHECK: %[[C:.*]] = arith.cmpi slt
// CHECK: scf.if %[[C]] {
// CHECK-NEXT: memref.store
// CHECK-NOT: else
// CHECK: return
func.func @empty_then(%i: i64, %n: i64, %x: memref<f32>, %v: f32) {
  %c = arith.cmpi sge, %i, %n : i64
  scf.if %c {
  } else {
    memref.store %v, %x[] : memref<f32>
  }
  return
}

// A division may record a fault and a load may leave its array: neither runs where the source does not run it.

// CHECK-LABEL: func.func @not_flattened
// CHECK: scf.if
// CHECK: dc.divsi
// CHECK: scf.if
// CHECK: memref.load
func.func @not_flattened(%c: i1, %a: i64, %b: i64, %x: memref<?xi1>, %p: index) -> (i1, i1) {
  %false = arith.constant false
  %c0 = arith.constant 0 : i64
  %r = scf.if %c -> i1 {
    %q = dc.divsi %a, %b : i64
    %d = arith.cmpi eq, %q, %c0 : i64
    scf.yield %d : i1
  } else {
    scf.yield %false : i1
  }
  %s = scf.if %c -> i1 {
    %v = memref.load %x[%p] : memref<?xi1>
    scf.yield %v : i1
  } else {
    scf.yield %false : i1
  }
  return %r, %s : i1, i1
}
