// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Printing from kernels. Included by DCOps.td, which generates the code.
#ifndef DOTCOMPUTE_DIALECTS_DC_PRINT_OPS_TD
#define DOTCOMPUTE_DIALECTS_DC_PRINT_OPS_TD

include "dialects/DC/DCAttrs.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

// What is printed lies in memory that no kernel argument reaches; the lines of a thread keep their order.
def DC_PrintResource : Resource<"::mlir::dc::PrintResource">;

def DC_PrintOp : DC_Op<"print", [MemoryEffects<[MemWrite<DC_PrintResource>]>]> {
  let summary = "dc::print: a line with the values in the places of `{}`";
  let description = [{
    Only under `dcc --debug-print`; otherwise the input phase drops it. `site` numbers the place within its kernel and names it in the
    manifest, with the format and the types: the kernel keeps the values alone, and the runtime writes the line.

    The format's braces are `{}`, `{{` or `}}` (C1). There is one value for each `{}` (C2) and for each value its type with
    signedness, as in `dc.type` (C3).

    Example:

    ```mlir
    func.func @f(%i: i64, %v: f32) {
      dc.print "here"
      dc.print "at {}: {}", %i, %v : i64, f32 as ["i64", "f32"]
      return
    }
    ```
  }];
  let arguments = (ins StrAttr:$format, Variadic<AnyType>:$values, OptionalAttr<StrArrayAttr>:$types,
      DefaultValuedAttr<I32Attr, "0">:$site);
  let assemblyFormat = "$format (`,` $values^ `:` type($values) `as` $types)? attr-dict";
  let hasVerifier = 1;
}

def DC_PrintAreaOp : DC_Op<"print_area", [Pure]> {
  let summary = "the memory where a launch keeps what its threads print";
  let description = [{
    In device IR. Word 7 of the fault record is the memory's address; where it is 0, nothing wants to be printed and the result is not
    to be touched. docs/kernel-abi.md says what its words are.

    Example:

    ```mlir
    func.func @f(%record: memref<8xi64>, %i: index) -> i64 {
      %area = dc.print_area %record : memref<8xi64> to memref<?xi64>
      %v = memref.load %area[%i] : memref<?xi64>
      return %v : i64
    }
    ```
  }];
  let arguments = (ins MemRefOf<[I64]>:$record);
  let results = (outs MemRefOf<[I64]>:$area);
  let assemblyFormat = "$record attr-dict `:` type($record) `to` type($area)";
}

#endif
