// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Program order is the order of a pre-order walk.
#include "passes/Security/FaultSites.h"

namespace mlir::dc {

void numberFaultSites(KernelOp kernel) {
  int32_t next = 0;
  kernel.walk<WalkOrder::PreOrder>([&](FaultOp fault) { fault.setSite(next++); });
}

void numberPrintSites(KernelOp kernel) {
  int32_t next = 0;
  kernel.walk<WalkOrder::PreOrder>([&](PrintOp print) { print.setSite(next++); });
}

} // namespace mlir::dc
