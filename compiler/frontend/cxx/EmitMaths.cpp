// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The functions of dotcompute/kernel/maths.h.
#include "compiler/frontend/cxx/KernelEmitter.h"

#include "llvm/ADT/StringSwitch.h"

using mlir::Value;

namespace dc::compiler {

/// The operation that stands for a function on floats; empty for any other name.
static llvm::StringRef findOperation(llvm::StringRef name) {
  return llvm::StringSwitch<llvm::StringRef>(name)
      .Case("acos", "math.acos")
      .Case("acosh", "math.acosh")
      .Case("asin", "math.asin")
      .Case("asinh", "math.asinh")
      .Case("atan", "math.atan")
      .Case("atan2", "math.atan2")
      .Case("atanh", "math.atanh")
      .Case("cbrt", "math.cbrt")
      .Case("ceil", "math.ceil")
      .Case("copysign", "math.copysign")
      .Case("cos", "math.cos")
      .Case("cosh", "math.cosh")
      .Case("erf", "math.erf")
      .Case("erfc", "math.erfc")
      .Case("exp", "math.exp")
      .Case("exp2", "math.exp2")
      .Case("expm1", "math.expm1")
      .Case("fabs", "math.absf")
      .Case("floor", "math.floor")
      .Case("fma", "math.fma")
      .Case("fmax", "arith.maxnumf")
      .Case("fmin", "arith.minnumf")
      .Case("fmod", "arith.remf")
      .Case("hypot", "dc.hypot")
      .Case("log", "math.log")
      .Case("log10", "math.log10")
      .Case("log1p", "math.log1p")
      .Case("log2", "math.log2")
      .Case("pow", "math.powf")
      .Case("rint", "math.roundeven")
      .Case("round", "math.round")
      .Case("rsqrt", "math.rsqrt")
      .Case("sin", "math.sin")
      .Case("sinh", "math.sinh")
      .Case("sqrt", "math.sqrt")
      .Case("tan", "math.tan")
      .Case("tanh", "math.tanh")
      .Case("trunc", "math.trunc")
      .Default("");
}

/// A call of a function of the maths library; nothing where `name` is none.
Place KernelEmitter::maths(const clang::CallExpr *call, llvm::StringRef name) {
  mlir::Location loc = locate(call->getBeginLoc());
  if (name == "popcount" || name == "clz") {
    Value count =
        build.operation(loc, name == "clz" ? "math.ctlz" : "math.ctpop", scalar(call->getArg(0)));
    ScalarType counted = typeOf(call->getArg(0));
    counted.kind = ScalarType::Kind::Unsigned;
    return Place::ofValue(build.convert(loc, count, counted, typeOf(call)), typeOf(call));
  }
  llvm::StringRef operation = findOperation(name);
  if (operation.empty()) {
    return {};
  }
  llvm::SmallVector<Value, 3> operands;
  for (const clang::Expr *argument : call->arguments()) {
    operands.push_back(scalar(argument));
  }
  return Place::ofValue(build.operation(loc, operation, operands), typeOf(call));
}

} // namespace dc::compiler
