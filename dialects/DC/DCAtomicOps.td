// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The DC operations on elements that several threads touch at once. Included by DCOps.td, which generates the code.
#ifndef DOTCOMPUTE_DIALECTS_DC_ATOMIC_OPS_TD
#define DOTCOMPUTE_DIALECTS_DC_ATOMIC_OPS_TD

include "dialects/DC/DCAttrs.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

class DC_ElementTypeOf<string value> : TypesMatchWith<value # " has the element type", "memref", value,
    "::llvm::cast<::mlir::MemRefType>($_self).getElementType()">;

def DC_AtomicCASOp : DC_Op<"atomic_cas", [DC_ElementTypeOf<"expected">, DC_ElementTypeOf<"desired">, DC_ElementTypeOf<"result">]> {
  let summary = "compare and exchange, relaxed, device scope; returns the old value";
  let description = [{
    Elements of i32, i64, f16, bf16, f32 or f64 (C1), and one index for each dimension of the array (C2). Floats are compared by
    their bits: NaN equals the same NaN, and -0 does not equal +0.

    Example:

    ```mlir
    func.func @f(%m: memref<8xi64>, %i: index, %a: i64, %b: i64) -> i64 {
      %old = dc.atomic_cas %m[%i], %a, %b : memref<8xi64>
      return %old : i64
    }
    ```
  }];
  let arguments = (ins Arg<AnyMemRef, "the array", [MemRead, MemWrite]>:$memref, Variadic<Index>:$indices, AnyType:$expected, AnyType:$desired);
  let results = (outs AnyType:$result);
  let assemblyFormat = "$memref `[` $indices `]` `,` $expected `,` $desired attr-dict `:` type($memref)";
  let hasVerifier = 1;
  let builders = [OpBuilder<(ins "::mlir::Value":$memref, "::mlir::ValueRange":$indices, "::mlir::Value":$expected,
                                 "::mlir::Value":$desired),
      "build($_builder, $_state, expected.getType(), memref, indices, expected, desired);">];
}

def DC_AtomicOp : DC_Op<"atomic", [DC_ElementTypeOf<"value">, DC_ElementTypeOf<"result">]> {
  let summary = "changes an element in one step, relaxed, device scope; returns the old value";
  let description = [{
    Elements of i32 or i64, of f32 or f64 for `add`, `exchange`, `min_f` and `max_f`, and of f16 or bf16 for `add` (C1);
    `min_f` and `max_f` take floats only (C2). There is one index for each dimension of the array (C3).

    Example:

    ```mlir
    func.func @f(%m: memref<?xi32>, %x: memref<8xf32>, %i: index, %a: i32, %b: f32) -> i32 {
      %old = dc.atomic add %m[%i], %a : memref<?xi32>
      %was = dc.atomic max_f %x[%i], %b : memref<8xf32>
      return %old : i32
    }
    ```
  }];
  let arguments = (ins DC_AtomicKind:$kind, Arg<AnyMemRef, "the array", [MemRead, MemWrite]>:$memref,
      Variadic<Index>:$indices, AnyType:$value);
  let results = (outs AnyType:$result);
  let assemblyFormat = "$kind $memref `[` $indices `]` `,` $value attr-dict `:` type($memref)";
  let hasVerifier = 1;
  let builders = [OpBuilder<(ins "::mlir::dc::AtomicKind":$kind, "::mlir::Value":$memref, "::mlir::ValueRange":$indices,
                                 "::mlir::Value":$value),
      "build($_builder, $_state, value.getType(), kind, memref, indices, value);">];
}

def DC_AtomicLoadOp : DC_Op<"atomic_load", [DC_ElementTypeOf<"result">]> {
  let summary = "reads an element that other threads may be writing, relaxed, device scope";
  let description = [{
    Elements of i32, i64, f16, bf16, f32 or f64 (C1), and one index for each dimension of the array (C2). Each one is carried out: it is
    declared to write as well, so that no pass merges two or moves one out of a loop that waits.

    Example:

    ```mlir
    func.func @f(%m: memref<?xi32>, %i: index) -> i32 {
      %v = dc.atomic_load %m[%i] : memref<?xi32>
      return %v : i32
    }
    ```
  }];
  let arguments = (ins Arg<AnyMemRef, "the array", [MemRead, MemWrite]>:$memref, Variadic<Index>:$indices);
  let results = (outs AnyType:$result);
  let assemblyFormat = "$memref `[` $indices `]` attr-dict `:` type($memref)";
  let hasVerifier = 1;
  let builders = [OpBuilder<(ins "::mlir::Value":$memref, "::mlir::ValueRange":$indices), [{
      build($_builder, $_state, ::llvm::cast<::mlir::MemRefType>(memref.getType()).getElementType(), memref, indices);
    }]>];
}

def DC_AtomicStoreOp : DC_Op<"atomic_store", [DC_ElementTypeOf<"value">]> {
  let summary = "writes an element that other threads may be reading, relaxed, device scope";
  let description = [{
    Elements of i32, i64, f32 or f64 (C1), and one index for each dimension of the array (C2).

    Example:

    ```mlir
    func.func @f(%m: memref<?xi32>, %i: index, %v: i32) {
      dc.atomic_store %v, %m[%i] : memref<?xi32>
      return
    }
    ```
  }];
  let arguments = (ins AnyType:$value, Arg<AnyMemRef, "the array", [MemRead, MemWrite]>:$memref, Variadic<Index>:$indices);
  let assemblyFormat = "$value `,` $memref `[` $indices `]` attr-dict `:` type($memref)";
  let hasVerifier = 1;
}

#endif
