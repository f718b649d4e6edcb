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

def DC_AtomicKind : I32EnumAttr<"AtomicKind", "what an atomic operation makes of the old value and its operand", [
    I32EnumAttrCase<"Add", 0, "add">,                // integers wrap
    I32EnumAttrCase<"And", 1, "and">,
    I32EnumAttrCase<"Or", 2, "or">,
    I32EnumAttrCase<"Xor", 3, "xor">,
    I32EnumAttrCase<"Exchange", 4, "exchange">,      // the operand
    I32EnumAttrCase<"MinS", 5, "min_s">,             // of signed integers
    I32EnumAttrCase<"MinU", 6, "min_u">,             // of unsigned integers
    I32EnumAttrCase<"MaxS", 7, "max_s">,
    I32EnumAttrCase<"MaxU", 8, "max_u">,
    I32EnumAttrCase<"MinF", 9, "min_f">,             // of floats, as arith.minimumf: NaN wins, -0 is less than +0
    I32EnumAttrCase<"MaxF", 10, "max_f">             // as arith.maximumf
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
