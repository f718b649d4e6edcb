// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Parts of arrays: indices of the whole array, tests where the part has bounds of its own; range-based for loops.
// RUN: %dcc --stop-after=frontend %s -o - | FileCheck %s
// RUN: %dcc --stop-after=validate %s -o - | FileCheck %s --check-prefix=VALID
// RUN: %dcc --stop-after=validate --policy=audit %s -o - | FileCheck %s --check-prefix=AUDIT
#include <dotcompute/kernel.h>

// A row at the thread's id is a contract, and the loop over it needs no test.
// CHECK-LABEL: dc.kernel @row_sum(
// CHECK-SAME: %[[V:[a-z0-9]+]]: memref<?x?xf32, strided<[?, 1]>>
// CHECK: %[[I:.*]] = memref.load
// CHECK: %[[OK:.*]] = dc.guard %[[I]] < %{{.*}}
// CHECK: dc.fault %{{.*}}, bounds 0 "v.row(i)" [%[[I]] of %{{.*}}]
// CHECK: memref.load %[[V]][%{{.*}}, %{{.*}}] {dc.what = "x"}
// VALID-LABEL: dc.kernel @row_sum(
// VALID-DAG: dc.requires %{{.*}}, "v.extent(0) >= domain" inferred
// VALID-DAG: dc.requires %{{.*}}, "out.size() >= domain" inferred
// VALID-NOT: dc.guard
// VALID: scf.for
// VALID-NOT: scf.if
// VALID: dc.return
DC_KERNEL void row_sum(dc::view<const float, 2> v, dc::span<float> out) {
  DC_DOMAIN(out.size());
  const auto i = dc::global_id();
  float sum = 0;
  for (const float &x : v.row(i)) {
    sum += x;
  }
  out[i] = sum;
}

// The last index may be strided, too.
// CHECK-LABEL: dc.kernel @column_sum(
// CHECK-SAME: memref<?x?xf32, strided<[?, ?]>>
// CHECK: dc.fault %{{.*}}, bounds 0 "v.column(i)"
// CHECK: memref.load %{{.*}}[%{{.*}}, %{{.*}}] {dc.what = "v.column(i)[...]"}
// VALID-LABEL: dc.kernel @column_sum(
// VALID-NOT: dc.guard
// VALID: dc.return
DC_KERNEL void column_sum(dc::strided_view<const float, 2> v, dc::span<float> out) {
  DC_DOMAIN(out.size());
  const auto i = dc::global_id();
  float sum = 0;
  for (float x : v.column(i)) {
    sum += x;
  }
  out[i] = sum;
}

// A part with a size of its own: a test where it is made, and one for each use. Where guards are left out, neither.
// CHECK-LABEL: dc.kernel @cut(
// CHECK-SAME: %[[S:[a-z0-9]+]]: memref<?xi32>
// CHECK: dc.guard
// CHECK: dc.fault %{{.*}}, bounds 0 "s.last(k)"
// CHECK: %[[SIZE:.*]] = arith.select
// CHECK: %[[IN:.*]] = dc.guard %{{.*}} < %[[SIZE]]
// CHECK: dc.fault %{{.*}}, bounds 0 "s.last(k)[2]"
// CHECK: arith.select %[[IN]], %{{.*}}, %c-1
// CHECK: memref.load %[[S]]
// VALID-LABEL: dc.kernel @cut(
// VALID-COUNT-3: dc.guard
// VALID-NOT: dc.guard
// VALID: dc.return
// AUDIT-LABEL: dc.kernel @cut(
// AUDIT-NOT: dc.guard
// AUDIT-NOT: dc.fault
// AUDIT: dc.return
DC_KERNEL void cut(dc::span<const int> s, int k, dc::span<int> out) {
  DC_DOMAIN(out.size());
  out[dc::global_id()] = s.last(k)[2];
}

// A loop over a part needs no test beyond those that the part lies inside, whatever it is a part of.
// VALID-LABEL: dc.kernel @loops(
// VALID-COUNT-4: dc.guard
// VALID-NOT: dc.guard
// VALID: dc.return
DC_KERNEL void loops(dc::view<const int, 2> v, dc::index b, dc::index n, dc::span<int> out) {
  DC_DOMAIN(out.size());
  const auto i = dc::global_id();
  int sum = 0;
  for (int x : v.row(i).subspan(b, n).subspan(1)) {
    sum += x;
  }
  for (int x : v.column(i).last(3)) {
    sum += x;
  }
  out[i] = sum;
}
