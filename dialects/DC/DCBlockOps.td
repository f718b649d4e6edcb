// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The DC operations of kernels with DC_BLOCK. Included by DCOps.td, which generates the code.
#ifndef DOTCOMPUTE_DIALECTS_DC_BLOCK_OPS_TD
#define DOTCOMPUTE_DIALECTS_DC_BLOCK_OPS_TD

include "dialects/DC/DCAttrs.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def DC_ThreadIdOp : DC_IdOp<"thread_id", "this thread's place in its block"> {
  let description = [{
    The dimension is below the kernel's rank (C1), and the kernel has block sizes (C2).

    Example:

    ```mlir
    dc.kernel @ids() attributes {rank = 2 : i64, block = array<i64: 8, 32>} {
      %row = dc.thread_id 0
      %column = dc.thread_id 1
      dc.return
    }
    ```
  }];
  let hasVerifier = 1;
}

def DC_BlockIdOp : DC_IdOp<"block_id", "this block's place in the grid"> {
  let description = [{
    As `dc.thread_id`.

    Example:

    ```mlir
    dc.kernel @ids() attributes {rank = 1 : i64, block = array<i64: 256>} {
      %b = dc.block_id 0
      dc.return
    }
    ```
  }];
  let hasVerifier = 1;
}

def DC_GridSizeOp : DC_IdOp<"grid_size", "the number of blocks in one dimension"> {
  let description = [{
    As `dc.thread_id`. The domain of a block kernel is the grid times the block in each dimension.

    Example:

    ```mlir
    dc.kernel @size() attributes {rank = 1 : i64, block = array<i64: 256>} {
      %n = dc.grid_size 0
      dc.return
    }
    ```
  }];
  let hasVerifier = 1;
}

def DC_BarrierOp : DC_Op<"barrier", [MemoryEffects<[MemRead, MemWrite]>]> {
  let summary = "waits for every thread of the block";
  let description = [{
    What threads of the block have written before, to shared memory and to arrays, all of them see afterwards. Every thread of
    the block comes by the same barrier or none does: passes/Analysis/Divergence decides it, and a barrier of which that is
    not known is an error. In Kernel IR the kernel has block sizes (C1).

    Example:

    ```mlir
    dc.kernel @meet() attributes {rank = 1 : i64, block = array<i64: 64>} {
      dc.barrier
      dc.return
    }
    ```
  }];
  let assemblyFormat = "attr-dict";
  let hasVerifier = 1;
}

def DC_SharedOp : DC_Op<"shared", []> {
  let summary = "an array that the threads of a block share";
  let description = [{
    One array for each block, wherever the operation stands; its first contents are anything. Its shape is static, not of
    rank 0 and below 2^31 bytes (C1), and it lies in workgroup memory (C2). In Kernel IR the kernel has block sizes (C3).

    Example:

    ```mlir
    dc.kernel @tile() attributes {rank = 1 : i64, block = array<i64: 64>} {
      %tile = dc.shared "tile" : memref<16x17xf32, #gpu.address_space<workgroup>>
      dc.return
    }
    ```
  }];
  let arguments = (ins StrAttr:$name);
  let results = (outs Res<AnyMemRef, "the array", [MemAlloc]>:$memref);
  let assemblyFormat = "$name attr-dict `:` type($memref)";
  let hasVerifier = 1;
}

//===-- Device IR ------------------------------------------------------------------------------------------------===//

def DC_BlocksOp : DC_Op<"blocks", [SingleBlockImplicitTerminator<"YieldOp">, RecursiveMemoryEffects,
    MemoryEffects<[MemWrite<DC_LaunchResource>]>, AutomaticAllocationScope]> {
  let summary = "runs its body once for every thread of every block of a grid";
  let description = [{
    What a kernel with DC_BLOCK becomes in device IR: the body's arguments are the block's place in the grid and the thread's
    in its block; the operands are the grid's extents, last dimension fastest; the block's are constants. Threads of a block
    meet at `dc.barrier` and share `dc.shared`. There are 1 to 3 extents (C1), as many positive block sizes, of
    1024 threads in all at most (C2), and two `i64` body arguments for each (C3).

    Example:

    ```mlir
    func.func @f(%n: i64, %x: memref<?xi64>) {
      dc.blocks (%b) in (%n) threads (%t) in [64] {
        dc.barrier
        %p = arith.index_cast %b : i64 to index
        memref.store %t, %x[%p] : memref<?xi64>
      }
      return
    }
    ```
  }];
  let arguments = (ins Variadic<I64>:$extents, DenseI64ArrayAttr:$block);
  let regions = (region SizedRegion<1>:$body);
  let hasCustomAssemblyFormat = 1;
  let hasVerifier = 1;
  let skipDefaultBuilders = 1;
  let builders = [OpBuilder<(ins "::mlir::ValueRange":$extents, "::llvm::ArrayRef<int64_t>":$block)>];
  let extraClassDeclaration = [{
    unsigned getRank() { return getExtents().size(); }
    ::mlir::Block::BlockArgListType getBlockIds() { return getBody().getArguments().take_front(getRank()); }
    ::mlir::Block::BlockArgListType getThreadIds() { return getBody().getArguments().drop_front(getRank()); }
    /// The threads of a block.
    int64_t getNumThreads();
  }];
}

#endif
