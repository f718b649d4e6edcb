// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lines on standard error.
#include "runtime/base/Notice.h"

#include <cstdio>

namespace dc::rt {

void notice(const std::string &text) {
  std::string line = "dotcompute: ";
  for (const char c : text) {
    line += static_cast<unsigned char>(c) < ' ' ? ' ' : c; // stays one line whatever it quotes
  }
  line += '\n';
  std::fwrite(line.data(), 1, line.size(), stderr);
}

} // namespace dc::rt
