// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Names of LLVM that code in mlir::dc uses without their namespace, beyond those in
// mlir/Support/LLVM.h.
#ifndef DOTCOMPUTE_DIALECTS_SUPPORT_MLIR_H
#define DOTCOMPUTE_DIALECTS_SUPPORT_MLIR_H

#include "mlir/Support/LLVM.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/Twine.h"

namespace mlir::dc {

using llvm::all_of;
using llvm::any_of;
using llvm::enumerate;
using llvm::is_contained;
using llvm::zip_equal;

} // namespace mlir::dc

#endif // DOTCOMPUTE_DIALECTS_SUPPORT_MLIR_H
