// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels are found by name.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

DC_KERNEL void k(dc::span<int> x) { x[0] = 1; }
// CHECK: [[@LINE+1]]:16: error: 'k' is an overloaded kernel; artifacts find kernels by name [DCC1042]
DC_KERNEL void k(dc::span<float> x) { x[0] = 1; }
// CHECK: [[@LINE-3]]:16: note: the first kernel of this name is here
// CHECK-NOT: error:
namespace other {
DC_KERNEL void k(dc::span<int> x) { x[0] = 1; }
} // namespace other
