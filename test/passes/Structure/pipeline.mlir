// RUN: %dc-opt %s --input-pipeline | FileCheck %s

// What the C++ frontend emits for
//   if (i >= y.size()) return;  float s = 0;  for (index k = 0; k < x.size(); ++k) s += x[k];  y[i] = s;
// becomes one scf.if around one scf.for, and no local is left in memory.

// CHECK-LABEL: dc.kernel @sum
// CHECK-NOT: memref.alloca
// CHECK: %[[ID:.*]] = dc.global_id 0
// CHECK: %[[LESS:.*]] = arith.cmpi slt, %[[ID]]
// CHECK: scf.if %[[LESS]] {
// CHECK:   scf.for {{.*}} iter_args
// CHECK:   memref.store
// CHECK-NOT: else
// CHECK: dc.return
dc.kernel @sum(%x: memref<?xf32> {dc.name = "x", dc.type = "f32", dc.read_only},
               %y: memref<?xf32> {dc.name = "y", dc.type = "f32"}) attributes {rank = 1 : i64} {
  %s = memref.alloca() : memref<f32>
  %k = memref.alloca() : memref<i64>
  %c0 = arith.constant 0 : index
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %f0 = arith.constant 0.0 : f32
  %yd = memref.dim %y, %c0 : memref<?xf32>
  %yn = arith.index_cast %yd : index to i64
  dc.domain %yn
  %i = dc.global_id 0
  %outside = arith.cmpi sge, %i, %yn : i64
  cf.cond_br %outside, ^end, ^start
^start:
  memref.store %f0, %s[] : memref<f32>
  memref.store %zero, %k[] : memref<i64>
  cf.br ^head
^head:
  %k0 = memref.load %k[] : memref<i64>
  %xd = memref.dim %x, %c0 : memref<?xf32>
  %xn = arith.index_cast %xd : index to i64
  %runs = arith.cmpi slt, %k0, %xn : i64
  cf.cond_br %runs, ^body, ^after
^body:
  %k1 = memref.load %k[] : memref<i64>
  %p = arith.index_cast %k1 : i64 to index
  %v = memref.load %x[%p] : memref<?xf32>
  %s0 = memref.load %s[] : memref<f32>
  %s1 = arith.addf %s0, %v : f32
  memref.store %s1, %s[] : memref<f32>
  %k2 = arith.addi %k1, %one : i64
  memref.store %k2, %k[] : memref<i64>
  cf.br ^head
^after:
  %q = arith.index_cast %i : i64 to index
  %s2 = memref.load %s[] : memref<f32>
  memref.store %s2, %y[%q] : memref<?xf32>
  cf.br ^end
^end:
  dc.return
}

// A local that is read before it is written is zero.

// CHECK-LABEL: dc.kernel @uninitialised
// CHECK-NOT: ub.poison
// CHECK: %[[ZERO:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: memref.store %[[ZERO]]
dc.kernel @uninitialised(%y: memref<?xf32> {dc.name = "y", dc.type = "f32"}) attributes {rank = 1 : i64} {
  %s = memref.alloca() : memref<f32>
  %i = dc.global_id 0
  %p = arith.index_cast %i : i64 to index
  %v = memref.load %s[] : memref<f32>
  memref.store %v, %y[%p] : memref<?xf32>
  dc.return
}

// && and || become plain conditions.

// CHECK-LABEL: dc.kernel @short_circuit
// CHECK: arith.andi
// CHECK: scf.if
// CHECK-NOT: scf.if
// CHECK: dc.return
dc.kernel @short_circuit(%n: i64 {dc.name = "n", dc.type = "i64"}, %y: memref<?xf32> {dc.name = "y", dc.type = "f32"})
    attributes {rank = 1 : i64} {
  %zero = arith.constant 0 : i64
  %f0 = arith.constant 0.0 : f32
  %false = arith.constant false
  %i = dc.global_id 0
  %a = arith.cmpi sgt, %i, %zero : i64
  cf.cond_br %a, ^second, ^join(%false : i1)
^second:
  %b = arith.cmpi slt, %i, %n : i64
  cf.br ^join(%b : i1)
^join(%both: i1):
  cf.cond_br %both, ^then, ^end
^then:
  %p = arith.index_cast %i : i64 to index
  memref.store %f0, %y[%p] : memref<?xf32>
  cf.br ^end
^end:
  dc.return
}

// A loop that cannot end, with an effect, is kept; nothing crashes.

// CHECK-LABEL: dc.kernel @forever
// CHECK: scf.while
// CHECK:   memref.store
// CHECK:   scf.condition(%true)
// CHECK: dc.return
dc.kernel @forever(%y: memref<?xf32> {dc.name = "y", dc.type = "f32"}) attributes {rank = 1 : i64} {
  %c0 = arith.constant 0 : index
  %f0 = arith.constant 0.0 : f32
  cf.br ^loop
^loop:
  memref.store %f0, %y[%c0] : memref<?xf32>
  cf.br ^loop
}
