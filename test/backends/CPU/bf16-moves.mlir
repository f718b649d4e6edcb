// A bf16 that goes through branches and selects stays its bits: LLVM would round it by a library call.
// RUN: dc-backend-test %s --target=cpu:x86-64-v2,x86-64-v3,x86-64-v4 --emit=entries | FileCheck %s --check-prefix=ENTRIES
// RUN: dc-backend-test %s --target=cpu:x86-64-v2 --emit=target | FileCheck %s "--implicit-check-not=: bf16" "--implicit-check-not=-> bf16"

// ENTRIES: k = k.v2
// CHECK: llvm.func internal @k.body(%{{.*}}: !llvm.ptr {{.*}}, %{{.*}}: i64, %[[S:.*]]: i16
// CHECK: llvm.select %{{.*}}, %{{.*}}, %{{.*}} : i1, i16
// CHECK: llvm.store %{{.*}}, %{{.*}} : i16, !llvm.ptr
gpu.module @kernels {
  gpu.func @k(%x: memref<?xbf16>, %n: i64, %s: bf16, %d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "k", dc.rank = 1 : i64} {
    dc.threads (%i) in (%d) {
      %one = arith.constant 1.0 : bf16
      %two = arith.constant 2 : i64
      %p = arith.index_cast %i : i64 to index
      %v = memref.load %x[%p] : memref<?xbf16>
      %sum = arith.addf %v, %s : bf16
      %small = arith.cmpi slt, %i, %two : i64
      %a = arith.select %small, %sum, %one : bf16
      %large = arith.cmpf ogt, %v, %one : bf16
      %b = scf.if %large -> (bf16) {
        %q = arith.mulf %a, %v : bf16
        memref.store %q, %x[%p] : memref<?xbf16>
        scf.yield %q : bf16
      } else {
        scf.yield %v : bf16
      }
      memref.store %b, %x[%p] : memref<?xbf16>
    }
    gpu.return
  }
}
