// Barriers that every thread of a block comes by, or none. Nothing is reported and nothing changes.
// RUN: %dc-opt %s --security-check-barriers --verify-diagnostics | FileCheck %s

// Sizes, scalar arguments, block ids, the grid, and elements of a const array at such an index.
// CHECK-LABEL: dc.kernel @uniform_branches
// CHECK-COUNT-5: dc.barrier
dc.kernel @uniform_branches(%n: i64 {dc.name = "n", dc.type = "i64"},
                            %x: memref<?xi64> {dc.name = "x", dc.type = "i64", dc.read_only},
                            %y: memref<?xi64> {dc.name = "y", dc.type = "i64"})
    attributes {rank = 1 : i64, block = array<i64: 64>} {
  %c0 = arith.constant 0 : index
  %b = dc.block_id 0
  %g = dc.grid_size 0
  %size = memref.dim %y, %c0 : memref<?xi64>
  %s = arith.index_cast %size : index to i64
  dc.barrier
  %c = arith.cmpi slt, %b, %n : i64
  scf.if %c {
    dc.barrier
  }
  %d = arith.cmpi slt, %s, %g : i64
  scf.if %d {
    dc.barrier
  } else {
    dc.barrier
  }
  %p = arith.index_cast %b : i64 to index
  %v = memref.load %x[%p] : memref<?xi64>
  %e = arith.cmpi eq, %v, %n : i64
  scf.if %e {
    dc.barrier
  }
  dc.return
}

// A part of a const array is one too.
// CHECK-LABEL: dc.kernel @part
// CHECK: dc.barrier
dc.kernel @part(%x: memref<?xi64> {dc.name = "x", dc.type = "i64", dc.read_only}, %n: i64 {dc.name = "n", dc.type = "i64"})
    attributes {rank = 1 : i64, block = array<i64: 64>} {
  %c0 = arith.constant 0 : index
  %p = arith.index_cast %n : i64 to index
  %part = memref.subview %x[%p] [4] [1] : memref<?xi64> to memref<4xi64, strided<[1], offset: ?>>
  %v = memref.load %part[%c0] : memref<4xi64, strided<[1], offset: ?>>
  %c = arith.cmpi eq, %v, %n : i64
  scf.if %c {
    dc.barrier
  }
  dc.return
}

// What a loop carries is uniform while all that flows into it is, whatever else the loop carries.
// CHECK-LABEL: dc.kernel @loops
// CHECK-COUNT-4: dc.barrier
dc.kernel @loops(%n: i64 {dc.name = "n", dc.type = "i64"}) attributes {rank = 1 : i64, block = array<i64: 64>} {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %t = dc.thread_id 0
  %r:2 = scf.for %i = %zero to %n step %one iter_args(%u = %n, %v = %t) -> (i64, i64) : i64 {
    dc.barrier
    %c = arith.cmpi slt, %i, %u : i64
    scf.if %c {
      dc.barrier
    }
    %u2 = arith.shrsi %u, %one : i64
    %v2 = arith.addi %v, %u : i64
    scf.yield %u2, %v2 : i64, i64
  }
  %w:2 = scf.while (%h = %r#0, %m = %t) : (i64, i64) -> (i64, i64) {
    %c = arith.cmpi sgt, %h, %zero : i64
    scf.condition(%c) %h, %m : i64, i64
  } do {
  ^bb0(%h: i64, %m: i64):
    dc.barrier
    %h2 = arith.shrsi %h, %one : i64
    %m2 = arith.addi %m, %h : i64
    scf.yield %h2, %m2 : i64, i64
  }
  %c = arith.cmpi eq, %w#0, %zero : i64
  scf.if %c {
    dc.barrier
  }
  dc.return
}

// Threads differ about a branch, but what it yields is the same either way; and a switch that all take alike.
// CHECK-LABEL: dc.kernel @same_either_way
// CHECK-COUNT-3: dc.barrier
dc.kernel @same_either_way(%n: i64 {dc.name = "n", dc.type = "i64"}, %x: memref<?xi64> {dc.name = "x", dc.type = "i64"})
    attributes {rank = 1 : i64, block = array<i64: 64>} {
  %one = arith.constant 1 : i64
  %t = dc.thread_id 0
  %p = arith.index_cast %t : i64 to index
  %c = arith.cmpi slt, %t, %n : i64
  %r = scf.if %c -> i64 {
    memref.store %t, %x[%p] : memref<?xi64>
    scf.yield %n : i64
  } else {
    scf.yield %n : i64
  }
  %d = arith.cmpi slt, %r, %one : i64
  scf.if %d {
    dc.barrier
  }
  %q = arith.index_cast %n : i64 to index
  %s = scf.index_switch %q -> i64
  case 0 {
    dc.barrier
    scf.yield %one : i64
  }
  default {
    scf.yield %n : i64
  }
  %e = arith.cmpi slt, %s, %one : i64
  scf.if %e {
    dc.barrier
  }
  dc.return
}
