// What cpu-lower-threads refuses of block kernels.
// RUN: not dc-backend-test %s --target=cpu --passes=cpu-lower-threads 2>&1 | FileCheck %s
// RUN: not dc-backend-test %s --target=cpu --emit=payload 2>&1 | FileCheck %s

// CHECK: error: kernel 'vis::large' needs {{[0-9]+}} bytes of memory for a block; cpu has 268435456 [DCC4022]
// CHECK: help: share smaller arrays, or let private arrays end before a barrier: each thread's copy has to be kept there
gpu.module @kernels {
  gpu.func @large(%x: memref<?xi32>, %d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "vis::large", dc.rank = 1 : i64} {
    dc.blocks (%b) in (%d) threads (%t) in [1024] {
      %p = arith.index_cast %t : i64 to index
      %v = arith.constant 7 : i32
      %m = memref.alloca() : memref<65537xi32>
      memref.store %v, %m[%p] : memref<65537xi32>
      dc.barrier
      %w = memref.load %m[%p] : memref<65537xi32>
      memref.store %w, %x[%p] : memref<?xi32>
    }
    gpu.return
  }
}
