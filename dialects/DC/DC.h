// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The DC dialect and its operations.
#ifndef DOTCOMPUTE_DIALECTS_DC_DC_H
#define DOTCOMPUTE_DIALECTS_DC_DC_H

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/CallInterfaces.h"
#include "mlir/Interfaces/ControlFlowInterfaces.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "dialects/DC/DCDialect.h.inc"
#include "dialects/DC/DCEnums.h.inc"

namespace mlir::dc {

/// The fault record. No kernel argument reaches it, so faults are ordered among themselves only.
struct FaultResource : SideEffects::Resource::Base<FaultResource> {
  StringRef getName() final { return "Fault"; }
};

/// What the launcher reads of a kernel: writing to it keeps launch rules alive.
struct LaunchResource : SideEffects::Resource::Base<LaunchResource> {
  StringRef getName() final { return "Launch"; }
};

} // namespace mlir::dc

#define GET_OP_CLASSES
#include "dialects/DC/DCOps.h.inc"

namespace mlir::dc {

/// The threads that a block may have: what every target can run.
inline constexpr int64_t kMaxBlockThreads = 1024;
/// The bytes that an array which a block shares may have. Targets have less; sums of these are
/// counted without overflow.
inline constexpr int64_t kMaxSharedBytes = (int64_t(1) << 31) - 1;

/// Whether an array's type says that the threads of a block share it.
bool isShared(MemRefType type);
/// Where such arrays lie.
Attribute getSharedSpace(MLIRContext *context);

} // namespace mlir::dc

#endif // DOTCOMPUTE_DIALECTS_DC_DC_H
