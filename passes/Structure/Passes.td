// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The passes of the `input` phase: from branches and mutable locals to structured Kernel IR.
#ifndef DOTCOMPUTE_PASSES_STRUCTURE_PASSES_TD
#define DOTCOMPUTE_PASSES_STRUCTURE_PASSES_TD

include "mlir/Pass/PassBase.td"

def MakeTotalPass : Pass<"structure-make-total"> {
  let summary = "Replace what may be undefined by operations that are defined for every operand";
  let description = [{
    Kernel IR has no undefined behaviour, but IR that others write, and upstream passes, bring some: poison, promises not to
    wrap, divisions, shifts and float to integer conversions that have no result for some operands. Each becomes its total
    counterpart: poison becomes zero, overflow and exactness promises are dropped, `arith.divsi` and its like become
    `dc.divsi`, `arith.fptosi` becomes `dc.fptosi`, shift counts are masked.

    Runs on any operation, before anything folds. No precondition.

    Before:

    ```mlir
    func.func @f(%a: i32, %b: i32) -> i32 {
      %p = ub.poison : i32
      %s = arith.addi %a, %p overflow<nsw> : i32
      %q = arith.divsi %s, %b : i32
      %r = arith.shli %q, %b : i32
      return %r : i32
    }
    ```

    After:

    ```mlir
    func.func @f(%a: i32, %b: i32) -> i32 {
      %p = arith.constant 0 : i32
      %s = arith.addi %a, %p : i32
      %q = dc.divsi %s, %b : i32
      %c31 = arith.constant 31 : i32
      %n = arith.andi %b, %c31 : i32
      %r = arith.shli %q, %n : i32
      return %r : i32
    }
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::dc::DCDialect"];
  let statistics = [
    Statistic<"numPoison", "poison", "poison values replaced by zero">,
    Statistic<"numPromises", "promises", "overflow and exactness promises dropped">,
    Statistic<"numOps", "operations", "divisions, conversions and shifts made total">
  ];
}

def DropPrintsPass : Pass<"structure-drop-prints"> {
  let summary = "Drop dc.print";
  let description = [{
    What dcc does without `--debug-print`, before anything else: what was computed for printing alone goes with it. No precondition.

    Before:

    ```mlir
    func.func @f(%a: i32) {
      dc.print "a is {}", %a : i32 as ["i32"]
      return
    }
    ```

    After:

    ```mlir
    func.func @f(%a: i32) {
      return
    }
    ```
  }];
  let dependentDialects = ["::mlir::dc::DCDialect"];
  let statistics = [Statistic<"numPrints", "prints", "dc.print dropped">];
}

def DropDeadBranchesPass : Pass<"structure-drop-dead-branches"> {
  let summary = "Drop the ways that constant conditions rule out, and the blocks behind them";
  let description = [{
    A `cf.cond_br` or `cf.switch` of a constant becomes a `cf.br`, and blocks that nothing leads to are erased. Canonicalisation does that
    too, but block by block, and while a loop that nothing leads to still stands, merging its blocks makes values that are computed from
    themselves, at which folding never ends. So this pass runs first, behind constant propagation. No precondition.

    Before:

    ```mlir
    func.func @f(%a: i32) -> i32 {
      %false = arith.constant false
      cf.cond_br %false, ^dead, ^end
    ^dead:
      cf.br ^dead
    ^end:
      return %a : i32
    }
    ```

    After:

    ```mlir
    func.func @f(%a: i32) -> i32 {
      %false = arith.constant false
      cf.br ^end
    ^end:
      return %a : i32
    }
    ```
  }];
  let dependentDialects = ["::mlir::cf::ControlFlowDialect"];
  let statistics = [
    Statistic<"numBranches", "branches", "branches dropped">
  ];
}

def LiftControlFlowPass : Pass<"structure-lift-control-flow"> {
  let summary = "Turn blocks and branches into scf.if, scf.while and scf.index_switch";
  let description = [{
    Lifts every function-like operation (`dc.kernel`, `func.func`) to a single block. Where a value has no definition on some
    path, it is zero there, never poison. After a loop that cannot end, the function returns.

    Preconditions: blocks end in `cf.br`, `cf.cond_br`, `cf.switch` or a return. Mutable locals should be promoted first
    (mem2reg sees blocks, not regions).

    Before:

    ```mlir
    dc.kernel @k(%c: i1 {dc.name = "c", dc.type = "bool"}, %x: memref<?xf32> {dc.name = "x", dc.type = "f32"})
        attributes {rank = 1 : i64} {
      %i = arith.constant 0 : index
      %v = arith.constant 1.0 : f32
      cf.cond_br %c, ^bb1, ^bb2
    ^bb1:
      memref.store %v, %x[%i] : memref<?xf32>
      cf.br ^bb2
    ^bb2:
      dc.return
    }
    ```

    After:

    ```mlir
    dc.kernel @k(%c: i1 {dc.name = "c", dc.type = "bool"}, %x: memref<?xf32> {dc.name = "x", dc.type = "f32"})
        attributes {rank = 1 : i64} {
      %i = arith.constant 0 : index
      %v = arith.constant 1.0 : f32
      scf.if %c {
        memref.store %v, %x[%i] : memref<?xf32>
      }
      dc.return
    }
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::cf::ControlFlowDialect",
      "::mlir::dc::DCDialect", "::mlir::func::FuncDialect", "::mlir::scf::SCFDialect"];
  let statistics = [
    Statistic<"numLifted", "lifted", "functions lifted">
  ];
}

def SimplifyBranchesPass : Pass<"structure-simplify-branches"> {
  let summary = "Remove the flags that lifting leaves and flatten && and ||";
  let description = [{
    Lifting encodes "which exit was taken" as i32 flags. This pass turns a switch of one case into `scf.if`, compares and
    truncations of a flag into the condition that chose it, and an `scf.if` that only computes conditions (a few cheap
    operations, no division, no memory) into `arith.andi`, `arith.ori` and `arith.select`. What came through a merge together with a flag is replaced by
    what it was, in branches that test the flag; so is a result of `scf.while` that is a constant, or a value from outside, whenever the loop ends.
    Where a loop forwards what its own condition chooses, the body gets the one value.

    Runs on any operation. No precondition; IR without such shapes is unchanged.

    Before:

    ```mlir
    func.func @f(%c: i1, %a: i64, %b: i64) -> i1 {
      %false = arith.constant false
      %r = scf.if %c -> i1 {
        %d = arith.cmpi slt, %a, %b : i64
        scf.yield %d : i1
      } else {
        scf.yield %false : i1
      }
      return %r : i1
    }
    ```

    After:

    ```mlir
    func.func @f(%c: i1, %a: i64, %b: i64) -> i1 {
      %d = arith.cmpi slt, %a, %b : i64
      %r = arith.andi %c, %d : i1
      return %r : i1
    }
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::scf::SCFDialect"];
  let statistics = [
    Statistic<"numRewrites", "rewrites", "switches, flags and conditions simplified">
  ];
}

def HoistInvariantsPass : Pass<"structure-hoist-invariants"> {
  let summary = "Move loop-invariant computation out of loops, but no division";
  let description = [{
    As upstream's loop-invariant-code-motion, with one difference: a division stays where it is. It records a fault when its
    divisor is zero, and must not do so for a loop that never runs. (Guard insertion has not put the `dc.fault` beside
    it yet, so to upstream's pass it looks pure.)

    Runs on any operation. No precondition.

    Before:

    ```mlir
    func.func @f(%x: memref<?xf32>, %n: index, %m: index) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %v = arith.constant 1.0 : f32
      scf.for %i = %c0 to %n step %c1 {
        %p = arith.addi %m, %n : index
        memref.store %v, %x[%p] : memref<?xf32>
      }
      return
    }
    ```

    After: `arith.addi` stands before the loop.
  }];
  let statistics = [
    Statistic<"numHoisted", "hoisted", "operations moved out of loops">
  ];
}

def UpliftLoopsPass : Pass<"structure-uplift-loops"> {
  let summary = "Turn counting scf.while loops into scf.for where that is exact under wrapping arithmetic";
  let description = [{
    Integers wrap in Kernel IR, so `for (i = a; i < n; i += s)` counts like an `scf.for` only where `i + s` cannot wrap:

    * step 1 with `<` (signed or unsigned) and step -1 with `>`: always;
    * step 1 or -1 with `!=`: always, as an unsigned loop over the distance, which wraps like the source;
    * other steps, `<=` and `>=`: where the known ranges of bound and step exclude it (constants, extents, launch contracts).

    Everything else stays a `while`. Downward loops count their distance upwards, unsigned, and subtract. The counter's value
    after the loop is computed where it is used. Upstream's uplift patterns are not used: they assume a positive step and no
    wrapping, and give another final value.

    Runs on any operation. Preconditions: none; loops are matched after canonicalisation and structure-hoist-invariants, when
    the `before` region holds only the compare.

    Before:

    ```mlir
    func.func @f(%n: i64) {
      %c0 = arith.constant 0 : i64
      %c1 = arith.constant 1 : i64
      %r = scf.while (%i = %c0) : (i64) -> i64 {
        %c = arith.cmpi slt, %i, %n : i64
        scf.condition(%c) %i : i64
      } do {
      ^bb0(%i: i64):
        func.call @body(%i) : (i64) -> ()
        %next = arith.addi %i, %c1 : i64
        scf.yield %next : i64
      }
      return
    }
    func.func private @body(i64)
    ```

    After:

    ```mlir
    func.func @f(%n: i64) {
      %c0 = arith.constant 0 : i64
      %c1 = arith.constant 1 : i64
      scf.for %i = %c0 to %n step %c1 : i64 {
        func.call @body(%i) : (i64) -> ()
      }
      return
    }
    func.func private @body(i64)
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::dc::DCDialect", "::mlir::scf::SCFDialect"];
  let statistics = [
    Statistic<"numUplifted", "uplifted", "loops turned into scf.for">,
    Statistic<"numKept", "kept", "loops that stay scf.while">
  ];
}

#endif
