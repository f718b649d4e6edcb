// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arrays of structs.
#ifndef DOTCOMPUTE_DIALECTS_DC_RECORDOPS_TD
#define DOTCOMPUTE_DIALECTS_DC_RECORDOPS_TD

include "dialects/DC/DCTypes.td"
include "mlir/Interfaces/SideEffectInterfaces.td"
include "mlir/Interfaces/ViewLikeInterface.td"

def DC_FieldOp : DC_Op<"field", [Pure, DeclareOpInterfaceMethods<ViewLikeOpInterface, ["getViewSource"]>]> {
  let summary = "one field of every struct of an array";
  let description = [{
    The result has the array's dimensions, and behind them the static ones of a field that is an array itself. Its layout says
    where the field lies: of `struct { float x; int n[2]; }`, `n` has an offset of one and a stride of three elements.

    The source's elements are records, and the result begins with as many dynamic dimensions as the source has, followed by static ones (C1).
    Its strides are those of the source times the elements in a record (C2), and every element of the field lies inside its record (C3).
    In device IR the source is the array's bytes, `memref<?xi8>`, and the result `memref<?xT>` at the same address (C4).

    Example:

    ```mlir
    func.func @f(%p: memref<?x!dc.record<12, 4>>, %i: index, %k: index) -> i32 {
      %n = dc.field %p : memref<?x!dc.record<12, 4>> to memref<?x2xi32, strided<[3, 1], offset: 1>>
      %v = memref.load %n[%i, %k] : memref<?x2xi32, strided<[3, 1], offset: 1>>
      return %v : i32
    }
    ```
  }];
  let arguments = (ins AnyMemRef:$source);
  let results = (outs AnyMemRef:$result);
  let assemblyFormat = "$source attr-dict `:` type($source) `to` type($result)";
  let hasVerifier = 1;
}

#endif
