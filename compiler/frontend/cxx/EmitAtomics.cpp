// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// dc::atomic_add and its kin, on elements that other threads can see.
#include "compiler/frontend/cxx/KernelEmitter.h"

#include "llvm/ADT/StringSwitch.h"

using mlir::Value;

namespace dc::compiler {

/// What is wrong with elements of `type` for the operation: message and help. Empty if nothing is.
static std::pair<std::string, std::string> findTypeProblem(clang::QualType type, std::optional<ScalarType> scalar,
                                                           bool needsInteger, bool takesSmallFloat) {
  if (takesSmallFloat && scalar && scalar->isFloat()) {
    return {};
  }
  bool isNumber = scalar && !scalar->isBool() && type->isBuiltinType();
  bool isWide = isNumber && (scalar->bits == 32 || scalar->bits == 64);
  if (isWide && !(needsInteger && scalar->isFloat())) {
    return {};
  }
  std::string expected = needsInteger ? "32 and 64 bit integers"
                         : takesSmallFloat ? "32 and 64 bit integers, dc::f16, dc::bf16, float and double"
                                           : "32 and 64 bit integers, float and double";
  if (isWide) {
    return {expected, "use dc::atomic_compare_exchange in a loop for other changes of a float"};
  }
  if (isNumber && scalar->isFloat()) {
    return {expected, "make the elements float"};
  }
  bool isUnsigned = scalar && !scalar->isSigned();
  return {expected, isUnsigned ? "make the elements unsigned (32 bits)" : "make the elements int (32 bits)"};
}

/// The element is found first, then the values are computed, as they are written.
Place KernelEmitter::atomic(const clang::CallExpr *call, llvm::StringRef name) {
  mlir::Location loc = locate(call->getBeginLoc());
  const clang::Expr *element = call->getArg(0)->IgnoreParenNoopCasts(ast);
  clang::QualType elementType = element->getType();
  std::optional<ScalarType> scalar = scalarType(elementType);
  std::optional<Atomic> op = llvm::StringSwitch<std::optional<Atomic>>(name)
                                 .Case("atomic_add", Atomic::Add)
                                 .Case("atomic_sub", Atomic::Sub)
                                 .Case("atomic_min", Atomic::Min)
                                 .Case("atomic_max", Atomic::Max)
                                 .Case("atomic_and", Atomic::And)
                                 .Case("atomic_or", Atomic::Or)
                                 .Case("atomic_xor", Atomic::Xor)
                                 .Case("atomic_exchange", Atomic::Exchange)
                                 .Default(std::nullopt);
  bool needsInteger = op == Atomic::And || op == Atomic::Or || op == Atomic::Xor;
  bool isSum = op == Atomic::Add || op == Atomic::Sub;
  auto [expected, help] = findTypeProblem(elementType.getCanonicalType(), scalar, needsInteger, isSum);
  if (!expected.empty()) {
    reporter.report(Diag::AtomicType, element->getSourceRange(),
                    {name.str(), expected, quoted(elementType.getUnqualifiedType()), help});
    return {};
  }
  bool isLoad = name == "atomic_load";
  Place where = place(element);
  bool isShared = where.kind == Place::Kind::Memory && !where.indices.empty() && !KernelBuilder::isLocal(where.value);
  if (!isShared || (elementType.isConstQualified() && !isLoad)) {
    reporter.report(Diag::AtomicElement, element->getSourceRange(),
                    {name.str(), sourceText(element), isShared ? "is const" : "only this thread can see"});
    return {};
  }
  std::string text = sourceText(element);
  if (isLoad) {
    return Place::ofValue(build.atomicLoad(loc, where.value, where.indices, text), *scalar);
  }
  Value value = this->scalar(call->getArg(1));
  if (name == "atomic_store") {
    build.atomicStore(loc, value, where.value, where.indices, text);
    return {};
  }
  if (name == "atomic_compare_exchange") {
    Value desired = this->scalar(call->getArg(2));
    Value old = build.atomicCompareExchange(loc, where.value, where.indices, value, desired, text);
    return Place::ofValue(old, *scalar);
  }
  if (!op) {
    return unsupportedPlace(call);
  }
  return Place::ofValue(build.atomic(loc, *op, where.value, where.indices, value, *scalar, text), *scalar);
}

} // namespace dc::compiler
