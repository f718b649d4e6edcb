// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The layout of a fault record: 64 bytes that a kernel writes when a check fails, and the host
// reads after the launch.
#ifndef DOTCOMPUTE_PASSES_LOWERING_FAULTRECORD_H
#define DOTCOMPUTE_PASSES_LOWERING_FAULTRECORD_H

#include "mlir/Dialect/GPU/IR/GPUDialect.h"

namespace mlir::dc::fault_record {

/// Word numbers. The thread that sets Site by compare and exchange writes the words up to HasIndex;
/// the host writes the last two.
enum Word : int64_t {
  Site = 0,   ///< 0: no fault; else the site's id + 1
  Thread = 1, ///< linear id in the domain; of kernels with DC_BLOCK, in the block
  Block = 2,  ///< linear block id; 0 in kernels without DC_BLOCK
  Index = 3,
  Extent = 4,
  HasIndex = 5, ///< 1 when Index and Extent are valid
  Serial = 6,   ///< of the launch
  PrintArea = 7 ///< written by the host: the address of the launch's print area, or 0
};

inline constexpr int64_t numWords = 8;

inline MemRefType getType(MLIRContext *context) {
  return MemRefType::get({numWords}, IntegerType::get(context, 64));
}

/// The kernel's last argument; null when that is not a fault record.
inline Value find(gpu::GPUFuncOp kernel) {
  if (kernel.getNumArguments() == 0) {
    return Value();
  }
  Value last = kernel.getArgument(kernel.getNumArguments() - 1);
  return last.getType() == getType(kernel.getContext()) ? last : Value();
}

} // namespace mlir::dc::fault_record

#endif // DOTCOMPUTE_PASSES_LOWERING_FAULTRECORD_H
