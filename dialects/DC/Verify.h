// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Checks that operations of several files share.
#ifndef DOTCOMPUTE_DIALECTS_DC_VERIFY_H
#define DOTCOMPUTE_DIALECTS_DC_VERIFY_H

#include "mlir/IR/Operation.h"

namespace mlir::dc {

/// Inside a dc.kernel, `dim` is below the kernel's rank.
LogicalResult verifyDimension(Operation *op, uint64_t dim);

/// `sizes`, all positive, have a product above kMaxBlockThreads.
bool isBlockTooLarge(ArrayRef<int64_t> sizes);

} // namespace mlir::dc

#endif // DOTCOMPUTE_DIALECTS_DC_VERIFY_H
