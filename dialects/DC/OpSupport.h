// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Checks and text that operations of several files share.
#ifndef DOTCOMPUTE_DIALECTS_DC_OPSUPPORT_H
#define DOTCOMPUTE_DIALECTS_DC_OPSUPPORT_H

#include "dialects/DC/DC.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/OpImplementation.h"

namespace mlir::dc {

/// Inside a dc.kernel, `dim` is below the kernel's rank.
LogicalResult verifyDimension(Operation *op, uint64_t dim);

/// The type that an element called `name` in the source has; null for a name we do not know. A bool
/// is one byte in memory and one bit as a value.
Type elementTypeNamed(StringRef name, bool inMemory, MLIRContext *context);

/// What a kernel says of an argument whose elements are structs.
LogicalResult verifyRecordArgument(KernelOp kernel, unsigned index);
/// Inside a dc.kernel, that one has block sizes.
LogicalResult verifyInBlockKernel(Operation *op);

/// `sizes`, all positive, have a product above kMaxBlockThreads.
bool isBlockTooLarge(ArrayRef<int64_t> sizes);

/// The body of an operation that runs threads, with an i64 argument for each of `ids`.
template <typename Op>
ParseResult parseThreadBody(OpAsmParser &parser, OperationState &result,
                            MutableArrayRef<OpAsmParser::Argument> ids) {
  for (OpAsmParser::Argument &id : ids) {
    id.type = parser.getBuilder().getI64Type();
  }
  Region *body = result.addRegion();
  if (parser.parseRegion(*body, ids)) {
    return failure();
  }
  Op::ensureTerminator(*body, parser.getBuilder(), result.location);
  return success();
}

/// Adds that body, empty, to an operation that is being built.
template <typename Op>
void buildThreadBody(OpBuilder &builder, OperationState &state, size_t numIds) {
  OpBuilder::InsertionGuard guard(builder);
  Region *body = state.addRegion();
  SmallVector<Type> types(numIds, builder.getI64Type());
  SmallVector<Location> locs(numIds, state.location);
  builder.createBlock(body, {}, types, locs);
  Op::ensureTerminator(*body, builder, state.location);
}

/// `(%i, %j)`.
inline void printThreadIds(OpAsmPrinter &p, ArrayRef<BlockArgument> ids) {
  p << '(';
  llvm::interleaveComma(ids, p, [&](BlockArgument id) { p.printRegionArgument(id, {}, true); });
  p << ')';
}

} // namespace mlir::dc

#endif // DOTCOMPUTE_DIALECTS_DC_OPSUPPORT_H
