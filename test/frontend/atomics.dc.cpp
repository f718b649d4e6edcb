// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Atomic accesses: each function's operation, the kind that a type picks, elements found through helpers and parts of spans.
// RUN: %dcc --stop-after=frontend %s -o - | FileCheck %s
#include <dotcompute/kernel.h>

// CHECK-LABEL: dc.kernel @integers(
// CHECK-SAME: %[[S:[a-z0-9]+]]: memref<?xi32>
// CHECK-SAME: %[[U:[a-z0-9]+]]: memref<?xi64>
DC_KERNEL void integers(dc::span<int> s, dc::span<unsigned long long> u) {
  // CHECK: dc.atomic add %[[S]][%{{.*}}], %{{.*}} {dc.what = "s[1]"} : memref<?xi32>
  dc::atomic_add(s[1], 1);
  // CHECK: arith.subi
  // CHECK: dc.atomic add %[[U]]
  dc::atomic_sub(u[1], 1); // converts to the element's type
  // CHECK: dc.atomic min_s %[[S]]
  dc::atomic_min(s[1], 1);
  // CHECK: dc.atomic max_s %[[S]]
  dc::atomic_max(s[1], 1);
  // CHECK: dc.atomic min_u %[[U]]
  dc::atomic_min(u[1], 1u);
  // CHECK: dc.atomic max_u %[[U]]
  dc::atomic_max(u[1], 1u);
  // CHECK: dc.atomic and %[[S]]
  dc::atomic_and(s[1], 1);
  // CHECK: dc.atomic or %[[S]]
  dc::atomic_or(s[1], 1);
  // CHECK: dc.atomic xor %[[S]]
  dc::atomic_xor(s[1], 1);
  // CHECK: dc.atomic exchange %[[S]]
  // CHECK: dc.atomic_store %{{.*}}, %[[S]][%{{.*}}] {dc.what = "s[0]"}
  dc::atomic_store(s[0], dc::atomic_exchange(s[1], 1));
  // CHECK: %[[EXPECTED:.*]] = dc.atomic_load %[[S]]
  // CHECK: dc.atomic_cas %[[S]][%{{.*}}], %[[EXPECTED]], %{{.*}} {dc.what = "s[0]"}
  dc::atomic_compare_exchange(s[0], dc::atomic_load(s[1]), 7);
}

// CHECK-LABEL: dc.kernel @floats(
DC_KERNEL void floats(dc::span<float> x, dc::span<const double> y) {
  // CHECK: dc.atomic add %{{.*}} : memref<?xf32>
  dc::atomic_add(x[0], 1);
  // CHECK: arith.negf
  // CHECK: dc.atomic add
  dc::atomic_sub(x[0], x[1]);
  // CHECK: dc.atomic min_f
  dc::atomic_min(x[0], 1);
  // CHECK: dc.atomic max_f
  dc::atomic_max(x[0], 1);
  // CHECK: dc.atomic exchange %{{.*}} : memref<?xf32>
  dc::atomic_exchange(x[0], 1);
  // CHECK: dc.atomic_cas %{{.*}} : memref<?xf32>
  dc::atomic_compare_exchange(x[0], 1, 2);
  // CHECK: dc.atomic_load %{{.*}} : memref<?xf64>
  x[1] = dc::atomic_load(y[0]);
}

static void count(int &counter) { dc::atomic_add(counter, 1); }

// CHECK-LABEL: dc.kernel @found(
// CHECK: dc.atomic add %{{.*}}[%{{.*}}], %{{.*}} {dc.what = "counter"}
// CHECK: dc.fault %{{.*}}, bounds 0 "x.subspan(4, 2)[1]"
// CHECK: dc.atomic add %{{.*}}[%{{.*}}], %{{.*}} {dc.what = "x.subspan(4, 2)[1]"}
DC_KERNEL void found(dc::span<int> x) {
  count(x[3]);
  dc::atomic_add(x.subspan(4, 2)[1], 1);
}
