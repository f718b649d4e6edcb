// Folds use constants only, and give what the language says.
// RUN: %dc-opt %s --canonicalize | FileCheck %s

// CHECK-LABEL: func.func @division
func.func @division(%x: i32) -> (i32, i32, i32, i32, i32, i32, i32, i32) {
  // CHECK-DAG: %[[ZERO:.*]] = arith.constant 0 : i32
  // CHECK-DAG: %[[MIN:.*]] = arith.constant -2147483648 : i32
  // CHECK-DAG: %[[M3:.*]] = arith.constant -3 : i32
  // CHECK-DAG: %[[M1:.*]] = arith.constant -1 : i32
  // CHECK-DAG: %[[BIG:.*]] = arith.constant 2147483644 : i32
  %c0 = arith.constant 0 : i32
  %c1 = arith.constant 1 : i32
  %c2 = arith.constant 2 : i32
  %m1 = arith.constant -1 : i32
  %m7 = arith.constant -7 : i32
  %min = arith.constant -2147483648 : i32
  %0 = dc.divsi %x, %c0 : i32
  %1 = dc.divsi %x, %c1 : i32
  %2 = dc.divsi %min, %m1 : i32
  %3 = dc.divsi %m7, %c2 : i32
  %4 = dc.remsi %m7, %c2 : i32
  %5 = dc.remsi %min, %m1 : i32
  %6 = dc.divui %m7, %c2 : i32
  %7 = dc.remui %x, %c1 : i32
  // CHECK: return %[[ZERO]], %{{.*}}, %[[MIN]], %[[M3]], %[[M1]], %[[ZERO]], %[[BIG]], %[[ZERO]]
  return %0, %1, %2, %3, %4, %5, %6, %7 : i32, i32, i32, i32, i32, i32, i32, i32
}

// A divisor of i1 true is -1 where it is signed.
// CHECK-LABEL: func.func @division_i1
func.func @division_i1(%x: i1) -> (i1, i1) {
  // CHECK: %[[Q:.*]] = dc.divsi
  // CHECK: return %[[Q]], %true
  %true = arith.constant true
  %0 = dc.divsi %x, %true : i1
  %1 = dc.divsi %true, %true : i1
  return %0, %1 : i1, i1
}

// CHECK-LABEL: func.func @division_unknown
func.func @division_unknown(%x: i32, %y: i32) -> i32 {
  // CHECK: dc.divsi
  // CHECK: dc.remui
  %0 = dc.divsi %x, %y : i32
  %1 = dc.remui %0, %y : i32
  return %1 : i32
}

// CHECK-LABEL: func.func @float_to_int
func.func @float_to_int() -> (i32, i32, i32, i32, i8, i8, i32, i64) {
  // CHECK-DAG: %[[NAN:.*]] = arith.constant 0 : i32
  // CHECK-DAG: %[[MAX:.*]] = arith.constant 2147483647 : i32
  // CHECK-DAG: %[[MIN:.*]] = arith.constant -2147483648 : i32
  // CHECK-DAG: %[[M2:.*]] = arith.constant -2 : i32
  // CHECK-DAG: %[[U0:.*]] = arith.constant 0 : i8
  // CHECK-DAG: %[[U255:.*]] = arith.constant -1 : i8
  // CHECK-DAG: %[[U32:.*]] = arith.constant -1 : i32
  // CHECK-DAG: %[[U64:.*]] = arith.constant -1 : i64
  %nan = arith.constant 0x7FC00000 : f32
  %inf = arith.constant 0x7F800000 : f32
  %minf = arith.constant 0xFF800000 : f32
  %m29 = arith.constant -2.9 : f32
  %big = arith.constant 1.0e30 : f64
  %0 = dc.fptosi %nan : f32 to i32
  %1 = dc.fptosi %inf : f32 to i32
  %2 = dc.fptosi %minf : f32 to i32
  %3 = dc.fptosi %m29 : f32 to i32
  %4 = dc.fptoui %m29 : f32 to i8
  %5 = dc.fptoui %big : f64 to i8
  %6 = dc.fptoui %inf : f32 to i32
  %7 = dc.fptoui %big : f64 to i64
  // CHECK: return %[[NAN]], %[[MAX]], %[[MIN]], %[[M2]], %[[U0]], %[[U255]], %[[U32]], %[[U64]]
  return %0, %1, %2, %3, %4, %5, %6, %7 : i32, i32, i32, i32, i8, i8, i32, i64
}

// CHECK-LABEL: func.func @guards
func.func @guards(%i: i64) -> (i1, i1, i1, i1) {
  // CHECK-DAG: %[[T:.*]] = arith.constant true
  // CHECK-DAG: %[[F:.*]] = arith.constant false
  // CHECK: %[[G:.*]] = dc.guard
  // CHECK: return %[[T]], %[[F]], %[[F]], %[[G]]
  %m1 = arith.constant -1 : i64
  %c7 = arith.constant 7 : i64
  %c8 = arith.constant 8 : i64
  %0 = dc.guard %c7 < %c8
  %1 = dc.guard %c8 < %c8
  %2 = dc.guard %m1 < %c8
  %3 = dc.guard %i < %c8
  return %0, %1, %2, %3 : i1, i1, i1, i1
}

// CHECK-LABEL: func.func @faults
func.func @faults(%bad: i1) {
  // CHECK-NEXT: %[[T:.*]] = arith.constant true
  // CHECK-NEXT: %[[F:.*]] = arith.constant false
  // CHECK-NEXT: dc.fault %[[T]], bounds 1 "kept"
  // CHECK-NEXT: dc.fault %{{.*}}, bounds 2 "kept"
  // CHECK-NEXT: dc.assert %[[F]], "kept"
  // CHECK-NEXT: return
  %true = arith.constant true
  %false = arith.constant false
  dc.fault %false, bounds 0 "dropped"
  dc.fault %true, bounds 1 "kept"
  dc.fault %bad, bounds 2 "kept"
  dc.assert %true, "dropped"
  dc.assert %false, "kept"
  return
}

// Unused, but not dead: the launcher reads launch rules, and threads run though they compute nothing. What is pure goes.
// CHECK-LABEL: dc.kernel @effects
dc.kernel @effects(%n: i64 {dc.name = "n", dc.type = "i64"}, %ok: i1 {dc.name = "ok", dc.type = "bool"})
    attributes {rank = 1 : i64} {
  // CHECK-NEXT: dc.domain
  // CHECK-NEXT: dc.requires
  // CHECK-NEXT: dc.ensures
  // CHECK-NEXT: dc.trust
  // CHECK-NEXT: dc.threads
  dc.domain %n
  dc.requires %ok, "ok" written
  dc.ensures %ok, "ok"
  dc.trust %ok, "ok"
  %i = dc.global_id 0
  %s = dc.domain_size 0
  %g = dc.guard %i < %n
  %q = dc.divsi %i, %n : i64
  %dead = dc.faulted
  dc.threads (%t) in (%n) {
  }
  // CHECK-NEXT: }
  // CHECK-NEXT: dc.return
  dc.return
}
