// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The passes of the `validate` phase: launch rules are checked, accesses become contracts or guards.
#ifndef DOTCOMPUTE_PASSES_SECURITY_PASSES_TD
#define DOTCOMPUTE_PASSES_SECURITY_PASSES_TD

include "mlir/Pass/PassBase.td"

def CheckLaunchRulesPass : Pass<"security-check-launch-rules", "::mlir::ModuleOp"> {
  let summary = "Check that the launcher can compute every launch rule";
  let description = [{
    The operands of `dc.domain` and `dc.grid` are computed from array sizes and scalar arguments, those of `dc.requires` also
    from the domain, with arithmetic that the artifact's expressions have. All violations of all kernels are reported, each at
    the rule's place with a note at what cannot be known before the launch. The IR is not changed.

    Precondition: kernels are structured.

    Rejected:

    ```mlir
    dc.kernel @k(%x: memref<?xi64> {dc.name = "x", dc.type = "i64"}) attributes {rank = 1 : i64} {
      %c0 = arith.constant 0 : index
      %n = memref.load %x[%c0] : memref<?xi64>
      dc.domain %n
      dc.return
    }
    ```

    Accepted:

    ```mlir
    dc.kernel @k(%x: memref<?xi64> {dc.name = "x", dc.type = "i64"}) attributes {rank = 1 : i64} {
      %c0 = arith.constant 0 : index
      %d = memref.dim %x, %c0 : memref<?xi64>
      %n = arith.index_cast %d : index to i64
      dc.domain %n
      dc.return
    }
    ```
  }];
  let statistics = [
    Statistic<"numRules", "rules", "launch rules checked">
  ];
}

def CheckBarriersPass : Pass<"security-check-barriers", "::mlir::dc::KernelOp"> {
  let summary = "Check that all threads of a block come by every barrier and exchange, or none does";
  let description = [{
    Every branch and loop around a `dc.barrier`, or an exchange between the threads of a subgroup, is decided by values that are the same for all threads of a block, as
    passes/Analysis/Divergence knows it: sizes, scalar arguments, constants, block ids, elements of arrays of const elements at
    such an index, and what is computed from these. Every other barrier is reported, with notes at the condition and at what
    makes it differ. The IR is not changed.

    Precondition: the kernel is structured, and guards have not been added yet.

    Rejected:

    ```mlir
    dc.kernel @k(%n: i64 {dc.name = "n", dc.type = "i64"}) attributes {rank = 1 : i64, block = array<i64: 64>} {
      %t = dc.thread_id 0
      %c = arith.cmpi slt, %t, %n : i64
      scf.if %c {
        dc.barrier
      }
      dc.return
    }
    ```

    Accepted:

    ```mlir
    dc.kernel @k(%n: i64 {dc.name = "n", dc.type = "i64"}) attributes {rank = 1 : i64, block = array<i64: 64>} {
      %b = dc.block_id 0
      %c = arith.cmpi slt, %b, %n : i64
      scf.if %c {
        dc.barrier
      }
      dc.return
    }
    ```
  }];
  let statistics = [
    Statistic<"numBarriers", "barriers", "barriers checked">,
    Statistic<"numExchanges", "exchanges", "exchanges of subgroups checked">
  ];
}

