// The operations of block kernels: text, and what CSE and canonicalisation leave alone.
// RUN: %dc-opt %s | %dc-opt | FileCheck %s
// RUN: %dc-opt %s --mlir-print-op-generic | %dc-opt | FileCheck %s
// RUN: %dc-opt %s --cse --canonicalize | FileCheck %s --check-prefix=KEPT

// CHECK-LABEL: dc.kernel @ids
// CHECK-SAME:    attributes {block = array<i64: 8, 32>, rank = 2 : i64}
dc.kernel @ids() attributes {rank = 2 : i64, block = array<i64: 8, 32>} {
  // CHECK: dc.thread_id 0
  %a = dc.thread_id 0
  // CHECK: dc.thread_id 1
  %b = dc.thread_id 1
  // CHECK: dc.block_id 1
  %c = dc.block_id 1
  // CHECK: dc.grid_size 1
  %d = dc.grid_size 1
  // CHECK: dc.barrier
  dc.barrier
  // CHECK: dc.shared "tile" : memref<16x17xf32, #gpu.address_space<workgroup>>
  %tile = dc.shared "tile" : memref<16x17xf32, #gpu.address_space<workgroup>>
  dc.return
}

// As many threads as every target runs.
// CHECK: dc.kernel @largest
dc.kernel @largest() attributes {rank = 3 : i64, block = array<i64: 1, 1024, 1>} {
  dc.return
}

// CHECK-LABEL: func.func @blocks
func.func @blocks(%n: i64, %x: memref<?xi64>) {
  // CHECK: dc.blocks (%[[B:.*]]) in (%{{.*}}) threads (%[[T:.*]]) in [64] {
  dc.blocks (%b) in (%n) threads (%t) in [64] {
    // CHECK-NEXT: dc.barrier
    dc.barrier
    // CHECK-NEXT: %[[P:.*]] = arith.index_cast %[[B]]
    %p = arith.index_cast %b : i64 to index
    // CHECK-NEXT: memref.store %[[T]], %{{.*}}[%[[P]]]
    memref.store %t, %x[%p] : memref<?xi64>
    // CHECK-NOT: dc.yield
  }
  // CHECK: dc.blocks (%{{.*}}, %{{.*}}, %{{.*}}) in (%{{.*}}, %{{.*}}, %{{.*}}) threads (%{{.*}}, %{{.*}}, %{{.*}}) in [2, 3, 4] attributes {test.kept} {
  dc.blocks (%b, %c, %d) in (%n, %n, %n) threads (%t, %u, %v) in [2, 3, 4] attributes {test.kept} {
  }
  return
}

// A load behind a barrier is another load; two barriers are two; ids are one. Two shared arrays are two.
// KEPT-LABEL: dc.kernel @effects
// KEPT-COUNT-1: dc.thread_id
// KEPT-NOT:   dc.thread_id
// KEPT:       %[[A:.*]] = dc.shared "a"
// KEPT:       %[[B:.*]] = dc.shared "a"
// KEPT:       %[[V:.*]] = memref.load %[[A]]
// KEPT-NEXT:  dc.barrier
// KEPT-NEXT:  dc.barrier
// KEPT-NEXT:  %[[W:.*]] = memref.load %[[A]]
// KEPT-NEXT:  memref.store %[[V]], %[[B]]
// KEPT-NEXT:  memref.store %[[W]], %[[B]]
dc.kernel @effects() attributes {rank = 1 : i64, block = array<i64: 4>} {
  %t = dc.thread_id 0
  %s = dc.thread_id 0
  %a = dc.shared "a" : memref<4xi32, #gpu.address_space<workgroup>>
  %b = dc.shared "a" : memref<4xi32, #gpu.address_space<workgroup>>
  %p = arith.index_cast %t : i64 to index
  %q = arith.index_cast %s : i64 to index
  %v = memref.load %a[%p] : memref<4xi32, #gpu.address_space<workgroup>>
  dc.barrier
  dc.barrier
  %w = memref.load %a[%p] : memref<4xi32, #gpu.address_space<workgroup>>
  memref.store %v, %b[%p] : memref<4xi32, #gpu.address_space<workgroup>>
  memref.store %w, %b[%q] : memref<4xi32, #gpu.address_space<workgroup>>
  dc.return
}
