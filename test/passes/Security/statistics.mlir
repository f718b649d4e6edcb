// LLVM counts only in builds with assertions.
// REQUIRES: asserts
// RUN: %dc-opt %s --validate-pipeline --mlir-pass-statistics --mlir-pass-statistics-display=list -o /dev/null 2>&1 | FileCheck %s

// CHECK: CheckBarriersPass
// CHECK: (S) {{ *}}0 barriers
// CHECK: CheckLaunchRulesPass
// CHECK: (S) {{ *}}1 rules
// CHECK: FoldGuardsPass
// CHECK-DAG: (S) {{ *}}1 folded
// CHECK-DAG: (S) {{ *}}1 merged
// CHECK: GuardAccessesPass
// CHECK-DAG: (S) {{ *}}4 accesses
// CHECK-DAG: (S) {{ *}}1 contracts
// CHECK-DAG: (S) {{ *}}1 divisions
// CHECK-DAG: (S) {{ *}}3 guards
// CHECK-DAG: (S) {{ *}}0 loops
// CHECK-DAG: (S) {{ *}}0 unguarded

dc.kernel @k(%x: memref<?xi64> {dc.name = "x", dc.type = "i64"}, %j: i64 {dc.name = "j", dc.type = "i64"})
    attributes {rank = 1 : i64} {
  %c0 = arith.constant 0 : index
  %d = memref.dim %x, %c0 : memref<?xi64>
  %n = arith.index_cast %d : index to i64
  dc.domain %n
  %i = dc.global_id 0
  %p = arith.index_cast %i : i64 to index
  %q = arith.index_cast %j : i64 to index
  memref.store %i, %x[%p] : memref<?xi64>
  %v = memref.load %x[%q] : memref<?xi64>
  %w = dc.divsi %v, %j : i64
  memref.store %w, %x[%q] : memref<?xi64>
  %c = arith.cmpi slt, %i, %n : i64
  scf.if %c {
    memref.store %w, %x[%p] : memref<?xi64>
  }
  dc.return
}
