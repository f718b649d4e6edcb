// Rows outside, columns inside, one division for each row at most: the inner loop has none.
// RUN: dc-backend-test %s --target=cpu:x86-64-v3 --emit=target | FileCheck %s

// CHECK-LABEL: llvm.func internal @rank2.body(
// CHECK:         llvm.udiv
// CHECK:         llvm.udiv
// CHECK-NOT:     llvm.udiv
// CHECK-NOT:     llvm.urem
// CHECK:         llvm.return
// CHECK-LABEL: llvm.func internal @rank3.body(
// CHECK:         llvm.udiv
// CHECK:         llvm.udiv
// CHECK:         ^[[ROW:bb[0-9]+]]({{.*}}):
// CHECK:         llvm.urem
// CHECK:         llvm.udiv
// CHECK-NOT:     {{llvm.udiv|llvm.urem}}
// CHECK:         llvm.return

gpu.module @kernels {
  gpu.func @rank2(%y: memref<?xi64>, %n: i64, %d0: i64, %d1: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "rank2", dc.rank = 2 : i64} {
    dc.threads (%i, %j) in (%d0, %d1) {
      %row = arith.muli %i, %d1 : i64
      %l = arith.addi %row, %j : i64
      %p = arith.index_cast %l : i64 to index
      memref.store %i, %y[%p] : memref<?xi64>
    }
    gpu.return
  }
  gpu.func @rank3(%y: memref<?xi64>, %n: i64, %d0: i64, %d1: i64, %d2: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "rank3", dc.rank = 3 : i64} {
    dc.threads (%i, %j, %k) in (%d0, %d1, %d2) {
      %s = arith.addi %i, %j : i64
      %p = arith.index_cast %k : i64 to index
      memref.store %s, %y[%p] : memref<?xi64>
    }
    gpu.return
  }
}
