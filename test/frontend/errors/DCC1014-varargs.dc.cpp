// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// C variable arguments.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

// CHECK: [[@LINE+1]]:12: error: a kernel cannot use functions with C variable arguments [DCC1014]
static int first(int n, ...) { return n; }

DC_KERNEL void k(dc::span<int> x) { x[0] = first(1, 2, 3); }
// CHECK: help: use a template parameter pack
