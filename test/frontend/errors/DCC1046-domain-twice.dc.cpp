// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One domain.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

DC_KERNEL void k(dc::span<int> x) {
  DC_DOMAIN(x.size());
  // CHECK: [[@LINE+1]]:3: error: this kernel has two DC_DOMAIN statements [DCC1046]
  DC_DOMAIN(x.size());
}
// CHECK: help: list every extent in one DC_DOMAIN(...)
