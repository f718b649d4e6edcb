// Sizes that no count of 64 bits has are too much, and not a little.
// RUN: not dc-backend-test %s --target=cpu --passes=cpu-lower-threads 2>&1 | FileCheck %s

// CHECK: error: kernel 'huge' needs {{[0-9]+}} bytes of memory for a block; cpu has 268435456 [DCC4022]
gpu.module @kernels {
  gpu.func @huge(%x: memref<?xi64>, %d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "huge", dc.rank = 1 : i64} {
    dc.blocks (%b) in (%d) threads (%t) in [1024] {
      %p = arith.index_cast %t : i64 to index
      %m = memref.alloca() : memref<2305843009213693952xi64>
      memref.store %t, %m[%p] : memref<2305843009213693952xi64>
      dc.barrier
      %w = memref.load %m[%p] : memref<2305843009213693952xi64>
      memref.store %w, %x[%p] : memref<?xi64>
    }
    gpu.return
  }
}
