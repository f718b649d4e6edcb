// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// dc::index, the array views dc::span, dc::view and dc::strided_view, and the 16-bit and 8-bit
// floats, the same in kernels, host code and the runtime. Includes nothing that a kernel cannot.
#ifndef DOTCOMPUTE_BASE_TYPES_H
#define DOTCOMPUTE_BASE_TYPES_H

#include <dotcompute/base/float16.h>
#include <dotcompute/base/float8.h>
#include <dotcompute/base/strided_view.h>

#endif // DOTCOMPUTE_BASE_TYPES_H
