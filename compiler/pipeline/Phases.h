// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The compiler's phases by name.
#ifndef DOTCOMPUTE_COMPILER_PIPELINE_PHASES_H
#define DOTCOMPUTE_COMPILER_PIPELINE_PHASES_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <optional>

namespace dc::compiler {

enum class Phase {
#define DC_PHASE(id, name, sentence) id,
#include "compiler/pipeline/Phases.def"
};

struct PhaseInfo {
  Phase phase;
  llvm::StringRef name;
  llvm::StringRef sentence;
};

/// All phases in order.
llvm::ArrayRef<PhaseInfo> allPhases();
llvm::StringRef phaseName(Phase phase);
/// The phase of that name, if there is one.
std::optional<Phase> parsePhase(llvm::StringRef name);

} // namespace dc::compiler

#endif // DOTCOMPUTE_COMPILER_PIPELINE_PHASES_H
