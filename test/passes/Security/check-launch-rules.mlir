// RUN: %dc-opt %s --security-check-launch-rules | FileCheck %s

// Sizes, scalars, constants and arithmetic on them; a contract may also read the domain. The IR is not changed.

// CHECK-LABEL: dc.kernel @rules
// CHECK: dc.domain
// CHECK: dc.requires
// CHECK: dc.requires
dc.kernel @rules(%n: i32 {dc.name = "n", dc.type = "u32"}, %c: i1 {dc.name = "c", dc.type = "bool"},
                 %x: memref<?xf32> {dc.name = "x", dc.type = "f32"}) attributes {rank = 1 : i64} {
  %c0 = arith.constant 0 : index
  %two = arith.constant 2 : i64
  %d = memref.dim %x, %c0 : memref<?xf32>
  %size = arith.index_cast %d : index to i64
  %wide = arith.extui %n : i32 to i64
  %half = dc.divsi %size, %two : i64
  %extent = arith.minsi %half, %wide : i64
  dc.domain %extent
  %domain = dc.domain_size 0
  %fits = arith.cmpi sle, %domain, %size : i64
  dc.requires %fits, "domain <= x.size()" written
  %f = arith.uitofp %n : i32 to f32
  %g = arith.constant 2.5 : f32
  %chosen = scf.if %c -> i1 {
    %less = arith.cmpf olt, %f, %g : f32
    scf.yield %less : i1
  } else {
    scf.yield %c : i1
  }
  dc.requires %chosen, "n < 2.5 or not c" written
  dc.return
}
