// From what a frontend emits to device IR, through the three common phases.
// RUN: %dc-opt %s --input-pipeline --validate-pipeline --device-pipeline | FileCheck %s
// RUN: %dc-opt %s --input-pipeline --validate-pipeline --device-pipeline | %dc-opt --lowering-verify-device-ir -o %t

// CHECK-LABEL: gpu.func @saxpy(
// CHECK-SAME:    %[[X:[a-z0-9]+]]: memref<?xf32> {{{[^}]*}}}, %[[XN:[a-z0-9]+]]: i64 {{{[^}]*}}},
// CHECK-SAME:    %[[Y:[a-z0-9]+]]: memref<?xf32> {{{[^}]*}}}, %{{[a-z0-9]+}}: i64 {{{[^}]*}}},
// CHECK-SAME:    %[[A:[a-z0-9]+]]: f32 {{{[^}]*}}}, %[[N:[a-z0-9]+]]: i64 {{{[^}]*}}}, %[[R:[a-z0-9]+]]: memref<8xi64>
// CHECK:         dc.threads (%[[I:.*]]) in (%[[N]]) {
// CHECK-NEXT:      %[[P:.*]] = arith.index_cast %[[I]] : i64 to index
// CHECK-NEXT:      %[[V:.*]] = memref.load %[[X]][%[[P]]] : memref<?xf32>
// CHECK-NEXT:      %[[W:.*]] = memref.load %[[Y]][%[[P]]] : memref<?xf32>
// CHECK-NEXT:      %[[S:.*]] = dc.muladd %[[A]], %[[V]], %[[W]] : f32
// CHECK-NEXT:      memref.store %[[S]], %[[Y]][%[[P]]] : memref<?xf32>
// CHECK-NEXT:    }
// CHECK-NEXT:    gpu.return
dc.kernel @saxpy(%a: f32 {dc.name = "a", dc.type = "f32"}, %x: memref<?xf32> {dc.name = "x", dc.type = "f32", dc.read_only},
                 %y: memref<?xf32> {dc.name = "y", dc.type = "f32"}) attributes {rank = 1 : i64} {
  %c0 = arith.constant 0 : index
  %n = memref.dim %y, %c0 : memref<?xf32>
  %n64 = arith.index_cast %n : index to i64
  dc.domain %n64
  %local = memref.alloca() : memref<i64>
  %i = dc.global_id 0
  memref.store %i, %local[] : memref<i64>
  %i1 = memref.load %local[] : memref<i64>
  %p = arith.index_cast %i1 : i64 to index
  %v = memref.load %x[%p] : memref<?xf32>
  %w = memref.load %y[%p] : memref<?xf32>
  %s = dc.muladd %a, %v, %w : f32
  memref.store %s, %y[%p] : memref<?xf32>
  dc.return
}

// A gather is guarded: a compare, a fault, and the access inside a branch. So is a division.
// CHECK-LABEL: gpu.func @gather(
// CHECK:         dc.threads
// CHECK:           arith.cmpi u{{lt|ge}}
// CHECK:           scf.if
// CHECK:             dc.atomic_cas
// CHECK:           scf.if
// CHECK:             memref.load
// CHECK:           arith.divsi
// CHECK-NOT:     dc.guard
// CHECK:         gpu.return
dc.kernel @gather(%index: memref<?xi32> {dc.name = "index", dc.type = "i32", dc.read_only},
                  %y: memref<?xi32> {dc.name = "y", dc.type = "i32"}) attributes {rank = 1 : i64} {
  %c0 = arith.constant 0 : index
  %n = memref.dim %index, %c0 : memref<?xi32>
  %n64 = arith.index_cast %n : index to i64
  dc.domain %n64
  %i = dc.global_id 0
  %p = arith.index_cast %i : i64 to index
  %j = memref.load %index[%p] : memref<?xi32>
  %j64 = arith.extsi %j : i32 to i64
  %q = arith.index_cast %j64 : i64 to index
  %v = memref.load %y[%q] : memref<?xi32>
  %d = dc.divsi %v, %j : i32
  memref.store %d, %y[%q] : memref<?xi32>
  dc.return
}
