// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// DC_BOUND counts the iterations of its loop from each start of it, and leaves it.
// RUN: %dcc --stop-after=frontend %s -o - | FileCheck %s
// RUN: %dcc --stop-after=validate %s -o - | FileCheck %s --check-prefix=GUARDED
#include <dotcompute/kernel.h>

// CHECK-LABEL: dc.kernel @halve
// CHECK:         %[[ZERO:.*]] = arith.constant 0 : i64
// CHECK-NEXT:    memref.store %[[ZERO]], %[[COUNT:[a-z0-9_]+]][] : memref<i64>
// CHECK-NEXT:    cf.br ^[[HEADER:bb[0-9]+]]
// CHECK:       ^[[HEADER]]:
// CHECK:         cf.cond_br %{{.*}}, ^[[BODY:bb[0-9]+]], ^[[AFTER:bb[0-9]+]]
// CHECK:       ^[[BODY]]:
// CHECK:         %[[MOST:.*]] = arith.extsi
// CHECK-NEXT:    %[[NOW:.*]] = memref.load %[[COUNT]][] : memref<i64>
// CHECK:         %[[OK:.*]] = arith.cmpi slt, %[[NOW]], %[[MOST]] : i64
// CHECK:         dc.assert %[[OK]], "most" {kind = 3 : i32}
// CHECK:         cf.cond_br %[[OK]], ^[[REST:bb[0-9]+]], ^[[AFTER]]
// CHECK:       ^[[REST]]:
// CHECK:         %[[NEXT:.*]] = arith.addi %[[NOW]]
// CHECK:         memref.store %[[NEXT]], %[[COUNT]][] : memref<i64>
// GUARDED-LABEL: dc.kernel @halve
// GUARDED:         scf.while
// GUARDED:         dc.fault %{{.*}}, loop_bound 0 "most"
DC_KERNEL void halve(int most, dc::span<int> x) {
  DC_DOMAIN(x.size());
  auto i = dc::global_id();
  int n = x[i];
  while (n > 1) {
    DC_BOUND(most);
    n /= 2;
  }
  x[i] = n;
}

// A bound is a way out of a loop that has no other one.
// CHECK-LABEL: dc.kernel @forever
DC_KERNEL void forever(dc::span<int> x) {
  DC_DOMAIN(x.size());
  while (true) {
    DC_BOUND(5);
    x[dc::global_id()] += 1;
  }
}
