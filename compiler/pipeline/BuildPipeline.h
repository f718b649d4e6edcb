// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which passes make up each phase. The order inside a phase is argued where it is built.
#ifndef DOTCOMPUTE_COMPILER_PIPELINE_BUILDPIPELINE_H
#define DOTCOMPUTE_COMPILER_PIPELINE_BUILDPIPELINE_H

#include "compiler/pipeline/Phases.h"

namespace mlir {
class OpPassManager;
}

namespace dc::compiler {

enum class ValidationPolicy { Strict, Guard, Audit };

struct PipelineOptions {
  ValidationPolicy policy = ValidationPolicy::Guard;
  bool debugPrint = false; ///< kernels print
};

/// Appends the passes of `phase` to a pass manager on builtin.module. Target is the backends' own and appends nothing.
void buildPhase(mlir::OpPassManager &manager, Phase phase, const PipelineOptions &options);

} // namespace dc::compiler

#endif // DOTCOMPUTE_COMPILER_PIPELINE_BUILDPIPELINE_H
