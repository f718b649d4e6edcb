// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// LLVM passes that say which loops are counted, and which stay as they are.
#ifndef DOTCOMPUTE_BACKENDS_COMMON_VERSIONNARROWCOUNTERS_H
#define DOTCOMPUTE_BACKENDS_COMMON_VERSIONNARROWCOUNTERS_H

#include "llvm/IR/PassManager.h"

namespace mlir::dc {

/// `for (int i = 0; i < x.size(); ++i)`: should the bound exceed the counter's type, the counter
/// wraps and the loop never ends by it, so LLVM takes no such loop for a counted one. Where the
/// bound fits, which is tested once before the loop, it is one; the other form stays as it is.
/// Small innermost loops that load from memory only: for them it pays (they are unrolled, and their
/// loads overlap).
struct VersionNarrowCounters : llvm::PassInfoMixin<VersionNarrowCounters> {
  llvm::PreservedAnalyses run(llvm::Function &function, llvm::FunctionAnalysisManager &analyses);
};

/// Guards whose index does not change in an innermost loop, or grows by steps, are tested once
/// before it for all iterations; where they hold, the loop runs without them, so that it can be
/// counted and unrolled. Else the other form runs, which finds and records the fault where it
/// happens.
struct HoistGuards : llvm::PassInfoMixin<HoistGuards> {
  llvm::PreservedAnalyses run(llvm::Function &function, llvm::FunctionAnalysisManager &analyses);
};

/// Loops around other loops are not unrolled by a factor: their loads are far apart, so that
/// nothing overlaps, and the code becomes long. (They are unrolled until none is left where they
/// are short.)
struct KeepOuterLoops : llvm::PassInfoMixin<KeepOuterLoops> {
  llvm::PreservedAnalyses run(llvm::Function &function, llvm::FunctionAnalysisManager &analyses);
};

} // namespace mlir::dc

#endif // DOTCOMPUTE_BACKENDS_COMMON_VERSIONNARROWCOUNTERS_H
