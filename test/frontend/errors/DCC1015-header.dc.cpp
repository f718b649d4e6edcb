// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Standard headers that kernels do not have.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

// CHECK: {{^}}{{.*}}DCC1015-header.dc.cpp:[[@LINE+1]]:10: error: the standard header <vector> is not available in kernels [DCC1015]
#include <vector>
// CHECK: help: available are <algorithm> <array> <bit>
DC_KERNEL void k(dc::span<int> x) { x[0] = 1; }
