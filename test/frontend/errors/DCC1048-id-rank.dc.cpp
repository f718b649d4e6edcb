// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Dimensions that the domain does not have.
// RUN: not %dcc --stop-after=frontend %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

DC_KERNEL void k(dc::span<dc::index> x) {
  DC_DOMAIN(x.size());
  // CHECK: [[@LINE+1]]:35: error: the dimension 1 is outside the kernel's domain, which has 1 dimension [DCC1048]
  x[dc::global_id()] = dc::domain(1);
}
// CHECK: help: list every extent in DC_DOMAIN(...)

DC_KERNEL void blocks(dc::span<dc::index> x) {
  DC_BLOCK(64);
  // CHECK: [[@LINE+1]]:{{[0-9]+}}: error: the dimension 1 is outside the kernel's block, which has 1 dimension [DCC1048]
  x[dc::global_id()] = dc::thread_id(1);
}
// CHECK: help: list every extent in DC_BLOCK(...)
