// RUN: %dc-opt %s --structure-drop-dead-branches | FileCheck %s
// RUN: %dc-opt %s --input-pipeline -o /dev/null

// CHECK-LABEL: func.func @condition
// CHECK:       cf.br ^[[END:.*]](%arg1 : i32)
// CHECK-NEXT:  ^[[END]](%[[A:.*]]: i32):
// CHECK-NEXT:  return %[[A]]
// CHECK-NEXT:  }
func.func @condition(%a: i32, %b: i32) -> i32 {
  %false = arith.constant false
  cf.cond_br %false, ^dead(%a : i32), ^end(%b : i32)
^dead(%d: i32):
  %next = arith.addi %d, %b : i32
  cf.br ^dead(%next : i32)
^end(%e: i32):
  return %e : i32
}

// A label, and what no label names.
// CHECK-LABEL: func.func @labels
// CHECK-NOT:   cf.switch
// CHECK:       cf.br ^[[TWO:.*]](%arg0 : i32)
// CHECK:       ^[[TWO]](%{{.*}}: i32):
// CHECK:       cf.br ^[[END:.*]](%arg1 : i32)
// CHECK:       ^[[END]](%[[A:.*]]: i32):
// CHECK-NEXT:  return %[[A]]
// CHECK-NEXT:  }
func.func @labels(%a: i32, %b: i32) -> i32 {
  %two = arith.constant 2 : i32
  %nine = arith.constant 9 : i32
  cf.switch %two : i32, [default: ^end(%b : i32), 1: ^end(%b : i32), 2: ^second(%a : i32)]
^second(%s: i32):
  cf.switch %nine : i32, [default: ^end(%b : i32), 2: ^second(%s : i32)]
^end(%e: i32):
  return %e : i32
}

// What is not known stays.
// CHECK-LABEL: func.func @open
// CHECK:       cf.cond_br
// CHECK:       cf.switch
func.func @open(%c: i1, %a: i32) {
  cf.cond_br %c, ^left, ^right
^left:
  cf.br ^right
^right:
  cf.switch %a : i32, [default: ^end, 1: ^left]
^end:
  return
}

// A loop that nothing leads to, whose counter would be computed from itself once its blocks are one: folding it never ended.
// CHECK-LABEL: dc.kernel @dead_loop
// CHECK-NOT:   arith.addi
// CHECK:       dc.return
dc.kernel @dead_loop(%n: i32 {dc.name = "n", dc.type = "i32"}) attributes {rank = 1 : i64} {
  %zero = arith.constant 0 : i32
  %one = arith.constant 1 : i32
  %false = arith.constant false
  cf.cond_br %false, ^head(%zero : i32), ^end
^head(%k: i32):
  %c = arith.cmpi slt, %k, %n : i32
  cf.cond_br %c, ^body, ^end
^body:
  %m = arith.addi %k, %one : i32
  cf.br ^head(%m : i32)
^end:
  dc.return
}
