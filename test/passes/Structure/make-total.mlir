// RUN: %dc-opt %s --structure-make-total --split-input-file | FileCheck %s

// Poison becomes zero, promises go, partial operations get their total counterpart.

// CHECK-LABEL: func.func @partial
// CHECK-SAME: (%[[A:.*]]: i32, %[[B:.*]]: i32, %[[X:.*]]: f32, %[[P:.*]]: index)
func.func @partial(%a: i32, %b: i32, %x: f32, %p: index) -> (i32, i32, index) {
  // CHECK: %[[ZERO:.*]] = arith.constant 0 : i32
  %u = ub.poison : i32
  // CHECK: %[[S:.*]] = arith.addi %[[A]], %[[ZERO]] : i32
  %s = arith.addi %a, %u overflow<nsw, nuw> : i32
  // CHECK: dc.divsi %[[S]], %[[B]] : i32
  %q = arith.divsi %s, %b : i32
  // CHECK: dc.divui
  %r = arith.divui %q, %b : i32
  // CHECK: dc.remsi
  %t = arith.remsi %r, %b : i32
  // CHECK: dc.remui
  %v = arith.remui %t, %b : i32
  // CHECK: dc.fptosi %[[X]] : f32 to i32
  %i = arith.fptosi %x : f32 to i32
  // CHECK: dc.fptoui
  %j = arith.fptoui %x : f32 to i32
  // CHECK: %[[MASK:.*]] = arith.constant 31 : i32
  // CHECK: %[[N:.*]] = arith.andi %[[B]], %[[MASK]] : i32
  // CHECK: arith.shli %{{.*}}, %[[N]] : i32
  %w = arith.shli %v, %b overflow<nsw> : i32
  %c3 = arith.constant 3 : i32
  // CHECK: arith.shrui %{{[^,]*}}, %{{[^ ]*}} : i32
  %y = arith.shrui %w, %c3 exact : i32
  %z = arith.addi %y, %i : i32
  // CHECK: arith.index_cast %[[P]] : index to i64
  // CHECK: dc.divsi {{.*}} : i64
  // CHECK: arith.index_cast {{.*}} : i64 to index
  %d = arith.divsi %p, %p : index
  return %z, %j, %d : i32, i32, index
}

// -----

// What is total already stays as it is, the frontend's own mask included.

// CHECK-LABEL: func.func @total
// CHECK-NEXT: %[[C:.*]] = arith.constant 31 : i32
// CHECK-NEXT: %[[N:.*]] = arith.andi %{{.*}}, %[[C]] : i32
// CHECK-NEXT: arith.shli %{{.*}}, %[[N]] : i32
// CHECK-NEXT: dc.divsi
// CHECK-NEXT: return
func.func @total(%a: i32, %b: i32) -> i32 {
  %c31 = arith.constant 31 : i32
  %n = arith.andi %b, %c31 : i32
  %s = arith.shli %a, %n : i32
  %q = dc.divsi %s, %b : i32
  return %q : i32
}
