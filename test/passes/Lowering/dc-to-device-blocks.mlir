// Block kernels in device IR: ids from the block's and the thread's places, flat shared arrays.
// RUN: %dc-opt %s --lowering-dc-to-device --lowering-verify-device-ir | FileCheck %s

// The last extents are the grid's; the global id and the domain are computed from blocks.
// CHECK-LABEL: gpu.func @ids(
// CHECK-SAME:    %[[X:[a-z0-9]+]]: memref<?xi64> {{{[^}]*}}}, %{{[a-z0-9]+}}: i64 {{{[^}]*}}}, %[[G0:[a-z0-9]+]]: i64 {{{[^}]*}}}, %[[G1:[a-z0-9]+]]: i64 {{{[^}]*}}}, %{{[a-z0-9]+}}: memref<8xi64>
// CHECK:         dc.blocks (%[[B0:.*]], %[[B1:.*]]) in (%[[G0]], %[[G1]]) threads (%[[T0:.*]], %[[T1:.*]]) in [8, 32] {
// CHECK:           %[[C32:.*]] = arith.constant 32 : i64
// CHECK:           %[[FIRST:.*]] = arith.muli %[[B1]], %[[C32]] : i64
// CHECK:           %[[I:.*]] = arith.addi %[[FIRST]], %[[T1]] : i64
// CHECK:           %[[C8:.*]] = arith.constant 8 : i64
// CHECK:           %[[D:.*]] = arith.muli %[[G0]], %[[C8]] : i64
// CHECK:           %[[A:.*]] = arith.addi %[[I]], %[[D]] : i64
// CHECK:           %[[B:.*]] = arith.addi %[[A]], %[[T0]] : i64
// CHECK:           %[[C:.*]] = arith.addi %[[B]], %[[B0]] : i64
// CHECK:           arith.addi %[[C]], %[[G1]] : i64
// CHECK:           dc.barrier
// CHECK:           memref.store
// CHECK-NOT:     dc.grid
// CHECK:         gpu.return
dc.kernel @ids(%x: memref<?xi64> {dc.name = "x", dc.type = "i64"}) attributes {rank = 2 : i64, block = array<i64: 8, 32>} {
  %c0 = arith.constant 0 : index
  %one = arith.constant 1 : i64
  dc.grid %one, %one
  %i = dc.global_id 1
  %d = dc.domain_size 0
  %t = dc.thread_id 0
  %b = dc.block_id 0
  %g = dc.grid_size 1
  %0 = arith.addi %i, %d : i64
  %1 = arith.addi %0, %t : i64
  %2 = arith.addi %1, %b : i64
  %3 = arith.addi %2, %g : i64
  dc.barrier
  memref.store %3, %x[%c0] : memref<?xi64>
  dc.return
}

// CHECK-LABEL: gpu.func @shared(
// CHECK:         dc.blocks (%{{.*}}) in (%{{.*}}) threads (%[[T:.*]]) in [16] {
// CHECK:           %[[S:.*]] = dc.shared "tile" : memref<272xf32, #gpu.address_space<workgroup>>
// CHECK:           %[[P:.*]] = arith.index_cast %[[T]]
// CHECK:           %[[C17:.*]] = arith.constant 17 : index
// CHECK:           %[[ROW:.*]] = arith.muli %[[P]], %[[C17]]
// CHECK:           %[[Q:.*]] = arith.addi %[[ROW]], %[[P]]
// CHECK:           memref.store %{{.*}}, %[[S]][%[[Q]]] : memref<272xf32, #gpu.address_space<workgroup>>
// CHECK:           dc.atomic add %[[S]][%{{.*}}], %{{.*}} : memref<272xf32, #gpu.address_space<workgroup>>
dc.kernel @shared(%v: f32 {dc.name = "v", dc.type = "f32"}) attributes {rank = 1 : i64, block = array<i64: 16>} {
  %tile = dc.shared "tile" : memref<16x17xf32, #gpu.address_space<workgroup>>
  %t = dc.thread_id 0
  %p = arith.index_cast %t : i64 to index
  memref.store %v, %tile[%p, %p] : memref<16x17xf32, #gpu.address_space<workgroup>>
  %old = dc.atomic add %tile[%p, %p], %v : memref<16x17xf32, #gpu.address_space<workgroup>>
  dc.return
}
