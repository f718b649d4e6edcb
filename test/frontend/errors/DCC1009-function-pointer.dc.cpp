// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Calls that are resolved at run time.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

static int twice(int v) { return 2 * v; }
// CHECK: [[@LINE+1]]:{{[0-9]+}}: error: expected a call of a named function or a lambda, got a call through the function pointer type 'int (*)(int)' [DCC1009]
static int apply(int (*f)(int), int v) { return f(v); }

DC_KERNEL void k(dc::span<int> x) {
  x[0] = apply(twice, 3);
}
// CHECK: help: take the callee as a template parameter or a generic lambda argument
