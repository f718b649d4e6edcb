// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Whether the launcher can compute a value before the kernel runs.
#ifndef DOTCOMPUTE_PASSES_ANALYSIS_LAUNCHFACTS_H
#define DOTCOMPUTE_PASSES_ANALYSIS_LAUNCHFACTS_H

#include "dialects/DC/DC.h"

#include "llvm/ADT/SmallVector.h"

namespace mlir::dc {

/// What an expression may read besides extents, scalar arguments and constants.
enum class LaunchInputs {
  Arguments,         ///< dc.domain, dc.grid: the domain is what they compute
  ArgumentsAndDomain ///< contracts
};

/// Something that keeps a value from being computed at launch.
struct LaunchObstacle {
  Location loc;
  std::string what; ///< "dc.global_id", "the induction variable of a loop"
};

/// Walks the backward slice of `value`, an operand in a kernel's entry block. Allowed are
/// memref.dim of an array argument at a constant dimension, scalar arguments, constants, arith on
/// them (the total dc divisions and conversions in place of arith's), scf.if that yields such
/// values, and, as `inputs` says, dc.domain_size. Returns every obstacle, none when the launcher
/// can compute the value. The artifact's expressions (runtime/artifact/Manifest.h) have a node for
/// each of these.
SmallVector<LaunchObstacle> findLaunchObstacles(Value value, LaunchInputs inputs);

/// Whether `op` is in LaunchOperations.def, of types that expressions can hold.
bool isLaunchArithmetic(Operation *op);

inline bool isLaunchComputable(Value value, LaunchInputs inputs) {
  return findLaunchObstacles(value, inputs).empty();
}

} // namespace mlir::dc

#endif // DOTCOMPUTE_PASSES_ANALYSIS_LAUNCHFACTS_H
