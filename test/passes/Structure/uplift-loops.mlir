// RUN: %dc-opt %s --structure-uplift-loops --split-input-file | FileCheck %s

// Step 1 with < never wraps: the last i is below n.

func.func private @use(i64)

// CHECK-LABEL: func.func @signed_less
// CHECK-SAME: (%[[N:.*]]: i64)
// CHECK: scf.for %[[I:.*]] = %{{.*}} to %[[N]] step %{{.*}} : i64 {
// CHECK-NEXT: func.call @use(%[[I]])
// CHECK-NOT: scf.while
// CHECK: return
func.func @signed_less(%n: i64) {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %r = scf.while (%i = %c0) : (i64) -> i64 {
    %c = arith.cmpi slt, %i, %n : i64
    scf.condition(%c) %i : i64
  } do {
  ^bb0(%i: i64):
    func.call @use(%i) : (i64) -> ()
    %next = arith.addi %i, %c1 : i64
    scf.yield %next : i64
  }
  return
}

// -----

// The compare may stand the other way round, and so may the addition. The counter's last value is computed.

func.func private @use(i32)

// CHECK-LABEL: func.func @unsigned_less
// CHECK-SAME: (%[[M:.*]]: i32, %[[N:.*]]: i32)
// CHECK: scf.for unsigned %[[I:.*]] = %[[M]] to %[[N]] step
// CHECK: %[[LENGTH:.*]] = arith.subi %[[N]], %[[M]] : i32
// CHECK: %[[RUNS:.*]] = arith.cmpi ult, %[[M]], %[[N]] : i32
// CHECK: %[[TRIPS:.*]] = arith.select %[[RUNS]], %[[LENGTH]], %{{.*}} : i32
// CHECK: %[[LAST:.*]] = arith.addi %[[M]], %[[TRIPS]] : i32
// CHECK: return %[[LAST]] : i32
func.func @unsigned_less(%m: i32, %n: i32) -> i32 {
  %c1 = arith.constant 1 : i32
  %r = scf.while (%i = %m) : (i32) -> i32 {
    %c = arith.cmpi ugt, %n, %i : i32
    scf.condition(%c) %i : i32
  } do {
  ^bb0(%i: i32):
    func.call @use(%i) : (i32) -> ()
    %next = arith.addi %c1, %i : i32
    scf.yield %next : i32
  }
  return %r : i32
}

// -----

// != runs |n - m| times modulo 2^64, and so does the distance counted unsigned.

func.func private @use(i64)

// CHECK-LABEL: func.func @not_equal
// CHECK-SAME: (%[[M:.*]]: i64, %[[N:.*]]: i64)
// CHECK: %[[D:.*]] = arith.subi %[[N]], %[[M]] : i64
// CHECK: scf.for unsigned %[[K:.*]] = %{{.*}} to %[[D]] step
// CHECK-NEXT: %[[I:.*]] = arith.addi %[[M]], %[[K]] : i64
// CHECK-NEXT: func.call @use(%[[I]])
func.func @not_equal(%m: i64, %n: i64) {
  %c1 = arith.constant 1 : i64
  %r = scf.while (%i = %m) : (i64) -> i64 {
    %c = arith.cmpi ne, %i, %n : i64
    scf.condition(%c) %i : i64
  } do {
  ^bb0(%i: i64):
    func.call @use(%i) : (i64) -> ()
    %next = arith.addi %i, %c1 : i64
    scf.yield %next : i64
  }
  return
}

// -----

// Downwards to a constant that is not the smallest integer; another value is carried along, in another order.

func.func private @use(i64)

// CHECK-LABEL: func.func @downward
// CHECK-SAME: (%[[M:.*]]: i64)
// CHECK: %[[D:.*]] = arith.select
// CHECK: %[[R:.*]] = scf.for unsigned %[[K:.*]] = %{{.*}} to %[[D]] step %{{.*}} iter_args(%[[A:.*]] = %{{.*}}) -> (i64)
// CHECK-NEXT: %[[I:.*]] = arith.subi %[[M]], %[[K]] : i64
// CHECK-NEXT: func.call @use(%[[I]])
// CHECK-NEXT: %[[B:.*]] = arith.addi %[[A]], %[[I]] : i64
// CHECK: scf.yield %[[B]] : i64
// CHECK: return %[[R]] : i64
func.func @downward(%m: i64) -> i64 {
  %c1 = arith.constant 1 : i64
  %c0 = arith.constant 0 : i64
  %r:2 = scf.while (%i = %m, %a = %c0) : (i64, i64) -> (i64, i64) {
    %c = arith.cmpi sge, %i, %c0 : i64
    scf.condition(%c) %a, %i : i64, i64
  } do {
  ^bb0(%a: i64, %i: i64):
    func.call @use(%i) : (i64) -> ()
    %b = arith.addi %a, %i : i64
    %next = arith.subi %i, %c1 : i64
    scf.yield %next, %b : i64, i64
  }
  return %r#0 : i64
}

