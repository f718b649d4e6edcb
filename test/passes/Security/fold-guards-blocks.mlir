// Guards that the ids of a block settle: a thread id is below the block's size, a block id below the grid's, and neither is negative.
// RUN: %dc-opt %s --security-fold-guards | FileCheck %s

// As large as the block.
// CHECK-LABEL: dc.kernel @thread_id
// CHECK-NOT:   dc.guard
// CHECK-NOT:   dc.fault
// CHECK:       memref.store
dc.kernel @thread_id() attributes {rank = 1 : i64, block = array<i64: 64>} {
  %s = dc.shared "s" : memref<64xi64, #gpu.address_space<workgroup>>
  %n = arith.constant 64 : i64
  %t = dc.thread_id 0
  %p = arith.index_cast %t : i64 to index
  %true = arith.constant true
  %ok = dc.guard %t < %n
  %bad = arith.xori %ok, %true : i1
  dc.fault %bad, bounds 0 "s[...]" [%t of %n]
  scf.if %ok {
    memref.store %t, %s[%p] : memref<64xi64, #gpu.address_space<workgroup>>
  }
  dc.return
}

// One element less than the block has threads.
// CHECK-LABEL: dc.kernel @one_less
// CHECK:       dc.guard
// CHECK:       dc.fault
// CHECK:       memref.store
dc.kernel @one_less() attributes {rank = 1 : i64, block = array<i64: 64>} {
  %s = dc.shared "s" : memref<63xi64, #gpu.address_space<workgroup>>
  %n = arith.constant 63 : i64
  %t = dc.thread_id 0
  %p = arith.index_cast %t : i64 to index
  %true = arith.constant true
  %ok = dc.guard %t < %n
  %bad = arith.xori %ok, %true : i1
  dc.fault %bad, bounds 0 "s[...]" [%t of %n]
  scf.if %ok {
    memref.store %t, %s[%p] : memref<63xi64, #gpu.address_space<workgroup>>
  }
  dc.return
}

// The size of the dimension that is asked for.
// CHECK-LABEL: dc.kernel @other_dimension
// CHECK:       dc.guard
// CHECK:       dc.fault
// CHECK:       memref.store
dc.kernel @other_dimension() attributes {rank = 2 : i64, block = array<i64: 8, 32>} {
  %s = dc.shared "s" : memref<8xi64, #gpu.address_space<workgroup>>
  %n = arith.constant 8 : i64
  %t = dc.thread_id 1
  %p = arith.index_cast %t : i64 to index
  %true = arith.constant true
  %ok = dc.guard %t < %n
  %bad = arith.xori %ok, %true : i1
  dc.fault %bad, bounds 0 "s[...]" [%t of %n]
  scf.if %ok {
    memref.store %t, %s[%p] : memref<8xi64, #gpu.address_space<workgroup>>
  }
  dc.return
}

// An offset that stays below.
// CHECK-LABEL: dc.kernel @offset
// CHECK-NOT:   dc.guard
// CHECK-NOT:   dc.fault
// CHECK:       memref.store
dc.kernel @offset() attributes {rank = 1 : i64, block = array<i64: 64>} {
  %s = dc.shared "s" : memref<72xi64, #gpu.address_space<workgroup>>
  %n = arith.constant 72 : i64
  %eight = arith.constant 8 : i64
  %t = dc.thread_id 0
  %u = arith.addi %t, %eight : i64
  %p = arith.index_cast %u : i64 to index
  %true = arith.constant true
  %ok = dc.guard %u < %n
  %bad = arith.xori %ok, %true : i1
  dc.fault %bad, bounds 0 "s[...]" [%u of %n]
  scf.if %ok {
    memref.store %u, %s[%p] : memref<72xi64, #gpu.address_space<workgroup>>
  }
  dc.return
}

