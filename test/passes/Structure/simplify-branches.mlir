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

// What a loop hands on is known once it has ended: from outside, or a constant that follows from its condition.

// CHECK-LABEL: func.func @known_on_leaving
// CHECK-SAME: (%[[N:.*]]: i32, %[[A:.*]]: i64)
// CHECK-DAG: %[[ONE:.*]] = arith.constant 1 : i32
// CHECK: %[[R:.*]]:4 = scf.while
// CHECK: return %[[A]], %[[ONE]], %[[R]]#2
func.func @known_on_leaving(%n: i32, %a: i64) -> (i64, i32, i32) {
  %c0 = arith.constant 0 : i32
  %c1 = arith.constant 1 : i32
  %zero = arith.constant 0 : i64
  %r:4 = scf.while (%i = %c0) : (i32) -> (i64, i32, i32, i32) {
    %go = arith.cmpi slt, %i, %n : i32
    %end = arith.cmpi sge, %i, %n : i32
    %passed = arith.select %go, %zero, %a : i64
    %flag = arith.extui %end : i1 to i32
    scf.condition(%go) %passed, %flag, %i, %i : i64, i32, i32, i32
  } do {
  ^bb0(%p: i64, %f: i32, %i: i32, %j: i32):
    %next = arith.addi %j, %c1 : i32
    scf.yield %next : i32
  }
  return %r#0, %r#1, %r#2 : i64, i32, i32
}

// In a branch that a flag decides, what came with the flag is what it was on that path.

// CHECK-LABEL: func.func @known_in_branch
// CHECK-SAME: (%{{.*}}: i1, %{{.*}}: i1, %[[A:.*]]: i64, %[[X:.*]]: memref<i64>)
// CHECK-DAG: %[[THREE:.*]] = arith.constant 3 : i64
// CHECK-DAG: %[[SEVEN:.*]] = arith.constant 7 : i64
// CHECK: memref.store %[[A]], %[[X]][]
// CHECK: memref.store %[[THREE]], %[[X]][]
// CHECK: } else {
// CHECK: memref.store %[[SEVEN]], %[[X]][]
func.func @known_in_branch(%c: i1, %d: i1, %a: i64, %x: memref<i64>) {
  %c0 = arith.constant 0 : i32
  %zero = arith.constant 0 : index
  %three = arith.constant 3 : i64
  %seven = arith.constant 7 : i64
  %r:3 = scf.if %c -> (i64, i64, i32) {
    memref.store %seven, %x[] : memref<i64>
    scf.yield %a, %three, %c0 : i64, i64, i32
  } else {
    %v = arith.select %d, %seven, %a : i64
    %w = arith.select %d, %seven, %three : i64
    %flag = arith.extui %d : i1 to i32
    scf.yield %v, %w, %flag : i64, i64, i32
  }
  %index = arith.index_castui %r#2 : i32 to index
  %is = arith.cmpi eq, %index, %zero : index
  scf.if %is {
    memref.store %r#0, %x[] : memref<i64>
    memref.store %r#1, %x[] : memref<i64>
  } else {
    memref.store %r#0, %x[] : memref<i64>
  }
  return
}

// A choice by the loop's own condition is no choice in the body, nor behind the loop.
// CHECK-LABEL: func.func @choice_by_condition(
// CHECK-SAME:    %[[N:.*]]: i32, %[[A:.*]]: i32, %[[M:.*]]: memref<i32>)
// CHECK-DAG:     %[[ZERO:.*]] = arith.constant 0 : i32
// CHECK:         scf.while (%[[I:.*]] = %[[ZERO]], %[[X:.*]] = %[[A]])
// CHECK-NEXT:      %[[GO:.*]] = arith.cmpi slt, %[[I]], %[[N]]
// CHECK-NOT:       arith.select
// CHECK:           scf.condition(%[[GO]]) %[[X]], %[[I]]
// CHECK:         return %[[ZERO]] : i32
func.func @choice_by_condition(%n: i32, %a: i32, %m: memref<i32>) -> i32 {
  %zero = arith.constant 0 : i32
  %one = arith.constant 1 : i32
  %r:2 = scf.while (%i = %zero, %x = %a) : (i32, i32) -> (i32, i32) {
    %go = arith.cmpi slt, %i, %n : i32
    %chosen = arith.select %go, %x, %zero : i32
    scf.condition(%go) %chosen, %i : i32, i32
  } do {
  ^bb0(%x: i32, %i: i32):
    memref.store %x, %m[] : memref<i32>
    %y = arith.addi %x, %x : i32
    %next = arith.addi %i, %one : i32
    scf.yield %next, %y : i32, i32
  }
  return %r#0 : i32
}
