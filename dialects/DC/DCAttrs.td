// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Enumerations that DC operations carry.
#ifndef DOTCOMPUTE_DIALECTS_DC_ATTRS_TD
#define DOTCOMPUTE_DIALECTS_DC_ATTRS_TD

include "dialects/DC/DCDialect.td"
include "mlir/IR/EnumAttr.td"

def DC_FaultKind : I32EnumAttr<"FaultKind", "what went wrong at a fault site", [
    I32EnumAttrCase<"Bounds", 0, "bounds">,          // an index outside its array
    I32EnumAttrCase<"Division", 1, "division">,      // an integer division by zero
    I32EnumAttrCase<"Assertion", 2, "assertion">,    // DC_ASSERT
    I32EnumAttrCase<"LoopBound", 3, "loop_bound">    // DC_BOUND exhausted
  ]> {
  let cppNamespace = "::mlir::dc";
}

def DC_ContractOrigin : I32EnumAttr<"ContractOrigin", "who stated a contract", [
    I32EnumAttrCase<"Written", 0, "written">,        // DC_REQUIRES in the source
    I32EnumAttrCase<"Inferred", 1, "inferred">       // found by validation
  ]> {
  let cppNamespace = "::mlir::dc";
}

#endif
