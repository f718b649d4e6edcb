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
#include "mlir/Interfaces/ViewLikeInterface.h"

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

/// What threads print. No kernel argument reaches it either.
struct PrintResource : SideEffects::Resource::Base<PrintResource> {
  StringRef getName() final { return "Print"; }
};

/// Who takes part in an exchange between the threads of a subgroup.
struct SubgroupResource : SideEffects::Resource::Base<SubgroupResource> {
  StringRef getName() final { return "Subgroup"; }
};

} // namespace mlir::dc

#define GET_TYPEDEF_CLASSES
#include "dialects/DC/DCTypes.h.inc"

#define GET_OP_CLASSES
#include "dialects/DC/DCOps.h.inc"

namespace mlir::dc {

/// The threads that a block may have: what every target can run.
inline constexpr int64_t kMaxBlockThreads = 1024;
/// The lanes that a subgroup may have, by target; powers of two.
inline constexpr int64_t kMinSubgroupSize = 4;
inline constexpr int64_t kMaxSubgroupSize = 64;
/// The bytes that an array which a block shares may have. Targets have less; sums of these are
/// counted without overflow.
inline constexpr int64_t kMaxSharedBytes = (int64_t(1) << 31) - 1;

/// Bytes that a struct in an array may have; the artifact and the runtime count them in 16 bits.
inline constexpr uint64_t kMaxRecordBytes = 65535;

/// One scalar of the structs in an array, or several that follow each other: an entry of dc.fields.
struct RecordField {
  StringRef name;     ///< from the struct on: "pos.x"
  StringRef type;     ///< as in dc.type
  int64_t offset = 0; ///< bytes from the struct's first
  int64_t count = 1;

  DictionaryAttr toAttribute(MLIRContext *context) const;
  /// None where `attribute` is no field.
  static std::optional<RecordField> get(Attribute attribute);
};
/// The fields of argument `index`, from its attribute dc.fields.
SmallVector<RecordField> getRecordFields(KernelOp kernel, unsigned index);

/// The array whose elements or fields `memory` names: through dc.field.
Value getWholeArray(Value memory);

/// How many `{}` a format of dc.print has. Nothing where a brace is none of `{}`, `{{` and `}}`;
/// then `wrong` is the text from there on.
std::optional<unsigned> countPlaceholders(StringRef format, StringRef &wrong);

/// Whether an array's type says that the threads of a block share it.
bool isShared(MemRefType type);
/// Threads of a subgroup exchange values by it.
bool isExchange(Operation *op);
/// All threads of a block come by it or none does: a barrier or an exchange.
bool isBlockWide(Operation *op);
/// `op` is or holds such an operation.
bool hasBlockWide(Operation *op);
/// Where such arrays lie.
Attribute getSharedSpace(MLIRContext *context);

} // namespace mlir::dc

#endif // DOTCOMPUTE_DIALECTS_DC_DC_H
