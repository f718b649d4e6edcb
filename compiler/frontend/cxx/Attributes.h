// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The language's own C++ attributes.
#ifndef DOTCOMPUTE_COMPILER_FRONTEND_CXX_ATTRIBUTES_H
#define DOTCOMPUTE_COMPILER_FRONTEND_CXX_ATTRIBUTES_H

namespace dc::compiler {

/// Makes Clang accept [[dc::kernel]] and [[dc::intrinsic]]. Must run before the first parse of the process, because Clang
/// reads its attribute registry once; running it again does nothing.
void registerAttributes();

} // namespace dc::compiler

#endif // DOTCOMPUTE_COMPILER_FRONTEND_CXX_ATTRIBUTES_H
