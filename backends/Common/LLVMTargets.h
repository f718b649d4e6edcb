// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which of LLVM's code generators this program contains.
#ifndef DOTCOMPUTE_BACKENDS_COMMON_LLVMTARGETS_H
#define DOTCOMPUTE_BACKENDS_COMMON_LLVMTARGETS_H

namespace mlir::dc {

/// Registers X86 and NVPTX; thread-safe, any number of times.
void initializeLLVMTargets();

} // namespace mlir::dc

#endif // DOTCOMPUTE_BACKENDS_COMMON_LLVMTARGETS_H
