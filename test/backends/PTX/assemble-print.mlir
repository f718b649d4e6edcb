// REQUIRES: ptxas
// Printing needs no call: what it leaves lies in memory that the fault record names.
// RUN: dc-opt %s --device-pipeline -o %t.mlir
// RUN: dc-backend-test %t.mlir --target=cuda:sm_75 --emit=asm | FileCheck %s
// RUN: dc-backend-test %t.mlir --target=cuda:sm_75 --emit=obj -o %t.75
// RUN: dc-backend-test %t.mlir --target=cuda:sm_90 --emit=obj -o %t.90

// CHECK-LABEL: .entry k(
// CHECK-NOT:     call
// CHECK:         ld.{{.*}}64 %[[AREA:rd[0-9]+]], [%rd{{[0-9]+}}+56]
// CHECK:         atom.{{.*}}add.u64 %rd{{[0-9]+}}, [%[[AREA]]], 6
// CHECK:         atom.{{.*}}add.u64 %rd{{[0-9]+}}, [%[[AREA]]+16], 1
// CHECK-NOT:     call
dc.kernel @k(%v: f32 {dc.name = "v", dc.type = "f32"}, %h: f16 {dc.name = "h", dc.type = "f16"}, %b: i1 {dc.name = "b", dc.type = "bool"}) attributes {rank = 1 : i64} {
  dc.print "{} {} {}", %v, %h, %b : f32, f16, i1 as ["f32", "f16", "bool"]
  dc.return
}
