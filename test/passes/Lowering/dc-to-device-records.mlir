// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An array of structs: one pointer to bytes, one extent; fields of one type share a base; guards, contracts and own elements see the
// whole array.
// RUN: dc-opt %s --validate-pipeline | FileCheck %s --check-prefix=VALIDATED
// RUN: dc-opt %s --validate-pipeline --lowering-dc-to-device --canonicalize --cse | FileCheck %s

// VALIDATED-LABEL: dc.kernel @own(
// One contract for both fields, and no guard.
// VALIDATED: dc.requires %{{.*}}, "p.size() >= domain" inferred
// VALIDATED-NOT: dc.requires
// VALIDATED-NOT: dc.guard
// VALIDATED-LABEL: dc.kernel @other(
// One guard serves both fields of the element; the index inside the field has its own.
// VALIDATED: dc.guard %[[J:.*]] < %
// VALIDATED-NOT: dc.guard %[[J]] <
// VALIDATED: dc.guard %[[J]] < %c2_i64

// CHECK-LABEL: gpu.func @own(
// CHECK-SAME: %[[P:[a-z0-9]+]]: memref<?xi8> {dc.fields = {{.*}}dc.name = "p", dc.own_element, dc.type = "record", llvm.align = 4 : i64},
// CHECK-SAME: %{{.*}}: i64 {dc.extent, dc.name = "p.extent.0"}, %{{.*}}: i64 {dc.extent, dc.name = "domain.0"}, %{{.*}}: memref<8xi64> {dc.name = "fault"})
// CHECK-DAG: %[[F:.*]] = dc.field %[[P]] : memref<?xi8> to memref<?xf32>
// CHECK-DAG: %[[N:.*]] = dc.field %[[P]] : memref<?xi8> to memref<?xi32>
// CHECK: %[[AT:.*]] = arith.muli %{{.*}}, %c3
// CHECK: memref.load %[[F]][%[[AT]]]
// CHECK: %[[NEXT:.*]] = arith.addi %[[AT]], %c2
// CHECK: memref.store %{{.*}}, %[[N]][%[[NEXT]]]
dc.kernel @own(%p: memref<?x!dc.record<12, 4>> {dc.name = "p", dc.type = "record", dc.fields = [
    {name = "x", type = "f32", offset = 0, count = 1}, {name = "n", type = "i32", offset = 4, count = 2}]})
    attributes {rank = 1 : i64} {
  %c1 = arith.constant 1 : index
  %x = dc.field %p : memref<?x!dc.record<12, 4>> to memref<?xf32, strided<[3]>>
  %n = dc.field %p : memref<?x!dc.record<12, 4>> to memref<?x2xi32, strided<[3, 1], offset: 1>>
  %i = dc.global_id 0
  %at = arith.index_cast %i : i64 to index
  %v = memref.load %x[%at] : memref<?xf32, strided<[3]>>
  %w = dc.fptosi %v : f32 to i32
  memref.store %w, %n[%at, %c1] : memref<?x2xi32, strided<[3, 1], offset: 1>>
  dc.return
}

// CHECK-LABEL: gpu.func @other(
// CHECK-NOT: dc.own_element
dc.kernel @other(%p: memref<?x!dc.record<12, 4>> {dc.name = "p", dc.type = "record", dc.fields = [
    {name = "x", type = "f32", offset = 0, count = 1}, {name = "n", type = "i32", offset = 4, count = 2}]},
    %j: i64 {dc.name = "j", dc.type = "i64"}) attributes {rank = 1 : i64} {
  %x = dc.field %p : memref<?x!dc.record<12, 4>> to memref<?xf32, strided<[3]>>
  %n = dc.field %p : memref<?x!dc.record<12, 4>> to memref<?x2xi32, strided<[3, 1], offset: 1>>
  %at = arith.index_cast %j : i64 to index
  %v = memref.load %x[%at] : memref<?xf32, strided<[3]>>
  %w = dc.fptosi %v : f32 to i32
  memref.store %w, %n[%at, %at] : memref<?x2xi32, strided<[3, 1], offset: 1>>
  dc.return
}
