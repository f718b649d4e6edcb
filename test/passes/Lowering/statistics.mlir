// LLVM counts only in builds with assertions.
// REQUIRES: asserts
// RUN: %dc-opt %s --device-pipeline --mlir-pass-statistics --mlir-pass-statistics-display=list -o /dev/null 2>&1 | FileCheck %s

// CHECK: DCToDevicePass
// CHECK-DAG: (S) {{ *}}1 kernels
// CHECK-DAG: (S) {{ *}}1 linearised-accesses
// CHECK: ExpandMathsPass
// CHECK-DAG: (S) {{ *}}1 expanded
// CHECK: ExpandTotalArithmeticPass
// CHECK-DAG: (S) {{ *}}1 conversions
// CHECK-DAG: (S) {{ *}}1 divisions
// CHECK: LowerFaultsPass
// CHECK-DAG: (S) {{ *}}1 fault-sites
// CHECK-DAG: (S) {{ *}}0 fault-flags
// CHECK-DAG: (S) {{ *}}1 guards
// CHECK: VerifyDeviceIRPass

dc.kernel @k(%x: memref<?x?xi64, strided<[?, 1]>> {dc.name = "x", dc.type = "i64"}, %f: f32 {dc.name = "f", dc.type = "f32"})
    attributes {rank = 1 : i64} {
  %i = dc.global_id 0
  %p = arith.index_cast %i : i64 to index
  %n = dc.domain_size 0
  %ok = dc.guard %i < %n
  dc.fault %ok, bounds 0 "x"
  %e = math.exp %f : f32
  %v = dc.fptosi %e : f32 to i64
  %q = dc.divui %v, %i : i64
  memref.store %q, %x[%p, %p] : memref<?x?xi64, strided<[?, 1]>>
  dc.return
}
