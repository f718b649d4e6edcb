// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Passes of the PTX backend.
#ifndef DOTCOMPUTE_BACKENDS_PTX_PASSES_TD
#define DOTCOMPUTE_BACKENDS_PTX_PASSES_TD

include "mlir/Pass/PassBase.td"

def LowerThreadsToGridPass : Pass<"ptx-lower-threads", "::mlir::ModuleOp"> {
  let summary = "Give each thread of a domain one hardware thread of a 1-D grid";
  let description = [{
    Flattens gpu.module. The linear id is ctaid.x * `block-threads` + tid.x in 64 bits; hardware threads at or beyond the product of the
    extents do nothing. Ids of a domain of 2 or 3 dimensions come from the linear id by division inside that guard.
    Precondition: verify-device-ir.

    ```mlir
    dc.threads (%i) in (%n) { BODY(%i) }
    // becomes
    %i = ctaid.x * 256 + tid.x
    %inside = arith.cmpi slt, %i, %n : i64
    scf.if %inside { BODY(%i) }
    ```
  }];
  let options = [
    Option<"blockThreads", "block-threads", "unsigned", "256", "threads of a block; every launch uses exactly that many">
  ];
  let statistics = [Statistic<"numGuards", "guards", "Thread guards created">];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::func::FuncDialect", "::mlir::NVVM::NVVMDialect",
                           "::mlir::scf::SCFDialect"];
}

def MarkEntriesPass : Pass<"ptx-mark-entries", "::mlir::ModuleOp"> {
  let summary = "Mark LLVM functions that carry dc.kernel as PTX entries with a fixed block size";
  let description = [{
    ```mlir
    llvm.func @k() attributes {dc.kernel = "k"}
    // becomes
    llvm.func @k() attributes {dc.kernel = "k", nvvm.kernel, nvvm.reqntid = array<i32: 256>}
    ```
  }];
  let options = [
    Option<"blockThreads", "block-threads", "unsigned", "256", "threads of a block">
  ];
  let statistics = [Statistic<"numEntries", "entries", "Entries marked">];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect", "::mlir::NVVM::NVVMDialect"];
}

#endif
