// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Registers the DC dialect's operations and says what may be inlined.
#include "dialects/DC/DC.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/IR/DialectImplementation.h"
#include "mlir/Transforms/InliningUtils.h"

#include "llvm/ADT/TypeSwitch.h"

#include "dialects/DC/DCDialect.cpp.inc"
#include "dialects/DC/DCEnums.cpp.inc"

#define GET_TYPEDEF_CLASSES
#include "dialects/DC/DCTypes.cpp.inc"

namespace mlir::dc {
namespace {

/// Device functions are inlined into kernels. Everything in them may move there but launch rules,
/// which belong to the kernel they were written in.
struct DCInlinerInterface : DialectInlinerInterface {
  using DialectInlinerInterface::DialectInlinerInterface;

  bool isLegalToInline(Operation *op, Region *, bool, IRMapping &) const final {
    return !isa<KernelOp, DomainOp, GridOp, RequiresOp, EnsuresOp, TrustOp>(op);
  }
  bool isLegalToInline(Region *, Region *, bool, IRMapping &) const final { return true; }
};

} // namespace

void DCDialect::initialize() {
  addOperations<
#define GET_OP_LIST
#include "dialects/DC/DCOps.cpp.inc"
      >();
  addTypes<
#define GET_TYPEDEF_LIST
#include "dialects/DC/DCTypes.cpp.inc"
      >();
  addInterfaces<DCInlinerInterface>();
}

Operation *DCDialect::materializeConstant(OpBuilder &builder, Attribute value, Type type,
                                          Location loc) {
  return arith::ConstantOp::materialize(builder, value, type, loc);
}

} // namespace mlir::dc
