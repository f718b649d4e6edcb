// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a value is where a condition is known to hold, or not to.
#ifndef DOTCOMPUTE_PASSES_ANALYSIS_KNOWNWHERE_H
#define DOTCOMPUTE_PASSES_ANALYSIS_KNOWNWHERE_H

#include "mlir/IR/OpDefinition.h"

namespace mlir::dc {

/// The one thing that `value` is wherever `condition`, an i1, is `holds`: a constant (an attribute)
/// or a value; null where it may be several things. `value` itself is an answer, too: nothing more
/// is known.
///
/// Lifting control flow hands values on together with flags that say where they come from: as
/// results of one scf.if, and as selects by the flag. A test of the flag tells them apart again.
/// The answer may be a value inside of that scf.if, which cannot be used from outside.
OpFoldResult findWhere(Value condition, bool holds, Value value);

} // namespace mlir::dc

#endif // DOTCOMPUTE_PASSES_ANALYSIS_KNOWNWHERE_H
