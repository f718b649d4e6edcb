// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Passes that every backend on LLVM runs.
#ifndef DOTCOMPUTE_BACKENDS_COMMON_PASSES_TD
#define DOTCOMPUTE_BACKENDS_COMMON_PASSES_TD

include "mlir/Pass/PassBase.td"

def LowerDeviceToLLVMPass : Pass<"common-lower-device-to-llvm", "::mlir::ModuleOp"> {
  let summary = "Lower flattened kernels to the LLVM dialect";
  let description = [{
    Precondition: the module holds `func.func` kernels whose bodies are `cf`, `arith`, `math`, `memref` and the device
    operations of `dc` (the target's own pass has mapped `dc.threads`, `convert-scf-to-cf` has run). An array becomes a bare
    pointer; a private array an `llvm.alloca` in the entry block, a `dc.shared` a global of address space `shared-space`,
    a `memref.global` a constant of address space `table-space` or, with `dc.uniform`, `uniform-space`. Nothing carries nsw, nuw or inbounds that the
    input did not: addresses are computed with wrapping arithmetic, as the kernels say.

    ```mlir
    func.func @k(%x: memref<?xf32>, %i: index) {
      %v = memref.load %x[%i] : memref<?xf32>
      return
    }
    // becomes
    llvm.func @k(%x: !llvm.ptr, %i: i64) {
      %p = llvm.getelementptr %x[%i] : (!llvm.ptr, i64) -> !llvm.ptr, f32
      %v = llvm.load %p {alignment = 4 : i64} : !llvm.ptr -> f32
      llvm.return
    }
    ```
  }];
  let options = [
    Option<"atomicScope", "atomic-scope", "std::string", "\"\"", "synchronisation scope of atomics in LLVM's spelling">,
    Option<"sharedSpace", "shared-space", "unsigned", "3", "address space of the memory that a block shares">,
    Option<"tableSpace", "table-space", "unsigned", "0", "address space of tables of constants">,
    Option<"uniformSpace", "uniform-space", "unsigned", "0", "address space of those that all threads read at the same index at a time">
  ];
  let statistics = [Statistic<"numKernels", "kernels", "Kernels lowered">];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
}

def ConstantTablesPass : Pass<"common-constant-tables", "::mlir::ModuleOp"> {
  let summary = "Let all threads read one copy of a table of constants";
  let description = [{
    A constexpr table that is read at an index known at run time arrives as a private array of each thread, filled at the kernel's start. Where every
    element is stored once, a constant, before the first load, and nothing else happens to the array, it becomes a constant global of the
    gpu.module, named by its contents, with `dc.uniform` where all threads of a block read it at the same index at a time, which a GPU's constant memory is for,
    for 32 KiB of such tables in all. A device's caches then hold it once; a thread's copy costs as many stores as it has elements, and on a
    GPU memory of its own.

    ```mlir
    %t = memref.alloca() : memref<4xi8>
    memref.store %c1_i8, %t[%c0] : memref<4xi8>
    memref.store %c3_i8, %t[%c1] : memref<4xi8>
    memref.store %c5_i8, %t[%c2] : memref<4xi8>
    memref.store %c7_i8, %t[%c3] : memref<4xi8>
    %v = memref.load %t[%i] : memref<4xi8>
    // becomes
    memref.global "private" constant @table$HASH : memref<4xi8> = dense<[1, 3, 5, 7]>
    %t = memref.get_global @table$HASH : memref<4xi8>
    %v = memref.load %t[%i] : memref<4xi8>
    ```
  }];
  let statistics = [Statistic<"numTables", "tables", "Private arrays that became constants">];
  let dependentDialects = ["::mlir::memref::MemRefDialect"];
}

def SplitByAliasingPass : Pass<"common-split-by-aliasing", "::mlir::ModuleOp"> {
  let summary = "Give kernels a form that takes its arrays for disjoint";
  let description = [{
    Precondition: verify-device-ir. The launcher refuses arguments that overlap where one is written, except identical ranges that every thread
    uses at its own element alone. A kernel with two or more arrays marked `dc.own_element`, one of them written, is therefore split in two: `NAME`, marked
    `dc.disjoint`, for launches without that exception, and before it `NAME$shared`, unchanged. The arrays of `NAME` become `llvm.noalias`, except those
    with atomic accesses, and `llvm.readonly` where they carry `dc.read_only`. The last parameter, the fault record, gets nothing. With `threads-meet` the
    threads of a block run at once: then arrays that a kernel with barriers writes are no thread's own, and not `llvm.noalias`.

    Other kernels have one form: those where nothing can alias, and those where it makes no difference. Where every written array is a thread's own, a
    kernel is marked `dc.threads_apart`; if besides each thread loads before it stores, the arrays marked `dc.own_element` stay without
    `llvm.noalias`, and the one form serves all launches.

    ```mlir
    // stores to y[i], then loads from x[i]
    gpu.func @k(%x: memref<?xf32> {dc.own_element, dc.read_only}, %y: memref<?xf32> {dc.own_element}, %r: memref<8xi64>)
      kernel attributes {dc.kernel = "k"}
    // becomes
    gpu.func @k$shared(%x: memref<?xf32> {dc.own_element, dc.read_only}, %y: memref<?xf32> {dc.own_element}, %r: memref<8xi64>)
      kernel attributes {dc.kernel = "k"}
    gpu.func @k(%x: memref<?xf32> {dc.own_element, dc.read_only, llvm.noalias, llvm.readonly},
                %y: memref<?xf32> {dc.own_element, llvm.noalias}, %r: memref<8xi64>)
      kernel attributes {dc.disjoint, dc.kernel = "k", dc.threads_apart}
    ```
  }];
  let options = [
    Option<"threadsMeet", "threads-meet", "bool", "false", "barriers are still there when LLVM optimises">
  ];
  let statistics = [Statistic<"numSplit", "split", "Kernels with two forms">];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
}

def RepairLocationsPass : Pass<"common-repair-locations"> {
  let summary = "Make every location one that line tables can be built from";
  let description = [{
    Upstream's `ensure-debug-info-scope-on-llvm-func` follows plain `file:line:column` locations and call sites of them; it
    dereferences null on `callsite(unknown at ...)`, which folding and inlining produce together. This pass
    reduces locations to those two forms: a call site without a callee becomes the place of the call, a range its start,
    fused and named locations the first place found in them.

    ```mlir
    llvm.return loc(callsite(unknown at "k.dc.cpp":7:3))
    // becomes
    llvm.return loc("k.dc.cpp":7:3)
    ```
  }];
  let statistics = [Statistic<"numRepaired", "repaired", "Locations replaced">];
}

def ExpandSmallFloatsPass : Pass<"common-expand-small-floats", "::mlir::ModuleOp"> {
  let summary = "Compute f16 and bf16 in f32, and convert them with integer instructions where the target has none";
  let description = [{
    x86-64-v2 to v4 have no arithmetic on 16-bit floats, sm_75 none on bf16, and LLVM's conversions would be library calls. Each
    operation on f16 or bf16 extends its operands to f32, which is exact, computes there and rounds once to nearest, ties to even. bf16
    and f16, where `hardware-f16` is off, convert by integer arithmetic; with `hardware-bf16` the target rounds f32 to bf16 (extending is a
    shift anyhow). A NaN stays a NaN and becomes quiet. f64 and wide integers convert to 16 bits with one rounding.

    ```mlir
    %c = arith.addf %a, %b : bf16
    // becomes
    %x = EXTEND %a : bf16 to f32
    %y = EXTEND %b : bf16 to f32
    %s = arith.addf %x, %y : f32
    %c = ROUND %s : f32 to bf16
    ```

    With `as-integers`, what is left of types that the target does not convert is their bits: values, arrays and constants of such a type
    become ones of i16. LLVM for x86 keeps a bf16 that crosses basic blocks in a float, and rounds it by a library call.
  }];
  let options = [
    Option<"hardwareF16", "hardware-f16", "bool", "true", "the target converts between f16 and f32">,
    Option<"hardwareBF16", "hardware-bf16", "bool", "false", "the target rounds f32 to bf16">,
    Option<"asIntegers", "as-integers", "bool", "false", "types that the target does not convert become i16">
  ];
  let statistics = [Statistic<"numExpanded", "expanded", "Operations expanded">];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::math::MathDialect"];
}

#endif
