// RUN: %dc-opt %s --input-pipeline --validate-pipeline | FileCheck %s

// The three cases that a compiler of C++ may get wrong, from what a frontend emits to what a backend gets.

// 1. `if (off + 8 <= n) x[off] = v`: the addition may wrap; the guard stays.

// CHECK-LABEL: dc.kernel @store_at_offset
// CHECK: arith.addi %{{.*}}, %c8{{.*}} : i64
// CHECK: scf.if
// CHECK: %[[OK:.*]] = dc.guard
// CHECK: dc.fault %{{.*}}, bounds 0 "x[...]"
// CHECK: scf.if %[[OK]] {
// CHECK-NEXT: memref.store
dc.kernel @store_at_offset(%off: i64 {dc.name = "off", dc.type = "i64"}, %v: f32 {dc.name = "v", dc.type = "f32"},
                           %x: memref<?xf32> {dc.name = "x", dc.type = "f32"}) attributes {rank = 1 : i64} {
  %c0 = arith.constant 0 : index
  %eight = arith.constant 8 : i64
  %d = memref.dim %x, %c0 : memref<?xf32>
  %n = arith.index_cast %d : index to i64
  %end = arith.addi %off, %eight overflow<nsw> : i64
  %c = arith.cmpi sle, %end, %n : i64
  cf.cond_br %c, ^then, ^end
^then:
  %p = arith.index_cast %off : i64 to index
  memref.store %v, %x[%p] : memref<?xf32>
  cf.br ^end
^end:
  dc.return
}

// 2. Division by zero: total, and a fault. It is not moved out of the loop, which may not run.

// CHECK-LABEL: dc.kernel @division
// CHECK-NOT: dc.fault
// CHECK: scf.for
// CHECK:   dc.fault %{{.*}}, division 0 "a / b"
// CHECK:   dc.divsi
dc.kernel @division(%a: i64 {dc.name = "a", dc.type = "i64"}, %b: i64 {dc.name = "b", dc.type = "i64"},
                    %n: i64 {dc.name = "n", dc.type = "i64"}, %x: memref<?xi64> {dc.name = "x", dc.type = "i64"})
    attributes {rank = 1 : i64} {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %id = dc.global_id 0
  %p = arith.index_cast %id : i64 to index
  cf.br ^head(%zero, %zero : i64, i64)
^head(%i: i64, %s: i64):
  %c = arith.cmpi slt, %i, %n : i64
  cf.cond_br %c, ^body, ^end
^body:
  %q = arith.divsi %a, %b : i64
  %t = arith.addi %s, %q : i64
  %j = arith.addi %i, %one : i64
  cf.br ^head(%j, %t : i64, i64)
^end:
  memref.store %s, %x[%p] : memref<?xi64>
  dc.return
}

// 3. A loop that waits on a guarded load leaves once its thread has faulted.

// CHECK-LABEL: dc.kernel @wait
// CHECK: scf.while
// CHECK:   dc.fault %{{.*}}, bounds 0 "x[...]"
// CHECK:   dc.faulted
// CHECK:   scf.condition
dc.kernel @wait(%j: i64 {dc.name = "j", dc.type = "i64"}, %x: memref<?xi64> {dc.name = "x", dc.type = "i64"},
                %y: memref<?xi64> {dc.name = "y", dc.type = "i64"}) attributes {rank = 1 : i64} {
  %zero = arith.constant 0 : i64
  %id = dc.global_id 0
  cf.br ^head
^head:
  %p = arith.index_cast %j : i64 to index
  %v = memref.load %x[%p] : memref<?xi64>
  %c = arith.cmpi eq, %v, %zero : i64
  cf.cond_br %c, ^head, ^end
^end:
  %q = arith.index_cast %id : i64 to index
  memref.store %v, %y[%q] : memref<?xi64>
  dc.return
}
