// In kernels with barriers, a loop that all threads of a block leave together must not be left by one that has faulted alone: what the
// loop computes may decide whether a barrier is reached. It ends once all of them have faulted at once.
// RUN: %dc-opt %s --security-guard-accesses | FileCheck %s

// The flag is set where the element that all threads read is missing, and asked in the loop; no thread's own fault is.
// CHECK-LABEL: dc.kernel @common
// CHECK:       %[[FLAG:.*]] = memref.alloca() : memref<i1>
// CHECK:       memref.store %false, %[[FLAG]][] : memref<i1>
// CHECK:       scf.while
// CHECK:         %[[OK:.*]] = dc.guard
// CHECK:         dc.fault %{{.*}}, bounds
// CHECK:         %[[BAD:.*]] = arith.xori %[[OK]], %{{.*}} : i1
// CHECK:         scf.if %[[BAD]] {
// CHECK-NEXT:      %[[YES:.*]] = arith.constant true
// CHECK-NEXT:      memref.store %[[YES]], %[[FLAG]][] : memref<i1>
// CHECK-NEXT:    }
// CHECK-NEXT:    %[[V:.*]] = scf.if %[[OK]]
// CHECK:         %[[MORE:.*]] = arith.cmpi eq, %[[V]]
// CHECK:         %[[GONE:.*]] = memref.load %[[FLAG]][] : memref<i1>
// CHECK:         %[[STAYS:.*]] = arith.xori %[[GONE]]
// CHECK:         %[[BOTH:.*]] = arith.andi %[[MORE]], %[[STAYS]] : i1
// CHECK:         scf.condition(%[[BOTH]])
// CHECK-NOT:   dc.faulted
// CHECK:       dc.return
dc.kernel @common(%x: memref<?xi64> {dc.name = "x", dc.type = "i64", dc.read_only}) attributes {rank = 1 : i64, block = array<i64: 64>} {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %n = scf.while (%i = %zero) : (i64) -> i64 {
    %p = arith.index_cast %i : i64 to index
    %v = memref.load %x[%p] : memref<?xi64>
    %c = arith.cmpi eq, %v, %zero : i64
    scf.condition(%c) %i : i64
  } do {
  ^bb0(%i: i64):
    %next = arith.addi %i, %one : i64
    scf.yield %next : i64
  }
  %c = arith.cmpi eq, %n, %one : i64
  scf.if %c {
    dc.barrier
  }
  dc.return
}

// A loop with a barrier inside, which waits for a division.
// CHECK-LABEL: dc.kernel @with_barrier
// CHECK:       %[[FLAG:.*]] = memref.alloca() : memref<i1>
// CHECK:       scf.while
// CHECK:         dc.fault %{{.*}}, division
// CHECK:         %[[BAD:.*]] = arith.cmpi eq, %{{.*}}, %{{.*}} : i64
// CHECK-NEXT:    scf.if %[[BAD]]
// CHECK:           memref.store %{{.*}}, %[[FLAG]][]
// CHECK:         dc.divsi
// CHECK:         memref.load %[[FLAG]][]
// CHECK-NOT:   dc.faulted
// CHECK:       dc.return
dc.kernel @with_barrier(%a: i64 {dc.name = "a", dc.type = "i64"}, %b: i64 {dc.name = "b", dc.type = "i64"})
    attributes {rank = 1 : i64, block = array<i64: 64>} {
  %zero = arith.constant 0 : i64
  scf.while : () -> () {
    %v = dc.divsi %a, %b : i64
    %c = arith.cmpi eq, %v, %zero : i64
    scf.condition(%c)
  } do {
    dc.barrier
    scf.yield
  }
  dc.return
}

// A loop that a thread leaves by itself cannot decide about barriers, and ends with its thread's fault.
// CHECK-LABEL: dc.kernel @alone
// CHECK-NOT:   memref.alloca
// CHECK:       scf.while
// CHECK:         dc.faulted
// CHECK:       dc.barrier
dc.kernel @alone(%x: memref<?xi64> {dc.name = "x", dc.type = "i64", dc.read_only}) attributes {rank = 1 : i64, block = array<i64: 64>} {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %t = dc.thread_id 0
  %n = scf.while (%i = %t) : (i64) -> i64 {
    %p = arith.index_cast %i : i64 to index
    %v = memref.load %x[%p] : memref<?xi64>
    %c = arith.cmpi eq, %v, %zero : i64
    scf.condition(%c) %i : i64
  } do {
  ^bb0(%i: i64):
    %next = arith.addi %i, %one : i64
    scf.yield %next : i64
  }
  dc.barrier
  dc.return
}

// So does one that only some threads come to, at an element that is the same for them.
// CHECK-LABEL: dc.kernel @some_threads
// CHECK-NOT:   memref.alloca
// CHECK:       scf.while
// CHECK:         dc.faulted
// CHECK:       dc.barrier
dc.kernel @some_threads(%x: memref<?xi64> {dc.name = "x", dc.type = "i64", dc.read_only}, %p: i64 {dc.name = "p", dc.type = "i64"})
    attributes {rank = 1 : i64, block = array<i64: 64>} {
  %zero = arith.constant 0 : i64
  %t = dc.thread_id 0
  %some = arith.cmpi slt, %t, %p : i64
  scf.if %some {
    scf.while : () -> () {
      %q = arith.index_cast %p : i64 to index
      %v = memref.load %x[%q] : memref<?xi64>
      %c = arith.cmpi eq, %v, %zero : i64
      scf.condition(%c)
    } do {
      scf.yield
    }
  }
  dc.barrier
  dc.return
}
