// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions of the maths library that the math dialect lacks. Included by DCOps.td, which generates the code.
#ifndef DOTCOMPUTE_DIALECTS_DC_MATH_OPS_TD
#define DOTCOMPUTE_DIALECTS_DC_MATH_OPS_TD

include "dialects/DC/DCDialect.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def DC_HypotOp : DC_Op<"hypot", [Pure, Commutative, SameOperandsAndResultType]> {
  let summary = "the square root of a * a + b * b, without overflow on the way";
  let description = [{
    As C's hypot: an infinite operand gives infinity, whatever the other one is. lowering-expand-maths expands it.

    Example:

    ```mlir
    func.func @f(%a: f32, %b: f32) -> f32 {
      %r = dc.hypot %a, %b : f32
      return %r : f32
    }
    ```
  }];
  let arguments = (ins AnyFloat:$a, AnyFloat:$b);
  let results = (outs AnyFloat:$result);
  let assemblyFormat = "$a `,` $b attr-dict `:` type($result)";
}

#endif
