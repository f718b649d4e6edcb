// Operands are made safe before the operation that would be undefined. The values are tested in test/unit/passes/Lowering.
// RUN: %dc-opt %s --lowering-expand-total-arithmetic | FileCheck %s

// CHECK-LABEL: func.func @divsi(
// CHECK-SAME:    %[[A:.*]]: i32, %[[B:.*]]: i32)
// CHECK-DAG:     %[[C0:.*]] = arith.constant 0 : i32
// CHECK-DAG:     %[[IS0:.*]] = arith.cmpi eq, %[[B]], %[[C0]] : i32
// CHECK-DAG:     %[[M1:.*]] = arith.constant -1 : i32
// CHECK-DAG:     %[[ISM1:.*]] = arith.cmpi eq, %[[B]], %[[M1]] : i32
// CHECK:         %[[BAD:.*]] = arith.ori %[[IS0]], %[[ISM1]] : i1
// CHECK:         %[[C1:.*]] = arith.constant 1 : i32
// CHECK:         %[[SAFE:.*]] = arith.select %[[BAD]], %[[C1]], %[[B]] : i32
// CHECK:         %[[Q:.*]] = arith.divsi %[[A]], %[[SAFE]] : i32
// CHECK:         %[[NEG:.*]] = arith.subi %{{.*}}, %[[A]] : i32
// CHECK:         %[[Q1:.*]] = arith.select %[[ISM1]], %[[NEG]], %[[Q]] : i32
// CHECK:         %[[Q2:.*]] = arith.select %[[IS0]], %{{.*}}, %[[Q1]] : i32
// CHECK:         return %[[Q2]]
func.func @divsi(%a: i32, %b: i32) -> i32 {
  %q = dc.divsi %a, %b : i32
  return %q : i32
}

// CHECK-LABEL: func.func @remui(
// CHECK-SAME:    %[[A:.*]]: i64, %[[B:.*]]: i64)
// CHECK:         %[[IS0:.*]] = arith.cmpi eq, %[[B]], %{{.*}} : i64
// CHECK:         %[[SAFE:.*]] = arith.select %[[IS0]], %{{.*}}, %[[B]] : i64
// CHECK:         %[[R:.*]] = arith.remui %[[A]], %[[SAFE]] : i64
// CHECK:         return %[[R]]
func.func @remui(%a: i64, %b: i64) -> i64 {
  %r = dc.remui %a, %b : i64
  return %r : i64
}

// A constant divisor that does no harm needs no care.
// CHECK-LABEL: func.func @constants(
// CHECK-NOT:     select
// CHECK:         arith.divsi
// CHECK-NOT:     select
// CHECK:         arith.remsi
// CHECK-NOT:     select
// CHECK:         arith.divui
// CHECK-NOT:     select
// CHECK:         return
func.func @constants(%a: i32) -> i32 {
  %c3 = arith.constant 3 : i32
  %m1 = arith.constant -1 : i32
  %0 = dc.divsi %a, %c3 : i32
  %1 = dc.remsi %0, %c3 : i32
  %2 = dc.divui %1, %m1 : i32
  return %2 : i32
}

// CHECK-LABEL: func.func @harmful_constant(
// CHECK:         select
func.func @harmful_constant(%a: i32) -> i32 {
  %m1 = arith.constant -1 : i32
  %0 = dc.remsi %a, %m1 : i32
  return %0 : i32
}

// CHECK-LABEL: func.func @fptosi(
// CHECK-SAME:    %[[X:.*]]: f32)
// CHECK-DAG:     %[[HI:.*]] = arith.constant 2.14748365E+9 : f32
// CHECK-DAG:     %[[LO:.*]] = arith.constant -2.14748365E+9 : f32
// CHECK:         %[[LT:.*]] = arith.cmpf olt, %[[X]], %[[HI]] : f32
// CHECK:         %[[GT:.*]] = arith.cmpf ogt, %[[X]], %[[LO]] : f32
// CHECK:         %[[FITS:.*]] = arith.andi %[[LT]], %[[GT]] : i1
// CHECK:         %[[SAFE:.*]] = arith.select %[[FITS]], %[[X]], %{{.*}} : f32
// CHECK:         %[[I:.*]] = arith.fptosi %[[SAFE]] : f32 to i32
// CHECK:         %[[HIGH:.*]] = arith.cmpf oge, %[[X]], %[[HI]] : f32
// CHECK:         arith.select %[[HIGH]], %{{.*}}, %[[I]] : i32
// CHECK:         %[[LOW:.*]] = arith.cmpf ole, %[[X]], %[[LO]] : f32
// CHECK:         arith.select %[[LOW]]
func.func @fptosi(%x: f32) -> i32 {
  %i = dc.fptosi %x : f32 to i32
  return %i : i32
}

// Small floats are widened first: their range may not hold the bounds.
// CHECK-LABEL: func.func @fptoui_f16(
// CHECK:         arith.extf %{{.*}} : f16 to f32
// CHECK:         arith.constant 1.84467441E+19 : f32
// CHECK:         arith.fptoui %{{.*}} : f32 to i64
func.func @fptoui_f16(%x: f16) -> i64 {
  %i = dc.fptoui %x : f16 to i64
  return %i : i64
}

// Nothing to do, in a kernel as well.
// CHECK-LABEL: dc.kernel @none
// CHECK-NEXT:    %[[S:.*]] = arith.addi
// CHECK-NEXT:    dc.return
dc.kernel @none(%a: i32 {dc.name = "a", dc.type = "i32"}) attributes {rank = 1 : i64} {
  %s = arith.addi %a, %a : i32
  dc.return
}
