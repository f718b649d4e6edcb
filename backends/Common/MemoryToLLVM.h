// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arrays as bare pointers: the memory half of common-lower-device-to-llvm.
#ifndef DOTCOMPUTE_BACKENDS_COMMON_MEMORYTOLLVM_H
#define DOTCOMPUTE_BACKENDS_COMMON_MEMORYTOLLVM_H

#include "mlir/Support/LLVM.h"

#include "llvm/ADT/StringRef.h"

namespace mlir {
class LLVMTypeConverter;
class ModuleOp;
class RewritePatternSet;
} // namespace mlir

namespace mlir::dc {

/// Arrays of rank 1, and arrays of static shape, become one pointer; any other memref has no
/// conversion. Arrays that a block shares lie in address space `sharedSpace`.
void addArrayConversion(LLVMTypeConverter &types, unsigned sharedSpace);

/// Name of the discardable attribute of a load or store with the `llvm.access_group`s it belongs
/// to, for LLVM's own of that name.
inline constexpr StringLiteral kAccessGroupsAttr = "dc.access_groups";

/// Gives every dc.shared a name that is unique in the module and that every assembler takes.
void nameSharedArrays(ModuleOp module);

/// Name of the discardable attribute of a memref.global that all threads read at the same index at
/// a time.
inline constexpr StringLiteral kUniformTableAttr = "dc.uniform";

/// The address spaces of tables of constants.
struct TableSpaces {
  unsigned any = 0;
  unsigned uniform = 0; ///< of those with dc.uniform
};

/// Loads, stores, private and shared arrays, tables of constants, parts of memory by their byte
/// offset, and atomics on such pointers. Accesses claim the element's natural alignment, which the
/// launcher checks, or what a backend has written on them, and nothing else. `atomicScope` is LLVM's
/// name of the scope of dc.atomic_cas ("" for all threads of the process).
void populateMemoryToLLVMPatterns(LLVMTypeConverter &types, RewritePatternSet &patterns,
                                  StringRef atomicScope, TableSpaces tables);

} // namespace mlir::dc

#endif // DOTCOMPUTE_BACKENDS_COMMON_MEMORYTOLLVM_H
