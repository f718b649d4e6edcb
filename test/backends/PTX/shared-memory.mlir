// Shared memory that a block cannot have: an error, or the kernel is left out.
// RUN: not dc-backend-test %s --target=cuda --emit=asm 2>&1 | FileCheck %s
// RUN: dc-backend-test %s --target=cuda --best-effort --emit=entries 2>%t.err | FileCheck %s --check-prefix=ENTRIES
// RUN: FileCheck %s --check-prefix=REMARK --input-file=%t.err
// RUN: dc-backend-test %s --target=cpu --emit=entries | FileCheck %s --check-prefix=CPU

// CHECK: shared-memory.mlir:[[#@LINE+27]]:{{.*}}: error: kernel 'vis::much' needs 49168 bytes of shared memory; cuda:sm_75 has 49152 for a block [DCC4020]
// CHECK: help: share smaller arrays, or compile this kernel for another target
// CHECK-NOT: error

// REMARK: remark: kernel 'vis::much' is left out for cuda:sm_75: it needs 49168 bytes of shared memory, and a block has 49152 [DCC4021]
// REMARK-NOT: vis::most

// ENTRIES-NOT: much
// ENTRIES: vis::most = most sm_75 block 4 items 1 shared 49152 scratch 0
// ENTRIES-NOT: much

// CPU: vis::much = much.v3 {{.*}} scratch 49216

gpu.module @kernels {
  gpu.func @most(%d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "vis::most", dc.rank = 1 : i64} {
    dc.blocks (%b) in (%d) threads (%t) in [4] {
      %v = arith.constant 1 : i8
      %p = arith.index_cast %t : i64 to index
      %s = dc.shared "s" : memref<49136xi8, #gpu.address_space<workgroup>>
      // An array takes a multiple of 16 bytes.
      %u = dc.shared "u" : memref<1xi8, #gpu.address_space<workgroup>>
      memref.store %v, %s[%p] : memref<49136xi8, #gpu.address_space<workgroup>>
      memref.store %v, %u[%p] : memref<1xi8, #gpu.address_space<workgroup>>
    }
    gpu.return
  }

  gpu.func @much(%d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "vis::much", dc.rank = 1 : i64} {
    dc.blocks (%b) in (%d) threads (%t) in [4] {
      %v = arith.constant 1 : i8
      %p = arith.index_cast %t : i64 to index
      %s = dc.shared "s" : memref<49153xi8, #gpu.address_space<workgroup>>
      memref.store %v, %s[%p] : memref<49153xi8, #gpu.address_space<workgroup>>
    }
    gpu.return
  }
}
