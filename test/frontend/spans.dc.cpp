// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Spans are names for arrays: copied, passed, cut.
// RUN: %dcc --stop-after=frontend %s -o - | FileCheck %s
#include <dotcompute/kernel.h>

static int last(dc::span<const int> s) { return s[s.size() - 1]; }
static dc::span<int> tail(dc::span<int> s) { return s.subspan(1, s.size() - 1); }

// CHECK-LABEL: dc.kernel @spans(
// CHECK-SAME: %[[X:[a-z0-9]+]]: memref<?xi32>
// CHECK: memref.load %[[X]][%{{.*}}] {dc.what = "s[s.size() - 1]"}
// CHECK: dc.fault %{{.*}}, bounds 0 "s.subspan(1, s.size() - 1)"
// CHECK: dc.fault %{{.*}}, bounds 0 "t[2]"
// CHECK: memref.store %{{.*}}, %[[X]][%{{.*}}] {dc.what = "t[2]"}
DC_KERNEL void spans(dc::span<int> x) {
  auto same = x;
  int v = last(same);
  auto t = tail(x);
  t[2] = v + x.empty();
}
