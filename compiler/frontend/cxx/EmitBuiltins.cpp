// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions of namespace dc that the compiler knows.
#include "compiler/frontend/cxx/KernelEmitter.h"

#include "llvm/ADT/StringSwitch.h"

using mlir::Value;

namespace dc::compiler {

namespace {
enum class Builtin {
  Unknown,
  Id,
  LinearThreadId,
  DomainSize,
  Barrier,
  Assert,
  LoopBound,
  Print,
  Min,
  Max,
  Abs,
};
} // namespace

static Builtin findBuiltin(llvm::StringRef name) {
  return llvm::StringSwitch<Builtin>(name)
      .Cases({"global_id", "thread_id", "block_id", "block_dim", "grid_dim"}, Builtin::Id)
      .Case("linear_thread_id", Builtin::LinearThreadId)
      .Case("barrier", Builtin::Barrier)
      .Case("domain", Builtin::DomainSize)
      .Case("check", Builtin::Assert)
      .Case("loop_bound", Builtin::LoopBound)
      .Case("print", Builtin::Print)
      .Case("min", Builtin::Min)
      .Case("max", Builtin::Max)
      .Case("abs", Builtin::Abs)
      .Default(Builtin::Unknown);
}

Place KernelEmitter::builtin(const clang::CallExpr *call, const clang::FunctionDecl *callee) {
  if (Place result = smallFloatCall(call, callee)) {
    return result;
  }
  llvm::StringRef name = callee->getIdentifier() ? callee->getName() : "";
  if (name.starts_with("atomic_")) {
    return atomic(call, name);
  }
  if (Place result = subgroup(call, name)) {
    return result;
  }
  if (Place result = maths(call, name)) {
    return result;
  }
  mlir::Location loc = locate(call->getBeginLoc());
  ScalarType type = typeOf(call);
  switch (findBuiltin(name)) {
  case Builtin::Id:
    return id(call, callee);
  case Builtin::LinearThreadId:
    return linearThreadId(call);
  case Builtin::Barrier:
    if (!needsBlock(call, name)) {
      build.barrier(loc);
    }
    return {};
  case Builtin::DomainSize:
    return Place::ofValue(build.domainSize(loc, domainDimension(call->getArg(0))), type);
  case Builtin::Assert:
    build.assertion(loc, scalar(call->getArg(0)), getText(call->getArg(1)));
    return {};
  case Builtin::LoopBound:
    loopBound(call);
    return {};
  case Builtin::Print:
    print(call);
    return {};
  case Builtin::Min:
  case Builtin::Max: {
    Value lhs = scalar(call->getArg(0));
    Value rhs = scalar(call->getArg(1));
    return Place::ofValue(build.minMax(loc, name == "max", lhs, rhs, type), type);
  }
  case Builtin::Abs: {
    Value value = scalar(call->getArg(0));
    if (type.isFloat()) {
      return Place::ofValue(build.operation(loc, "math.absf", value), type);
    }
    if (!type.isSigned()) {
      return Place::ofValue(value, type);
    }
    Value negative = build.compare(loc, Compare::Lt, value, build.zero(loc, type), type);
    return Place::ofValue(build.select(loc, negative, build.negate(loc, value, type), value), type);
  }
  case Builtin::Unknown:
    break;
  }
  return unsupportedPlace(call);
}

} // namespace dc::compiler
