// RUN: %dc-opt %s --structure-lift-control-flow | FileCheck %s

// CHECK-LABEL: dc.kernel @branch
// CHECK-NOT: cf.
// CHECK: scf.if %{{.*}} {
// CHECK:   memref.store
// CHECK: }
// CHECK: dc.return
dc.kernel @branch(%c: i1 {dc.name = "c", dc.type = "bool"}, %x: memref<?xf32> {dc.name = "x", dc.type = "f32"})
    attributes {rank = 1 : i64} {
  %i = arith.constant 0 : index
  %v = arith.constant 1.0 : f32
  cf.cond_br %c, ^store, ^end
^store:
  memref.store %v, %x[%i] : memref<?xf32>
  cf.br ^end
^end:
  dc.return
}

// A loop that cannot end: the return behind it is never reached, but there has to be one.

// CHECK-LABEL: dc.kernel @forever
// CHECK: scf.while
// CHECK:   scf.condition
// CHECK: dc.return
dc.kernel @forever() attributes {rank = 1 : i64} {
  cf.br ^loop
^loop:
  cf.br ^loop
}

// Two loops that cannot end and an ordinary way out.

// CHECK-LABEL: dc.kernel @maybe_forever
// CHECK-NOT: ub.poison
// CHECK: scf.while
// CHECK: dc.return
dc.kernel @maybe_forever(%c: i1 {dc.name = "c", dc.type = "bool"}, %d: i1 {dc.name = "d", dc.type = "bool"})
    attributes {rank = 1 : i64} {
  cf.cond_br %c, ^first, ^else
^first:
  cf.br ^first
^else:
  cf.cond_br %d, ^second, ^end
^second:
  cf.br ^second
^end:
  dc.return
}

// A value that has no definition on some path is zero there.

// CHECK-LABEL: dc.kernel @early_return
// CHECK-NOT: ub.poison
// CHECK: scf.while
// CHECK-NOT: ub.poison
// CHECK: dc.return
dc.kernel @early_return(%n: i64 {dc.name = "n", dc.type = "i64"}, %x: memref<?xi64> {dc.name = "x", dc.type = "i64"})
    attributes {rank = 1 : i64} {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  cf.br ^head(%zero : i64)
^head(%i: i64):
  %runs = arith.cmpi slt, %i, %n : i64
  cf.cond_br %runs, ^body, ^after
^body:
  %p = arith.index_cast %i : i64 to index
  %v = memref.load %x[%p] : memref<?xi64>
  %stop = arith.cmpi eq, %v, %zero : i64
  cf.cond_br %stop, ^end, ^next
^next:
  %j = arith.addi %i, %one : i64
  cf.br ^head(%j : i64)
^after:
  %q = arith.index_cast %i : i64 to index
  memref.store %i, %x[%q] : memref<?xi64>
  cf.br ^end
^end:
  dc.return
}

// CHECK-LABEL: dc.kernel @switch
// CHECK: scf.index_switch
// CHECK: case 7
// CHECK: dc.return
dc.kernel @switch(%k: i32 {dc.name = "k", dc.type = "i32"}, %x: memref<?xi32> {dc.name = "x", dc.type = "i32"})
    attributes {rank = 1 : i64} {
  %i = arith.constant 0 : index
  %one = arith.constant 1 : i32
  cf.switch %k : i32, [default: ^end, 7: ^seven(%one : i32), 9: ^seven(%k : i32)]
^seven(%v: i32):
  memref.store %v, %x[%i] : memref<?xi32>
  cf.br ^end
^end:
  dc.return
}

// Helper functions too; unreachable blocks are dropped.

// CHECK-LABEL: func.func @helper
// CHECK: %[[R:.*]] = scf.if %{{.*}} -> (f32)
// CHECK: return %[[R]] : f32
func.func @helper(%c: i1, %a: f32, %b: f32) -> f32 {
  cf.cond_br %c, ^a, ^b
^a:
  return %a : f32
^b:
  return %b : f32
^unreachable:
  cf.br ^unreachable
}

// Nothing to do.

// CHECK-LABEL: dc.kernel @structured
// CHECK-NEXT: %{{.*}} = dc.global_id 0
// CHECK-NEXT: dc.return
dc.kernel @structured() attributes {rank = 1 : i64} {
  %i = dc.global_id 0
  dc.return
}
