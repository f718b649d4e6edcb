// Subgroups as warps: shuffles and votes, with the mask of the threads that there are.
// RUN: dc-backend-test %s --target=cuda --passes=ptx-lower-threads | FileCheck %s
// RUN: dc-backend-test %s --target=cuda --emit=asm | FileCheck %s --check-prefix=PTX
// RUN: dc-backend-test %s --target=cuda --emit=entries | FileCheck %s --check-prefix=ENTRIES

// ENTRIES-DAG: whole = whole sm_75 block 64 items 1 subgroups of 32
gpu.module @kernels {
  // A sum of whole warps: a butterfly, no tests.
  // CHECK-LABEL: func.func @whole(
  // CHECK:         %[[ALL:.*]] = arith.constant -1 : i32
  // CHECK:         %[[ONE:.*]] = arith.constant 1 : i32
  // CHECK:         %[[OTHER:.*]] = nvvm.shfl.sync bfly %[[ALL]], %[[X:.*]], %[[ONE]], %{{.*}} : f32 -> f32
  // CHECK:         %[[PAIR:.*]] = arith.addf %[[X]], %[[OTHER]] : f32
  // CHECK-COUNT-4: nvvm.shfl.sync bfly
  // CHECK-NOT:     arith.select
  // CHECK:         memref.store
  // PTX-LABEL: .entry whole(
  // PTX:         shfl.sync.bfly.b32 {{.*}}, 1, 31, -1;
  // PTX:         shfl.sync.bfly.b32 {{.*}}, 16, 31, -1;
  gpu.func @whole(%x: memref<?xf32>, %d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "whole", dc.rank = 1 : i64} {
    dc.blocks (%b) in (%d) threads (%t) in [64] {
      %p = arith.index_cast %t : i64 to index
      %v = memref.load %x[%p] : memref<?xf32>
      %s = dc.subgroup_reduce add %v : f32
      memref.store %s, %x[%p] : memref<?xf32>
    }
    gpu.return
  }

  // The second warp has eight threads; lanes behind them are not read, and not added.
  // CHECK-LABEL: func.func @part(
  // CHECK:         %[[LAST:.*]] = arith.cmpi uge, %{{.*}}, %{{.*}} : i32
  // CHECK:         %[[COUNT:.*]] = arith.select %[[LAST]]
  // CHECK:         %[[MASK:.*]] = arith.select %[[LAST]]
  // CHECK:         %[[FROM:.*]] = arith.addi %[[LANE:.*]], %{{.*}} : i32
  // CHECK:         %[[THERE:.*]] = arith.cmpi ult, %[[FROM]], %[[COUNT]] : i32
  // CHECK:         %[[READ:.*]] = arith.select %[[THERE]], %[[FROM]], %[[LANE]] : i32
  // CHECK:         %[[OTHER:.*]] = nvvm.shfl.sync idx %[[MASK]], %[[V:.*]], %[[READ]]
  // CHECK:         %[[SUM:.*]] = arith.addi %[[V]], %[[OTHER]] : i32
  // CHECK:         arith.select %[[THERE]], %[[SUM]], %[[V]] : i32
  // PTX-LABEL: .entry part(
  // PTX:         setp.{{gt|ge|lt}}.u32
  // PTX:         selp.b32 %[[MASK:.*]], 255, -1,
  gpu.func @part(%x: memref<?xi32>, %d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "part", dc.rank = 1 : i64} {
    dc.blocks (%b) in (%d) threads (%t) in [40] {
      %p = arith.index_cast %t : i64 to index
      %v = memref.load %x[%p] : memref<?xi32>
      %s = dc.subgroup_reduce add %v : i32
      memref.store %s, %x[%p] : memref<?xi32>
    }
    gpu.return
  }

  // 64 bits in two halves; a lane that is known and there needs no test.
  // CHECK-LABEL: func.func @halves(
  // CHECK:         arith.bitcast %{{.*}} : f64 to i64
  // CHECK-COUNT-2: nvvm.shfl.sync up
  // CHECK:         arith.bitcast %{{.*}} : i64 to f64
  // PTX-LABEL: .entry halves(
  // PTX:         shfl.sync.up.b32 {{.*}}, 3, 0, -1;
  // PTX:         shfl.sync.up.b32 {{.*}}, 3, 0, -1;
  gpu.func @halves(%x: memref<?xf64>, %d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "halves", dc.rank = 1 : i64} {
    dc.blocks (%b) in (%d) threads (%t) in [32] {
      %three = arith.constant 3 : i64
      %p = arith.index_cast %t : i64 to index
      %v = memref.load %x[%p] : memref<?xf64>
      %s = dc.shuffle up %v, %three : f64
      memref.store %s, %x[%p] : memref<?xf64>
    }
    gpu.return
  }

  // One thread: its mask is a constant.
  // CHECK-LABEL: func.func @single(
  // CHECK:         nvvm.vote.sync ballot %{{.*}}, %{{.*}} -> i32
  // PTX-LABEL: .entry single(
  // PTX:         vote.sync.ballot.b32 {{.*}}, {{.*}}, 1;
  gpu.func @single(%x: memref<?xi64>, %d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "single", dc.rank = 1 : i64} {
    dc.blocks (%b) in (%d) threads (%t) in [1] {
      %size = dc.subgroup_size
      %p = arith.index_cast %t : i64 to index
      %v = memref.load %x[%p] : memref<?xi64>
      %c = arith.cmpi eq, %v, %size : i64
      %s = dc.subgroup_ballot %c
      memref.store %s, %x[%p] : memref<?xi64>
    }
    gpu.return
  }

  // Each step of a prefix sum is for the lanes that have one so far before them; the first lane ends with 0.
  // CHECK-LABEL: func.func @before(
  // CHECK-COUNT-6: nvvm.shfl.sync up
  // CHECK:         arith.cmpi eq
  // CHECK:         arith.select
  // CHECK:         memref.store
  gpu.func @before(%x: memref<?xi32>, %d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "before", dc.rank = 1 : i64} {
    dc.blocks (%b) in (%d) threads (%t) in [64] {
      %p = arith.index_cast %t : i64 to index
      %v = memref.load %x[%p] : memref<?xi32>
      %s = dc.subgroup_exclusive_sum %v : i32
      memref.store %s, %x[%p] : memref<?xi32>
    }
    gpu.return
  }
}
