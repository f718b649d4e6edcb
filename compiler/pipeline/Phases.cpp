// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The table behind Phases.h.
#include "compiler/pipeline/Phases.h"

namespace dc::compiler {

llvm::ArrayRef<PhaseInfo> allPhases() {
  static constexpr PhaseInfo table[] = {
#define DC_PHASE(id, name, sentence) {Phase::id, name, sentence},
#include "compiler/pipeline/Phases.def"
  };
  return table;
}

llvm::StringRef phaseName(Phase phase) { return allPhases()[static_cast<unsigned>(phase)].name; }

std::optional<Phase> parsePhase(llvm::StringRef name) {
  for (const PhaseInfo &info : allPhases()) {
    if (info.name == name) {
      return info.phase;
    }
  }
  return std::nullopt;
}

} // namespace dc::compiler
