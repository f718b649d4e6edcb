// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The message names the cycle.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

static int odd(int n);
static int even(int n) { return n == 0 ? 1 : odd(n - 1); }
// CHECK: [[@LINE+1]]:46: error: a kernel cannot call functions recursively: 'even' calls 'odd' calls 'even' [DCC1003]
static int odd(int n) { return n == 0 ? 0 : (even(n - 1)); }
// CHECK: [[@LINE+1]]:{{[0-9]+}}: error: a kernel cannot call functions recursively: 'self' calls 'self' [DCC1003]
static int self(int n) { return n ? self(n - 1) : 0; }

DC_KERNEL void k(dc::span<int> x) { x[0] = even(x[1]) + self(x[2]); }
// CHECK: help: turn the recursion into a loop
