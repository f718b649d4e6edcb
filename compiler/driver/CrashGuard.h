// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What LLVM's crash recovery leaves out: stacks that are used up, and crashes of the crash report.
#ifndef DOTCOMPUTE_COMPILER_DRIVER_CRASHGUARD_H
#define DOTCOMPUTE_COMPILER_DRIVER_CRASHGUARD_H

#include "dialects/Support/AlternateStack.h"

namespace dc::compiler {

/// Makes the handlers that llvm::CrashRecoveryContext::Enable has installed run on alternate
/// stacks, and tells them apart from overflows of a stack. Call it once, after Enable.
void guardStacks();

/// In the thread whose stack is watched, while it lives.
class StackScope {
public:
  StackScope();
  ~StackScope();

private:
  mlir::dc::AlternateStack alternate;
};

/// True once a watched thread has crashed by using up its stack.
bool hasOverflowedStack();

/// From now on a crash, or `seconds` without an end, ends the process at once with `status`, after
/// a line that says that there is no report.
void guardReport(int status, unsigned seconds);

} // namespace dc::compiler

#endif // DOTCOMPUTE_COMPILER_DRIVER_CRASHGUARD_H
