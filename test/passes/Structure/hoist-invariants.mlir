// RUN: %dc-opt %s --structure-hoist-invariants | FileCheck %s

// The extent leaves the loop's condition; uplifting wants that.

// CHECK-LABEL: func.func @extent
// CHECK: memref.dim
// CHECK: arith.index_cast
// CHECK: scf.while
// CHECK-NEXT: arith.cmpi
func.func @extent(%x: memref<?xf32>, %f: f32) {
  %c0 = arith.constant 0 : index
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %r = scf.while (%i = %zero) : (i64) -> i64 {
    %d = memref.dim %x, %c0 : memref<?xf32>
    %n = arith.index_cast %d : index to i64
    %c = arith.cmpi slt, %i, %n : i64
    scf.condition(%c) %i : i64
  } do {
  ^bb0(%i: i64):
    %p = arith.index_cast %i : i64 to index
    memref.store %f, %x[%p] : memref<?xf32>
    %next = arith.addi %i, %one : i64
    scf.yield %next : i64
  }
  return
}

// With n = 0 and b = 0 the source divides nothing, so no fault may come of it.

// CHECK-LABEL: func.func @division_stays
// CHECK: scf.for
// CHECK: dc.divsi
func.func @division_stays(%n: index, %a: i64, %b: i64) -> i64 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %zero = arith.constant 0 : i64
  %sum = scf.for %i = %c0 to %n step %c1 iter_args(%s = %zero) -> i64 {
    %q = dc.divsi %a, %b : i64
    %t = arith.addi %s, %q : i64
    scf.yield %t : i64
  }
  return %sum : i64
}
