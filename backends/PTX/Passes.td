// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Passes of the PTX backend.
#ifndef DOTCOMPUTE_BACKENDS_PTX_PASSES_TD
#define DOTCOMPUTE_BACKENDS_PTX_PASSES_TD

include "mlir/Pass/PassBase.td"

def LowerThreadsToGridPass : Pass<"ptx-lower-threads", "::mlir::ModuleOp"> {
  let summary = "Give the threads of a domain hardware threads";
  let description = [{
    Flattens gpu.module. A block of `block-threads` hardware threads covers a tile of `block-threads` times N consecutive linear ids (64 bits),
    and each hardware thread runs N of them, `block-threads` apart, so that every access of a warp stays consecutive. N is `items-per-thread`, or 1
    for a body with loops, private arrays or many operations. In a tile that lies within the product of the extents the N copies run without a
    guard, operation by operation, so that their loads overlap; in the last one a loop runs them. Where threads test their own id against
    extents, such tiles do without these tests too, unless the domain exceeds one of the extents. Where threads side by side access elements of
    1 or 2 bytes side by side, a hardware thread runs as many such threads as make 16 bytes of the widest element, and LLVM joins their
    accesses; launches whose arrays are not aligned for that (one test, the same for all) take a loop over the form above.
    A domain of 2 or 3 dimensions without such accesses is cut into tiles instead (`dc.tile_threads`): x of hardware grid and blocks is its last dimension, y the
    one before, z the first of three, and each thread compares its place with the domain's end in each. How many of a tile's threads lie in which dimension is the
    launch's choice. The N copies are rows, as far apart as a tile has threads in y. With such accesses the ids come from the linear id by division.
    The blocks of `dc.blocks` become hardware blocks of their own size, without a guard, and their subgroups warps of 32: exchanges become
    shuffles and votes, with the mask of the threads that the last warp has. Precondition: verify-device-ir.

    ```mlir
    dc.threads (%i) in (%n) { BODY(%i) }
    // becomes
    %start = ctaid.x * 1024
    %first = %start + tid.x
    %left = arith.subi %n, %start : i64
    %full = arith.cmpi sge, %left, %c1024 : i64
    scf.if %full {
      BODY(%first) BODY(%first + 256) BODY(%first + 512) BODY(%first + 768)
    } else {
      scf.for %i = %first to min(%n, %start + 1024) step 256 {
        BODY(%i)
      }
    }
    ```
  }];
  let options = [
    Option<"blockThreads", "block-threads", "unsigned", "256", "threads of a block; every launch uses exactly that many">,
    Option<"items", "items-per-thread", "unsigned", "4", "threads of the domain for each hardware thread, where that pays">
  ];
  let statistics = [
    Statistic<"numGuards", "guards", "Thread guards created">,
    Statistic<"numTiles", "tiles", "Kernels whose blocks are tiles">,
    Statistic<"numWide", "wide", "Kernels whose threads access several elements at once">,
    Statistic<"numExchanges", "exchanges", "Exchanges of subgroups lowered">
  ];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::func::FuncDialect", "::mlir::math::MathDialect",
                           "::mlir::memref::MemRefDialect", "::mlir::NVVM::NVVMDialect", "::mlir::scf::SCFDialect"];
}

def MarkLoopsPass : Pass<"ptx-mark-loops", "::mlir::ModuleOp"> {
  let summary = "Say which loops LLVM shall unroll that it would not unroll by itself";
  let description = [{
    Two kinds of `scf.for` get an annotation for LLVM; both are decided here, where indices are still indices:

    * Loops with constant bounds, when unrolling them (and those around them that count) makes every index of a private array constant, or that
      of a table of constants: the array becomes registers, the table's elements become numbers in instructions. Up to `max-operations`
      after unrolling.
    * Innermost loops whose step is known when the kernel runs only, such as the number of all threads, and which load from memory: by four, so
      that four loads are on their way at once. LLVM leaves them because their number of iterations takes a division.

    ```mlir
    %a = memref.alloca() : memref<16xi32>
    scf.for %i = %c0 to %c64 step %c1 : i32 {
      %j = arith.andi %i, %c15 : i32
      %p = arith.index_cast %j : i32 to index
      %v = memref.load %a[%p] : memref<16xi32>
    }
    // becomes
    scf.for %i = %c0 to %c64 step %c1 : i32 {
      ...
    } {llvm.loop_annotation = #llvm.loop_annotation<unroll = <full = true>>}
    ```
  }];
  let options = [
    Option<"maxOperations", "max-operations", "unsigned", "6144", "the largest loop after unrolling">
  ];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
  let statistics = [
    Statistic<"numFull", "full", "Loops to be unrolled until none is left">,
    Statistic<"numStrided", "strided", "Loops of unknown step to be unrolled by four">
  ];
}

def MarkEntriesPass : Pass<"ptx-mark-entries", "::mlir::ModuleOp"> {
  let summary = "Mark LLVM functions that carry dc.kernel as PTX entries with a fixed block size";
  let description = [{
    ```mlir
    llvm.func @k() attributes {dc.kernel = "k"}
    // becomes
    llvm.func @k() attributes {dc.kernel = "k", nvvm.kernel, nvvm.reqntid = array<i32: 256>}
    ```

    The threads of a block kernel's blocks are in its `dc.block_threads`. Kernels with `dc.tile_threads` get `nvvm.maxntid` of that many instead.
  }];
  let options = [
    Option<"blockThreads", "block-threads", "unsigned", "256", "threads of a block">
  ];
  let statistics = [Statistic<"numEntries", "entries", "Entries marked">];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect", "::mlir::NVVM::NVVMDialect"];
}

#endif
