// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Assignments evaluate their right operand first.
// RUN: %dcc --stop-after=frontend %s -o - | FileCheck %s
#include <dotcompute/kernel.h>

static int next(int &counter) { return counter++; }

// CHECK-LABEL: dc.kernel @order
// The store of the incremented counter on the right comes before the load of the index on the left.
// CHECK: %[[C:.*]] = memref.alloca() : memref<i32>
// CHECK: memref.load %{{.*}} {dc.what = "y[counter++]"}
// CHECK: memref.store %{{.*}} {dc.what = "x[counter++]"}
// CHECK: memref.load %{{.*}} {dc.what = "y[next(counter)]"}
// CHECK: memref.load %{{.*}} {dc.what = "x[next(counter)]"}
// CHECK: memref.store %{{.*}} {dc.what = "x[next(counter)]"}
DC_KERNEL void order(dc::span<int> x, dc::span<int> y) {
  int counter = 0;
  x[counter++] = y[counter++];
  x[next(counter)] += y[next(counter)];
}
