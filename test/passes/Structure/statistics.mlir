// LLVM counts only in builds with assertions.
// REQUIRES: asserts
// RUN: %dc-opt %s --structure-make-total --structure-lift-control-flow --structure-simplify-branches \
// RUN:   --structure-hoist-invariants --structure-uplift-loops --mlir-pass-statistics \
// RUN:   --mlir-pass-statistics-display=list -o /dev/null 2>&1 | FileCheck %s

// CHECK: HoistInvariantsPass
// CHECK: (S) {{ *}}1 hoisted
// CHECK: LiftControlFlowPass
// CHECK: (S) {{ *}}1 lifted
// CHECK: MakeTotalPass
// CHECK-DAG: (S) {{ *}}1 operations
// CHECK-DAG: (S) {{ *}}0 poison
// CHECK-DAG: (S) {{ *}}1 promises
// CHECK: SimplifyBranchesPass
// CHECK: (S) {{ *}}{{[0-9]+}} rewrites
// CHECK: UpliftLoopsPass
// CHECK-DAG: (S) {{ *}}0 kept
// CHECK-DAG: (S) {{ *}}1 uplifted

func.func private @use(i64)

func.func @f(%c: i1, %a: i64, %b: i64) -> i64 {
  cf.cond_br %c, ^then, ^end(%a : i64)
^then:
  %q = arith.divsi %a, %b : i64
  cf.br ^end(%q : i64)
^end(%r: i64):
  %s = arith.addi %r, %b overflow<nsw> : i64
  return %s : i64
}

func.func @g(%n: i64, %m: i64) {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %r = scf.while (%i = %c0) : (i64) -> i64 {
    %end = arith.addi %n, %m : i64
    %c = arith.cmpi slt, %i, %end : i64
    scf.condition(%c) %i : i64
  } do {
  ^bb0(%i: i64):
    func.call @use(%i) : (i64) -> ()
    %next = arith.addi %i, %c1 : i64
    scf.yield %next : i64
  }
  return
}
