// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The compiler's own builtins.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

DC_KERNEL void k(dc::span<unsigned> x) {
  // CHECK: [[@LINE+1]]:32: error: the compiler builtin '__builtin_readcyclecounter' is not available in kernels [DCC1022]
  x[0] = static_cast<unsigned>(__builtin_readcyclecounter());
}
// CHECK: help: use the functions of namespace dc
