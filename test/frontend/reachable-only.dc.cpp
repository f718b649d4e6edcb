// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Only what kernels reach is checked: host code may live beside them.
// RUN: %dcc --stop-after=frontend %s -o - 2>/dev/null | FileCheck %s
#include <dotcompute/kernel.h>

// CHECK: dc.kernel @k
int counter = 0;
static void host(int *p) {
  delete new int(*p);
  throw 1;
}
struct Virtual {
  virtual ~Virtual() { host(nullptr); }
};
DC_KERNEL void k(dc::span<int> x) { x[0] = 1; }
