// Places in subgroups have known ends, whatever the size is: arrays of 64 need no guard.
// RUN: %dc-opt %s --security-guard-accesses --security-fold-guards --canonicalize | FileCheck %s

// CHECK-LABEL: dc.kernel @inside
// CHECK-NOT:     dc.guard
// CHECK-NOT:     dc.fault
// CHECK:         dc.return
dc.kernel @inside(%x: i32 {dc.name = "x", dc.type = "i32"}) attributes {rank = 1 : i64, block = array<i64: 256>} {
  %part = dc.shared "part" : memref<64xi32, #gpu.address_space<workgroup>>
  %lane = dc.lane_id
  %l = arith.index_cast %lane : i64 to index
  memref.store %x, %part[%l] : memref<64xi32, #gpu.address_space<workgroup>>
  %id = dc.subgroup_id
  %s = arith.index_cast %id : i64 to index
  memref.store %x, %part[%s] : memref<64xi32, #gpu.address_space<workgroup>>
  // No division by zero.
  %size = dc.subgroup_size
  %t = dc.thread_id 0
  %q = dc.divsi %t, %size : i64
  %p = arith.index_cast %q : i64 to index
  memref.store %x, %part[%p] : memref<64xi32, #gpu.address_space<workgroup>>
  dc.return
}

// Subgroups of four are 64 in a block of 256.
// CHECK-LABEL: dc.kernel @outside
// CHECK:         dc.guard
dc.kernel @outside(%x: i32 {dc.name = "x", dc.type = "i32"}) attributes {rank = 1 : i64, block = array<i64: 256>} {
  %part = dc.shared "part" : memref<32xi32, #gpu.address_space<workgroup>>
  %id = dc.subgroup_id
  %s = arith.index_cast %id : i64 to index
  memref.store %x, %part[%s] : memref<32xi32, #gpu.address_space<workgroup>>
  dc.return
}