def GuardAccessesPass : Pass<"security-guard-accesses", "::mlir::dc::KernelOp"> {
  let summary = "Make every access a contract or a guarded one, and every possible fault a dc.fault";
  let description = [{
    For every load and store of an array argument or a private array, one of:

    * nothing, where constant indices lie inside a static extent;
    * an inferred contract `extent >= domain` at the top of the kernel, where the access sits at exactly the thread's
      `dc.global_id` in every dimension and every thread executes it (directly in the kernel's block, after no assertion);
    * a guard: `dc.guard` and `dc.fault` for each dimension, and the access in `scf.if`. A load that fails yields 0, a store is
      skipped.

    A division whose divisor may be zero gets a `dc.fault` beside it. `dc.assert` becomes a `dc.fault`; accesses that may run
    after an assertion also need `dc.faulted` to be false. A `scf.while` without barriers whose condition depends on a
    guarded load, or on a division that may fault, leaves once its thread has faulted: the value it waits for may never come.

    Sites number from 0 in program order, with the location of the access. `dc.what` (a string attribute on a load, store or
    division) replaces the default text "x[...]" or "a / b"; of an array of two or three dimensions the site says which index
    it is: "row index of x(r, c)".

    Preconditions: the kernel is structured; memory is reached by `memref.load` and `memref.store` only.

    Before:

    ```mlir
    dc.kernel @k(%x: memref<?xf32> {dc.name = "x", dc.type = "f32"}, %y: memref<?xf32> {dc.name = "y", dc.type = "f32"},
                 %j: i64 {dc.name = "j", dc.type = "i64"}) attributes {rank = 1 : i64} {
      %i = dc.global_id 0
      %p = arith.index_cast %i : i64 to index
      %q = arith.index_cast %j : i64 to index
      %v = memref.load %x[%q] : memref<?xf32>
      memref.store %v, %y[%p] : memref<?xf32>
      dc.return
    }
    ```

    After:

    ```mlir
    dc.kernel @k(%x: memref<?xf32> {dc.name = "x", dc.type = "f32"}, %y: memref<?xf32> {dc.name = "y", dc.type = "f32"},
                 %j: i64 {dc.name = "j", dc.type = "i64"}) attributes {rank = 1 : i64} {
      %c0 = arith.constant 0 : index
      %true = arith.constant true
      %zero = arith.constant 0.0 : f32
      %yd = memref.dim %y, %c0 : memref<?xf32>
      %yn = arith.index_cast %yd : index to i64
      %domain = dc.domain_size 0
      %holds = arith.cmpi sge, %yn, %domain : i64
      dc.requires %holds, "y.size() >= domain" inferred
      %i = dc.global_id 0
      %p = arith.index_cast %i : i64 to index
      %q = arith.index_cast %j : i64 to index
      %xd = memref.dim %x, %c0 : memref<?xf32>
      %xn = arith.index_cast %xd : index to i64
      %ok = dc.guard %j < %xn
      %bad = arith.xori %ok, %true : i1
      dc.fault %bad, bounds 0 "x[...]" [%j of %xn]
      %v = scf.if %ok -> f32 {
        %w = memref.load %x[%q] : memref<?xf32>
        scf.yield %w : f32
      } else {
        scf.yield %zero : f32
      }
      memref.store %v, %y[%p] : memref<?xf32>
      dc.return
    }
    ```
  }];
  let options = [
    Option<"policy", "policy", "::mlir::dc::AccessPolicy", /*default=*/"::mlir::dc::AccessPolicy::Guard",
           "What happens to an access that is not known to be inside its array",
           [{::llvm::cl::values(
             clEnumValN(::mlir::dc::AccessPolicy::Guard, "guard", "it is checked when it runs"),
             clEnumValN(::mlir::dc::AccessPolicy::Audit, "audit", "it is left as it is; contracts, assertions and divisions are still checked"),
             clEnumValN(::mlir::dc::AccessPolicy::Strict, "strict", "it is an error; refused until there is a validator"))}]>
  ];
  let statistics = [
    Statistic<"numAccesses", "accesses", "loads and stores of arrays">,
    Statistic<"numContracts", "contracts", "contracts inferred">,
    Statistic<"numGuards", "guards", "accesses guarded">,
    Statistic<"numUnguarded", "unguarded", "accesses that policy audit leaves unguarded">,
    Statistic<"numDivisions", "divisions", "divisions that may fault">,
    Statistic<"numLoops", "loops", "loops that leave after a fault">
  ];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::dc::DCDialect", "::mlir::memref::MemRefDialect",
      "::mlir::scf::SCFDialect"];
}

def FoldGuardsPass : Pass<"security-fold-guards", "::mlir::dc::KernelOp"> {
  let summary = "Remove guards that the facts around them settle";
  let description = [{
    A guard `0 <= i < n` goes where enclosing tests and loops, launch contracts, and the ranges of ids, extents and constants
    show it to hold. Additions count only where they are shown not to wrap, so in `if (off + 8 <= n) x[off]` the
    guard stays: off may be close to the largest integer. A `dc.fault` on a condition that an earlier fault on every path has
    recorded already goes too; the access keeps its `scf.if`. Sites are numbered anew.

    Preconditions: as security-guard-accesses leaves it. Repeated guards are recognised once CSE has merged them.

    Before:

    ```mlir
    dc.kernel @k(%n: i64 {dc.name = "n", dc.type = "i64"}) attributes {rank = 1 : i64} {
      %true = arith.constant true
      %i = dc.global_id 0
      %c = arith.cmpi slt, %i, %n : i64
      scf.if %c {
        %ok = dc.guard %i < %n
        %bad = arith.xori %ok, %true : i1
        dc.fault %bad, bounds 0 "x[...]" [%i of %n]
      }
      dc.return
    }
    ```

    After: the guard is `true`, and the `dc.fault` is gone.
  }];
  let statistics = [
    Statistic<"numFolded", "folded", "guards that are known to hold">,
    Statistic<"numMerged", "merged", "faults that an earlier one has recorded">
  ];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::dc::DCDialect", "::mlir::scf::SCFDialect"];
}

#endif