// And one that may be negative.
// CHECK-LABEL: dc.kernel @below
// CHECK:       dc.guard
// CHECK:       dc.fault
// CHECK:       memref.store
dc.kernel @below() attributes {rank = 1 : i64, block = array<i64: 64>} {
  %s = dc.shared "s" : memref<64xi64, #gpu.address_space<workgroup>>
  %n = arith.constant 64 : i64
  %m1 = arith.constant -1 : i64
  %t = dc.thread_id 0
  %u = arith.addi %t, %m1 : i64
  %p = arith.index_cast %u : i64 to index
  %true = arith.constant true
  %ok = dc.guard %u < %n
  %bad = arith.xori %ok, %true : i1
  dc.fault %bad, bounds 0 "s[...]" [%u of %n]
  scf.if %ok {
    memref.store %u, %s[%p] : memref<64xi64, #gpu.address_space<workgroup>>
  }
  dc.return
}

// A block id below the grid, which the contract bounds.
// CHECK-LABEL: dc.kernel @block_id
// CHECK-NOT:   dc.guard
// CHECK-NOT:   dc.fault
// CHECK:       memref.store
dc.kernel @block_id(%x: memref<?xi64> {dc.name = "x", dc.type = "i64"}) attributes {rank = 1 : i64, block = array<i64: 64>} {
  %c0 = arith.constant 0 : index
  %g = dc.grid_size 0
  %d = memref.dim %x, %c0 : memref<?xi64>
  %n = arith.index_cast %d : index to i64
  %h = arith.cmpi sge, %n, %g : i64
  dc.requires %h, "x.size() >= grid_size" written
  %t = dc.block_id 0
  %p = arith.index_cast %t : i64 to index
  %true = arith.constant true
  %ok = dc.guard %t < %n
  %bad = arith.xori %ok, %true : i1
  dc.fault %bad, bounds 0 "s[...]" [%t of %n]
  scf.if %ok {
    memref.store %t, %x[%p] : memref<?xi64>
  }
  dc.return
}

// The grid may be smaller than a block.
// CHECK-LABEL: dc.kernel @thread_against_grid
// CHECK:       dc.guard
// CHECK:       dc.fault
// CHECK:       memref.store
dc.kernel @thread_against_grid(%x: memref<?xi64> {dc.name = "x", dc.type = "i64"}) attributes {rank = 1 : i64, block = array<i64: 64>} {
  %c0 = arith.constant 0 : index
  %g = dc.grid_size 0
  %d = memref.dim %x, %c0 : memref<?xi64>
  %n = arith.index_cast %d : index to i64
  %h = arith.cmpi sge, %n, %g : i64
  dc.requires %h, "x.size() >= grid_size" written
  %t = dc.thread_id 0
  %p = arith.index_cast %t : i64 to index
  %true = arith.constant true
  %ok = dc.guard %t < %n
  %bad = arith.xori %ok, %true : i1
  dc.fault %bad, bounds 0 "s[...]" [%t of %n]
  scf.if %ok {
    memref.store %t, %x[%p] : memref<?xi64>
  }
  dc.return
}

// A global id below the domain.
// CHECK-LABEL: dc.kernel @global_id
// CHECK-NOT:   dc.guard
// CHECK-NOT:   dc.fault
// CHECK:       memref.store
dc.kernel @global_id(%x: memref<?xi64> {dc.name = "x", dc.type = "i64"}) attributes {rank = 1 : i64, block = array<i64: 64>} {
  %c0 = arith.constant 0 : index
  %g = dc.domain_size 0
  %d = memref.dim %x, %c0 : memref<?xi64>
  %n = arith.index_cast %d : index to i64
  %h = arith.cmpi sge, %n, %g : i64
  dc.requires %h, "x.size() >= domain_size" written
  %t = dc.global_id 0
  %p = arith.index_cast %t : i64 to index
  %true = arith.constant true
  %ok = dc.guard %t < %n
  %bad = arith.xori %ok, %true : i1
  dc.fault %bad, bounds 0 "s[...]" [%t of %n]
  scf.if %ok {
    memref.store %t, %x[%p] : memref<?xi64>
  }
  dc.return
}
