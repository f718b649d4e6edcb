// Accesses of block kernels: contracts against the grid, shared memory, and what a failed assertion stops.
// RUN: %dc-opt %s --security-guard-accesses | FileCheck %s

// At the block's own id, by every thread: the grid bounds it. The two dimensions of a grid are two contracts.
// CHECK-LABEL: dc.kernel @block_id
// CHECK:       %[[G:.*]] = dc.grid_size 0
// CHECK-NEXT:  %[[H:.*]] = arith.cmpi sge, %{{.*}}, %[[G]] : i64
// CHECK-NEXT:  dc.requires %[[H]], "x.size() >= grid" inferred
// CHECK-NOT:   dc.requires
// CHECK:       %[[B:.*]] = dc.block_id 0
// CHECK-NOT:   dc.guard
// CHECK:       memref.load %{{.*}}[%{{.*}}] : memref<?xi64>
// CHECK-NOT:   dc.guard
// CHECK:       memref.store
dc.kernel @block_id(%x: memref<?xi64> {dc.name = "x", dc.type = "i64"}) attributes {rank = 1 : i64, block = array<i64: 64>} {
  %b = dc.block_id 0
  %p = arith.index_cast %b : i64 to index
  %v = memref.load %x[%p] : memref<?xi64>
  memref.store %v, %x[%p] : memref<?xi64>
  dc.return
}

// CHECK-LABEL: dc.kernel @global_id
// CHECK:       dc.domain_size 0
// CHECK:       dc.requires %{{.*}}, "x.size() >= domain" inferred
dc.kernel @global_id(%x: memref<?xi64> {dc.name = "x", dc.type = "i64"}) attributes {rank = 1 : i64, block = array<i64: 64>} {
  %b = dc.global_id 0
  %p = arith.index_cast %b : i64 to index
  memref.store %b, %x[%p] : memref<?xi64>
  dc.return
}

// Each index of a view against what it counts.
// CHECK-LABEL: dc.kernel @mixed
// CHECK:       dc.grid_size 1
// CHECK:       dc.requires %{{.*}}, "x.extent(0) >= grid(1)" inferred
// CHECK:       dc.domain_size 0
// CHECK:       dc.requires %{{.*}}, "x.extent(1) >= domain(0)" inferred
// CHECK-NOT:   dc.guard
// CHECK:       dc.return
dc.kernel @mixed(%x: memref<?x?xi64, strided<[?, 1]>> {dc.name = "x", dc.type = "i64"})
    attributes {rank = 2 : i64, block = array<i64: 4, 16>} {
  %b = dc.block_id 1
  %i = dc.global_id 0
  %p = arith.index_cast %b : i64 to index
  %q = arith.index_cast %i : i64 to index
  memref.store %b, %x[%p, %q] : memref<?x?xi64, strided<[?, 1]>>
  dc.return
}

// Under a condition, or at the thread's place in its block, the access is guarded.
// CHECK-LABEL: dc.kernel @guarded
// CHECK-NOT:   dc.requires
// CHECK:       scf.if
// CHECK:         dc.guard
// CHECK:       %[[T:.*]] = dc.thread_id 0
// CHECK:       %[[OK:.*]] = dc.guard %[[T]] < %{{.*}}
// CHECK:       scf.if %[[OK]]
dc.kernel @guarded(%x: memref<?xi64> {dc.name = "x", dc.type = "i64"}, %c: i1 {dc.name = "c", dc.type = "bool"})
    attributes {rank = 1 : i64, block = array<i64: 64>} {
  %b = dc.block_id 0
  %p = arith.index_cast %b : i64 to index
  scf.if %c {
    memref.store %b, %x[%p] : memref<?xi64>
  }
  %t = dc.thread_id 0
  %q = arith.index_cast %t : i64 to index
  memref.store %t, %x[%q] : memref<?xi64>
  dc.return
}

// Shared memory has a size that is known, and a name for the fault; a constant index inside needs no guard.
// CHECK-LABEL: dc.kernel @shared
// CHECK:       %[[S:.*]] = dc.shared "part"
// CHECK:       %[[N:.*]] = arith.constant 32 : i64
// CHECK:       %[[OK:.*]] = dc.guard %{{.*}} < %[[N]]
// CHECK:       dc.fault %{{.*}}, bounds 0 "part[...]" [%{{.*}} of %[[N]]]
// CHECK:       scf.if %[[OK]]
// CHECK:         memref.store %{{.*}}, %[[S]]
// CHECK:       dc.barrier
// CHECK-NOT:   dc.guard
// CHECK:       memref.load %[[S]]
dc.kernel @shared(%n: i64 {dc.name = "n", dc.type = "i64"}) attributes {rank = 1 : i64, block = array<i64: 64>} {
  %c31 = arith.constant 31 : index
  %s = dc.shared "part" : memref<32xi64, #gpu.address_space<workgroup>>
  %t = dc.thread_id 0
  %p = arith.index_cast %t : i64 to index
  memref.store %n, %s[%p] : memref<32xi64, #gpu.address_space<workgroup>>
  dc.barrier
  %v = memref.load %s[%c31] : memref<32xi64, #gpu.address_space<workgroup>>
  dc.return
}

// After an assertion a thread stores nothing that others see and takes part in no atomic, but it reads on: what it reads may decide
// whether a barrier is reached.
// CHECK-LABEL: dc.kernel @assertion
// CHECK:       dc.fault %{{.*}}, assertion 0
// CHECK:       %[[A:.*]] = dc.guard
// CHECK-NOT:   dc.faulted
// CHECK:       scf.if %[[A]] -> (i64)
// CHECK:       %[[F:.*]] = dc.faulted
// CHECK:       %[[ALIVE:.*]] = arith.xori %[[F]]
// CHECK:       scf.if %[[ALIVE]]
// CHECK-NEXT:    memref.store %{{.*}}, %{{.*}} : memref<64xi64, #gpu.address_space<workgroup>>
// CHECK:       dc.guard
// CHECK:       dc.faulted
// CHECK:       scf.if
// CHECK:         dc.atomic add
dc.kernel @assertion(%x: memref<?xi64> {dc.name = "x", dc.type = "i64", dc.read_only},
                     %y: memref<?xi64> {dc.name = "y", dc.type = "i64"}, %n: i64 {dc.name = "n", dc.type = "i64"},
                     %c: i1 {dc.name = "c", dc.type = "bool"})
    attributes {rank = 1 : i64, block = array<i64: 64>} {
  %c3 = arith.constant 3 : index
  %s = dc.shared "s" : memref<64xi64, #gpu.address_space<workgroup>>
  dc.assert %c, "c"
  %p = arith.index_cast %n : i64 to index
  %v = memref.load %x[%p] : memref<?xi64>
  memref.store %v, %s[%c3] : memref<64xi64, #gpu.address_space<workgroup>>
  %old = dc.atomic add %y[%p], %n : memref<?xi64>
  dc.return
}
