// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which thread would initialise it?
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

struct Plain {
  int a;
};
struct Zero {
  int a = 0;
};

struct Made {
  int a;
  Made() : a(1) {}
};

DC_KERNEL void k(dc::span<int> x) {
  DC_BLOCK(4);
  // CHECK: [[@LINE+1]]:{{[0-9]+}}: error: 's' is shared by the threads of a block and cannot have an initial value [DCC1077]
  DC_SHARED int s = 0;
  // CHECK: help: let the threads store it, and call dc::barrier() before others read it
  // CHECK: [[@LINE+1]]:{{[0-9]+}}: error: 'z' is shared
  DC_SHARED Zero z{};
  // CHECK: [[@LINE+1]]:{{[0-9]+}}: error: 'm' is shared
  DC_SHARED Made m;
  // CHECK: [[@LINE+1]]:{{[0-9]+}}: error: 'v' is shared
  DC_SHARED int v[4]{};
  // CHECK-NOT: error:
  DC_SHARED Plain p;
  p.a = s;
  x[dc::global_id()] = z.a + v[0] + p.a + m.a;
}
