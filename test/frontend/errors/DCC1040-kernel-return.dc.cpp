// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels return nothing.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

// CHECK: [[@LINE+1]]:11: error: expected a kernel that returns void, got 'int' [DCC1040]
DC_KERNEL int k(dc::span<int> x) { return x[0]; }
// CHECK: help: return results through a dc::span parameter
