// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Passes of the CPU backend.
#ifndef DOTCOMPUTE_BACKENDS_CPU_PASSES_TD
#define DOTCOMPUTE_BACKENDS_CPU_PASSES_TD

include "mlir/Pass/PassBase.td"

def LowerThreadsToLoopsPass : Pass<"cpu-lower-threads", "::mlir::ModuleOp"> {
  let summary = "Run the threads of a domain in loops over a range of linear ids";
  let description = [{
    Flattens gpu.module and gives each kernel three more arguments: the first linear id to run, the one behind the last, and
    scratch memory.
    `dc.threads` becomes one loop for a domain of one dimension, else a loop over rows around a loop over the columns
    of that row which lie in the range; the inner loop has no division. Row-major order, so any split of a range into
    consecutive parts does the same stores. Where threads test their own id against extents, a second version of the loops, for
    domains within all of these, does without the tests. Precondition: verify-device-ir.

    `dc.blocks` becomes a loop over blocks, whose ids are the linear ids then. Its body is cut at barriers: a loop over the
    threads of the block for each part, with branches and loops that have barriers inside around these loops. What all threads
    compute alike is computed once; a value that a thread needs after a barrier is computed again there or waits in scratch
    memory, where the arrays that the block shares lie too. Threads of a subgroup exchange values through such arrays, with a barrier of their own. `dc.scratch_bytes` says how much of it a block needs.

    ```mlir
    dc.threads (%i) in (%n) { BODY(%i) }
    // becomes
    scf.for %i = %first to %last step %c1 : i64 { BODY(%i) }

    dc.blocks (%b) in (%n) threads (%t) in [64] { A(%b, %t) dc.barrier C(%b, %t) }
    // becomes
    scf.for %b = %first to %last step %c1 : i64 {
      scf.for %t = %c0 to %c64 step %c1 : i64 { A(%b, %t) }
      scf.for %t = %c0 to %c64 step %c1 : i64 { C(%b, %t) }
    }
    ```
  }];
  let options = [
    Option<"subgroupSize", "subgroup-size", "int64_t", "32", "lanes of a subgroup, a power of two from 4 to 64; the manifest says 32">
  ];
  let statistics = [Statistic<"numLoops", "loops", "Loops created">];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::func::FuncDialect", "::mlir::LLVM::LLVMDialect",
                           "::mlir::memref::MemRefDialect", "::mlir::scf::SCFDialect"];
}

def AddEntriesPass : Pass<"cpu-add-entries", "::mlir::ModuleOp"> {
  let summary = "Give each kernel the C entry point that the runtime calls";
  let description = [{
    Works on the LLVM dialect, on functions with `dc.kernel` and the three arguments of cpu-lower-threads. The kernel becomes
    internal under NAME.body; the entry, NAME plus `suffix`, unpacks its arguments from 8-byte slots. docs/kernel-abi.md has the contract.

    ```mlir
    llvm.func @k(%x: !llvm.ptr, %n: i64, %first: i64, %last: i64, %scratch: !llvm.ptr) attributes {dc.kernel = "k"}
    // gains
    llvm.func @k.v3(%args: !llvm.ptr, %range: !llvm.ptr, %scratch: !llvm.ptr) { LOADS; llvm.call @k.body(...) }
    ```
  }];
  let options = [
    Option<"suffix", "suffix", "std::string", "\"\"", "appended to the names of the entries">
  ];
  let statistics = [Statistic<"numEntries", "entries", "Entry points added">];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
}

#endif
