// A block kernel's code: no imports, scratch memory for a worker in its entry, noalias scratch, and no barrier left.
// RUN: dc-backend-test %s --target=cpu --emit=payload -o %t.so
// RUN: llvm-nm -D -u %t.so | count 0
// RUN: dc-backend-test %s --target=cpu --emit=entries | FileCheck %s --check-prefix=ENTRIES
// RUN: dc-backend-test %s --target=cpu:x86-64-v3 --emit=llvm -O0 | FileCheck %s --check-prefix=LLVM

// 64 floats that are shared, and 64 sums that wait.
// ENTRIES: sums = sums.v2 x86-64-v2 block 0 items 1{{.*}} shared 0 scratch 512
// ENTRIES: sums = sums.v3 x86-64-v3 block 0 items 1{{.*}} shared 0 scratch 512

// LLVM-NOT: addrspace
// LLVM:     define internal void @sums.body(ptr noalias %{{.*}}, i64 %{{.*}}, ptr noalias %{{.*}}, i64 %{{.*}}, i64 %{{.*}}, ptr %{{.*}}, i64 %{{.*}}, i64 %{{.*}}, ptr noalias %{{.*}})
// LLVM-NOT: {{nsw|nuw|inbounds|addrspace|barrier}}
// LLVM:     define void @sums.v3(ptr %0, ptr %1, ptr %2)
// LLVM:       call void @sums.body({{.*}}, ptr %2)

gpu.module @kernels {
  gpu.func @sums(%x: memref<?xf32>, %nx: i64, %y: memref<?xf32>, %ny: i64, %d: i64, %r: memref<8xi64>) kernel
      attributes {dc.kernel = "sums", dc.rank = 1 : i64} {
    dc.blocks (%b) in (%d) threads (%t) in [64] {
      %one = arith.constant 1 : i64
      %s = dc.shared "s" : memref<64xf32, #gpu.address_space<workgroup>>
      %p = arith.index_cast %t : i64 to index
      %o = arith.xori %t, %one : i64
      %q = arith.index_cast %o : i64 to index
      %v = memref.load %x[%p] : memref<?xf32>
      memref.store %v, %s[%p] : memref<64xf32, #gpu.address_space<workgroup>>
      dc.barrier
      %w = memref.load %s[%q] : memref<64xf32, #gpu.address_space<workgroup>>
      %sum = arith.addf %v, %w : f32
      memref.store %sum, %y[%p] : memref<?xf32>
    }
    gpu.return
  }
}
