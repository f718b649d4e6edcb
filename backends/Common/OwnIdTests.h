// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Guards that a launch as a whole passes or not.
#ifndef DOTCOMPUTE_BACKENDS_COMMON_OWNIDTESTS_H
#define DOTCOMPUTE_BACKENDS_COMMON_OWNIDTESTS_H

#include "dialects/DC/DC.h"

namespace mlir::dc {

/// Threads test their own id against an array's extent where nothing says that the array is as long as the domain: guards of
/// accesses under a condition, mostly. When the domain is within each of these extents, no test fails in the whole launch, and a
/// second version of the code does without them: the first one is for the launch that has a fault.
///
/// Emits before `op` whether that is so. Null where `op` has no such test.
Value emitOwnIdsFit(OpBuilder &builder, ThreadsOp op);

/// A copy of `op`, before it, in which these tests hold.
ThreadsOp cloneWithoutOwnIdTests(OpBuilder &builder, ThreadsOp op);

} // namespace mlir::dc

#endif // DOTCOMPUTE_BACKENDS_COMMON_OWNIDTESTS_H
