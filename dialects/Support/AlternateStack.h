// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A stack for signal handlers, without which a thread that has used up its own ends the process.
#ifndef DOTCOMPUTE_DIALECTS_SUPPORT_ALTERNATESTACK_H
#define DOTCOMPUTE_DIALECTS_SUPPORT_ALTERNATESTACK_H

#include <csignal>
#include <memory>

namespace mlir::dc {

/// While it lives, handlers with SA_ONSTACK run on it in the thread that made it, and only there.
class AlternateStack {
public:
  AlternateStack() : bytes(new char[kBytes]) {
    stack_t stack = {};
    stack.ss_sp = bytes.get();
    stack.ss_size = kBytes;
    sigaltstack(&stack, &previous);
  }
  ~AlternateStack() { sigaltstack(&previous, nullptr); }
  AlternateStack(const AlternateStack &) = delete;
  AlternateStack &operator=(const AlternateStack &) = delete;

private:
  static constexpr size_t kBytes = 256 << 10; ///< LLVM prints a stack trace there
  std::unique_ptr<char[]> bytes;
  stack_t previous = {};
};

} // namespace mlir::dc

#endif // DOTCOMPUTE_DIALECTS_SUPPORT_ALTERNATESTACK_H
