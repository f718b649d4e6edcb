// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Statements become blocks with one return; what cannot be reached is left out.
// RUN: %dcc --stop-after=frontend %s -o - | FileCheck %s
#include <dotcompute/kernel.h>

// CHECK-LABEL: dc.kernel @loops
// CHECK: cf.cond_br
// CHECK: cf.cond_br
// CHECK-NOT: arith.constant 4711
// CHECK: dc.return
// CHECK-NOT: dc.return
DC_KERNEL void loops(dc::span<int> x) {
  for (dc::index i = 0; i < x.size(); ++i) {
    if (x[i] == 3) {
      continue;
    }
    if (x[i] == 4) {
      break;
      x[0] = 4711;
    }
    while (x[i] > 100) {
      x[i] /= 2;
    }
    do {
      x[i]++;
    } while (x[i] < 0);
    if (x[i] == 7) {
      return;
    }
  }
  x[0] = 5;
}

// CHECK-LABEL: dc.kernel @selects
// CHECK: %[[ONE:.*]] = arith.constant 1 : i32
// CHECK: arith.cmpi eq, %[[V:.*]], %[[ONE]] : i32
// CHECK: arith.constant 2 : i32
// CHECK: arith.cmpi eq, %[[V]], %{{.*}} : i32
DC_KERNEL void selects(dc::span<int> x) {
  switch (x[0]) {
    int shared;
  case 1:
  case 2:
    shared = 3;
    x[1] = shared;
    [[fallthrough]];
  default:
    x[2] = 4;
    break;
  case 9:
    return;
  }
}

// A constant condition leaves no branch behind.
// CHECK-LABEL: dc.kernel @constant
// CHECK-NOT: cf.cond_br
// CHECK-LABEL: dc.kernel @shortCircuit
DC_KERNEL void constant(dc::span<int> x) {
  if constexpr (sizeof(int) == 4) {
    x[0] = 1;
  } else {
    x[0] = 4711;
  }
  do {
    x[1] = 2;
  } while (false);
}

// CHECK: cf.cond_br
// CHECK: memref.load %{{.*}} {dc.what = "x[n]"}
// CHECK: cf.cond_br
DC_KERNEL void shortCircuit(dc::span<int> x, int n) {
  if (n < x.size() && x[n] > 3) {
    x[0] = 1;
  }
}

// A choice within a choice, whose branches are places: each is read where it is chosen.
// CHECK-LABEL: dc.kernel @choiceOfPlaces
// CHECK:       cf.cond_br
// CHECK:       memref.load %{{.*}} {dc.what = "x[n]"}
// CHECK:       cf.cond_br
DC_KERNEL void choiceOfPlaces(dc::span<int> x, int n, bool flag) {
  int mutableOne = n;
  const int constantOne = 3;
  x[0] = flag ? x[n] : (n > 2 ? mutableOne : constantOne);
}
