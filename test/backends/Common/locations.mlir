// Locations that line tables cannot digest: a call site without a callee, ranges, fused and named ones.
// RUN: dc-backend-test %s --target=cpu:x86-64-v2 --emit=asm | FileCheck %s
// RUN: dc-backend-test %s --target=cuda --emit=asm | FileCheck %s --check-prefix=PTX
// RUN: dc-backend-test %s --target=cpu:x86-64-v2 --emit=asm --no-line-tables | FileCheck %s --check-prefix=NONE

// CHECK-DAG: .loc [[#]] 7 3
// CHECK-DAG: .loc [[#]] 8 4
// PTX-DAG: .file 1 "k.dc.cpp"
// PTX-DAG: .loc 1 7 3
// PTX-DAG: .loc 1 8 4
// NONE-NOT: .loc

gpu.module @kernels {
  gpu.func @k(%x: memref<?xi32>, %n: i64, %d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "k", dc.rank = 1 : i64} {
    dc.threads (%i) in (%d) {
      %p = arith.index_cast %i : i64 to index loc(callsite(unknown at unknown))
      %v = memref.load %x[%p] : memref<?xi32> loc(callsite(unknown at "k.dc.cpp":7:3))
      %w = arith.muli %v, %v : i32 loc(callsite("k.dc.cpp":2:1 at callsite(unknown at "k.dc.cpp":9:5)))
      memref.store %w, %x[%p] : memref<?xi32> loc(fused["named"("k.dc.cpp":8:4 to 8:9), unknown])
    } loc("k.dc.cpp":5:1)
    gpu.return loc(unknown)
  } loc("k.dc.cpp":4:1)
}