// -----

// Larger steps, and bounds that are included: where constants or extents leave room.

func.func private @use(i64)

// CHECK-LABEL: func.func @constant_bound
// CHECK: scf.for
// CHECK-NOT: scf.while
func.func @constant_bound() {
  %c0 = arith.constant 0 : i64
  %c100 = arith.constant 100 : i64
  %c7 = arith.constant 7 : i64
  %r = scf.while (%i = %c0) : (i64) -> i64 {
    %c = arith.cmpi sle, %i, %c100 : i64
    scf.condition(%c) %i : i64
  } do {
  ^bb0(%i: i64):
    func.call @use(%i) : (i64) -> ()
    %next = arith.addi %i, %c7 : i64
    scf.yield %next : i64
  }
  return
}

// CHECK-LABEL: dc.kernel @extent_bound
// CHECK: scf.for
// CHECK-NOT: scf.while
dc.kernel @extent_bound(%x: memref<?xf32> {dc.name = "x", dc.type = "f32"}) attributes {rank = 1 : i64} {
  %p0 = arith.constant 0 : index
  %d = memref.dim %x, %p0 : memref<?xf32>
  %n = arith.index_cast %d : index to i64
  %c0 = arith.constant 0 : i64
  %c4 = arith.constant 4 : i64
  %r = scf.while (%i = %c0) : (i64) -> i64 {
    %c = arith.cmpi slt, %i, %n : i64
    scf.condition(%c) %i : i64
  } do {
  ^bb0(%i: i64):
    func.call @use(%i) : (i64) -> ()
    %next = arith.addi %i, %c4 : i64
    scf.yield %next : i64
  }
  dc.return
}

// -----

// What may wrap stays: i < n by 2 where n may be the largest integer, i <= n likewise, downwards past an unknown bound,
// a step that may be 0 or negative.

func.func private @use(i64)

// CHECK-LABEL: func.func @step_two
// CHECK: scf.while
// CHECK-NOT: scf.for
func.func @step_two(%n: i64) {
  %c0 = arith.constant 0 : i64
  %c2 = arith.constant 2 : i64
  %r = scf.while (%i = %c0) : (i64) -> i64 {
    %c = arith.cmpi slt, %i, %n : i64
    scf.condition(%c) %i : i64
  } do {
  ^bb0(%i: i64):
    func.call @use(%i) : (i64) -> ()
    %next = arith.addi %i, %c2 : i64
    scf.yield %next : i64
  }
  return
}

// CHECK-LABEL: func.func @included
// CHECK: scf.while
// CHECK-NOT: scf.for
func.func @included(%n: i64) {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %r = scf.while (%i = %c0) : (i64) -> i64 {
    %c = arith.cmpi sle, %i, %n : i64
    scf.condition(%c) %i : i64
  } do {
  ^bb0(%i: i64):
    func.call @use(%i) : (i64) -> ()
    %next = arith.addi %i, %c1 : i64
    scf.yield %next : i64
  }
  return
}

// CHECK-LABEL: func.func @down_included
// CHECK: scf.while
// CHECK-NOT: scf.for
func.func @down_included(%m: i64, %n: i64) {
  %c1 = arith.constant -1 : i64
  %r = scf.while (%i = %m) : (i64) -> i64 {
    %c = arith.cmpi sge, %i, %n : i64
    scf.condition(%c) %i : i64
  } do {
  ^bb0(%i: i64):
    func.call @use(%i) : (i64) -> ()
    %next = arith.addi %i, %c1 : i64
    scf.yield %next : i64
  }
  return
}

// CHECK-LABEL: func.func @unknown_step
// CHECK: scf.while
// CHECK-NOT: scf.for
func.func @unknown_step(%s: i64) {
  %c0 = arith.constant 0 : i64
  %c100 = arith.constant 100 : i64
  %r = scf.while (%i = %c0) : (i64) -> i64 {
    %c = arith.cmpi slt, %i, %c100 : i64
    scf.condition(%c) %i : i64
  } do {
  ^bb0(%i: i64):
    func.call @use(%i) : (i64) -> ()
    %next = arith.addi %i, %s : i64
    scf.yield %next : i64
  }
  return
}

// An unsigned counter never falls below 0.

// CHECK-LABEL: func.func @unsigned_downward
// CHECK: scf.while
// CHECK-NOT: scf.for
func.func @unsigned_downward(%m: i64) {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %r = scf.while (%i = %m) : (i64) -> i64 {
    %c = arith.cmpi uge, %i, %c0 : i64
    scf.condition(%c) %i : i64
  } do {
  ^bb0(%i: i64):
    func.call @use(%i) : (i64) -> ()
    %next = arith.subi %i, %c1 : i64
    scf.yield %next : i64
  }
  return
}
