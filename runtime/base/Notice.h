// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The few lines that the runtime prints by itself.
#ifndef DOTCOMPUTE_RUNTIME_BASE_NOTICE_H
#define DOTCOMPUTE_RUNTIME_BASE_NOTICE_H

#include <string>

namespace dc::rt {

/// Prints "dotcompute: <text>" as one line to standard error, in one write, so that lines of
/// several threads do not mix.
void notice(const std::string &text);

} // namespace dc::rt

#endif // DOTCOMPUTE_RUNTIME_BASE_NOTICE_H
