// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Source lines in the code, from the locations of operations.
#ifndef DOTCOMPUTE_BACKENDS_COMMON_LINETABLES_H
#define DOTCOMPUTE_BACKENDS_COMMON_LINETABLES_H

namespace mlir {
class OpPassManager;
}

namespace mlir::dc {

enum class LineTables {
  Sections,  ///< DWARF line tables
  Directives ///< .loc alone: full DWARF in PTX makes its assembler give up optimising
};

/// Appends the passes that give LLVM functions their lines, for a module in the LLVM dialect.
void addLineTables(OpPassManager &manager, LineTables kind);

} // namespace mlir::dc

#endif // DOTCOMPUTE_BACKENDS_COMMON_LINETABLES_H
