// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The attribute belongs to functions.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

// CHECK: [[@LINE+1]]:1: error: DC_KERNEL belongs to functions only [DCC1047]
DC_KERNEL int x = 3;
DC_KERNEL void k(dc::span<int> y) { y[0] = 1; }
