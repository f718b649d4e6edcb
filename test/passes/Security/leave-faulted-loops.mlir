// RUN: %dc-opt %s --security-guard-accesses | FileCheck %s

// A loop that waits on a guarded load would wait for ever: the load yields 0 each time. It leaves once its thread has faulted.

// CHECK-LABEL: dc.kernel @wait
// CHECK: scf.while
// CHECK:   dc.fault %{{.*}}, bounds 0 "x[...]"
// CHECK:   %[[V:.*]] = scf.if
// CHECK:   %[[WAITS:.*]] = arith.cmpi eq, %[[V]]
// CHECK:   %[[DEAD:.*]] = dc.faulted
// CHECK:   %[[ALIVE:.*]] = arith.xori %[[DEAD]], %true
// CHECK:   %[[BOTH:.*]] = arith.andi %[[WAITS]], %[[ALIVE]] : i1
// CHECK:   scf.condition(%[[BOTH]])
dc.kernel @wait(%j: i64 {dc.name = "j", dc.type = "i64"}, %x: memref<?xi64> {dc.name = "x", dc.type = "i64"})
    attributes {rank = 1 : i64} {
  %zero = arith.constant 0 : i64
  %p = arith.index_cast %j : i64 to index
  scf.while : () -> () {
    %v = memref.load %x[%p] : memref<?xi64>
    %c = arith.cmpi eq, %v, %zero : i64
    scf.condition(%c)
  } do {
    scf.yield
  }
  dc.return
}

// Through a carried value, through control flow, and through a private array.

// CHECK-LABEL: dc.kernel @indirect
// CHECK-COUNT-3: dc.faulted
// CHECK-NOT: dc.faulted
// CHECK: dc.return
dc.kernel @indirect(%j: i64 {dc.name = "j", dc.type = "i64"}, %x: memref<?xi64> {dc.name = "x", dc.type = "i64"})
    attributes {rank = 1 : i64} {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %ten = arith.constant 10 : i64
  %c0 = arith.constant 0 : index
  %true = arith.constant true
  %p = arith.index_cast %j : i64 to index
  %r = memref.alloca() : memref<4xi64>
  %a = scf.while (%i = %zero) : (i64) -> i64 {
    %c = arith.cmpi slt, %i, %ten : i64
    scf.condition(%c) %i : i64
  } do {
  ^bb0(%i: i64):
    %v = memref.load %x[%p] : memref<?xi64>
    %next = arith.addi %i, %v : i64
    scf.yield %next : i64
  }
  scf.while : () -> () {
    %v = memref.load %x[%p] : memref<?xi64>
    %d = arith.cmpi eq, %v, %one : i64
    %c = scf.if %d -> i1 {
      %false = arith.constant false
      scf.yield %false : i1
    } else {
      scf.yield %true : i1
    }
    scf.condition(%c)
  } do {
    scf.yield
  }
  scf.while : () -> () {
    %v = memref.load %x[%p] : memref<?xi64>
    memref.store %v, %r[%c0] : memref<4xi64>
    %w = memref.load %r[%c0] : memref<4xi64>
    %c = arith.cmpi eq, %w, %zero : i64
    scf.condition(%c)
  } do {
    scf.yield
  }
  dc.return
}

// A condition that no guarded load feeds is left alone, and so is a counted loop.

// CHECK-LABEL: dc.kernel @unconcerned
// CHECK-NOT: dc.faulted
// CHECK: dc.return
dc.kernel @unconcerned(%j: i64 {dc.name = "j", dc.type = "i64"}, %x: memref<?xi64> {dc.name = "x", dc.type = "i64"})
    attributes {rank = 1 : i64} {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %p = arith.index_cast %j : i64 to index
  %a = scf.while (%i = %zero) : (i64) -> i64 {
    %c = arith.cmpi slt, %i, %j : i64
    scf.condition(%c) %i : i64
  } do {
  ^bb0(%i: i64):
    memref.store %i, %x[%p] : memref<?xi64>
    %next = arith.addi %i, %two : i64
    scf.yield %next : i64
  }
  %n = memref.load %x[%p] : memref<?xi64>
  scf.for %i = %zero to %n step %one : i64 {
    memref.store %i, %x[%p] : memref<?xi64>
  }
  dc.return
}
