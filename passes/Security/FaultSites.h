// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The numbering of a kernel's fault sites and of the places where it prints.
#ifndef DOTCOMPUTE_PASSES_SECURITY_FAULTSITES_H
#define DOTCOMPUTE_PASSES_SECURITY_FAULTSITES_H

#include "dialects/DC/DC.h"

namespace mlir::dc {

/// Numbers the kernel's dc.fault ops from 0 in program order.
void numberFaultSites(KernelOp kernel);

/// Numbers the kernel's dc.print ops, likewise.
void numberPrintSites(KernelOp kernel);

} // namespace mlir::dc

#endif // DOTCOMPUTE_PASSES_SECURITY_FAULTSITES_H
