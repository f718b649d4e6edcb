// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Types whose members have initial values may be shared; the values do not reach what is shared, which a warning says.
// RUN: %dcc --stop-after=input %s -o - 2> %t.err | FileCheck %s
// RUN: FileCheck %s --check-prefix=WARNING < %t.err
// RUN: %dcc -w --stop-after=input %s -o /dev/null 2>&1 | FileCheck %s --check-prefix=SILENT --allow-empty
#include <dotcompute/kernel.h>

struct Part {
  float sum = 0;
  int count = 7;
};
struct Plain {
  int a;
};

// CHECK-LABEL: dc.kernel @sum
// CHECK:         dc.shared "part.sum" : memref<64xf32,
// CHECK:         dc.shared "part.count" : memref<64xi32,
// CHECK-COUNT-2: memref.store
// CHECK-NOT:     memref.store
// CHECK:         dc.barrier
// SILENT-NOT:    warning
DC_KERNEL void sum(dc::span<float> x) {
  DC_BLOCK(64);
  // WARNING: [[@LINE+1]]:{{[0-9]+}}: warning: the initial values that 'Part' gives its members do not reach 'part', which the threads of a block share: nothing is in it when a block starts [DCC1285]
  DC_SHARED Part part[64];
  // WARNING: help: let each thread store its part, as in 'part[dc::thread_id()] = {};', and call dc::barrier() before others read it
  // WARNING-NOT: warning:
  DC_SHARED Plain plain;
  part[dc::thread_id()] = {};
  dc::barrier();
  x[dc::global_id()] = part[63 - dc::thread_id()].sum + static_cast<float>(plain.a);
}
