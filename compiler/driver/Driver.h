// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// dcc as a function.
#ifndef DOTCOMPUTE_COMPILER_DRIVER_DRIVER_H
#define DOTCOMPUTE_COMPILER_DRIVER_DRIVER_H

namespace dc::compiler {

/// What `dcc argv...` does; returns its exit status. Diagnostics go to standard error. Once per process at a time.
int runDcc(int argc, const char *const *argv);

} // namespace dc::compiler

#endif // DOTCOMPUTE_COMPILER_DRIVER_DRIVER_H
