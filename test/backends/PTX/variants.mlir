// Architectures beside the portable one have the kernels whose code differs, and no others: rounding to bf16 is one instruction from sm_80 on,
// and sm_90 and sm_90a have nothing to add to that.
// RUN: dc-backend-test %s --target=cuda --emit=entries | FileCheck %s
// RUN: dc-backend-test %s --target=cuda:sm_75,sm_90 --emit=entries | FileCheck %s --check-prefix=NAMED
// RUN: dc-backend-test %s --target=cuda:sm_75 --emit=asm | FileCheck %s --check-prefix=PORTABLE
// RUN: dc-backend-test %s --target=cuda:sm_80 --emit=asm | FileCheck %s --check-prefix=SM80

// CHECK:      cuda ptx sm_75: plain = plain sm_75
// CHECK-NEXT: cuda ptx sm_75: rounds = rounds sm_75
// CHECK-NEXT: cuda ptx sm_80: rounds = rounds sm_80
// CHECK-NOT:  cuda

// Who names architectures gets all of them.
// NAMED:      cuda ptx sm_75: plain
// NAMED-NEXT: cuda ptx sm_75: rounds
// NAMED-NEXT: cuda ptx sm_90: plain
// NAMED-NEXT: cuda ptx sm_90: rounds
// NAMED-NOT:  cuda

// PORTABLE-NOT: cvt.rn.bf16
// SM80: .entry rounds
// SM80: cvt.rn.bf16.f32

gpu.module @kernels {
  gpu.func @plain(%x: memref<?xbf16>, %n: i64, %d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "plain", dc.rank = 1 : i64} {
    dc.threads (%i) in (%d) {
      %p = arith.index_cast %i : i64 to index
      %v = memref.load %x[%p] : memref<?xbf16>
      memref.store %v, %x[%p] : memref<?xbf16>
    }
    gpu.return
  }
  gpu.func @rounds(%x: memref<?xbf16>, %n: i64, %d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "rounds", dc.rank = 1 : i64} {
    dc.threads (%i) in (%d) {
      %p = arith.index_cast %i : i64 to index
      %v = memref.load %x[%p] : memref<?xbf16>
      %s = arith.mulf %v, %v : bf16
      memref.store %s, %x[%p] : memref<?xbf16>
    }
    gpu.return
  }
}
