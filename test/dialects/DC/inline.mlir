// Device functions with DC operations are inlined into kernels.
// RUN: %dc-opt %s --inline | FileCheck %s

// CHECK-NOT: func.func
// CHECK-LABEL: dc.kernel @k
// CHECK: dc.global_id 0
// CHECK: dc.divsi
// CHECK-NOT: call
func.func private @third(%n: i64) -> i64 {
  %i = dc.global_id 0
  %q = dc.divsi %i, %n : i64
  return %q : i64
}

dc.kernel @k(%n: i64 {dc.name = "n", dc.type = "i64"}, %x: memref<?xi64> {dc.name = "x", dc.type = "i64"})
    attributes {rank = 1 : i64} {
  %q = func.call @third(%n) : (i64) -> i64
  %p = arith.index_cast %q : i64 to index
  memref.store %q, %x[%p] : memref<?xi64>
  dc.return
}
