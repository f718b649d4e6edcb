// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Operations of subgroups: signedness picks the kind, and narrow types travel in 32 bits.
// RUN: %dcc --stop-after=frontend %s -o - | FileCheck %s
#include <dotcompute/kernel.h>

// CHECK-LABEL: dc.kernel @places
DC_KERNEL void places(dc::span<dc::index> x) {
  DC_BLOCK(40);
  // CHECK: dc.lane_id
  x[0] = dc::lane_id();
  // CHECK: dc.subgroup_size
  x[1] = dc::subgroup_size();
  // CHECK: dc.subgroup_id
  x[2] = dc::subgroup_id();
  // CHECK: dc.num_subgroups
  x[3] = dc::num_subgroups();
}

// CHECK-LABEL: dc.kernel @reductions
DC_KERNEL void reductions(int i, unsigned u, float f, double d, short s, unsigned char b, dc::f16 h, dc::span<double> y) {
  DC_BLOCK(40);
  // CHECK: dc.subgroup_reduce add %{{.*}} : i32
  y[0] = dc::subgroup_sum(i);
  // CHECK: dc.subgroup_reduce min_s %{{.*}} : i32
  y[1] = dc::subgroup_min(i);
  // CHECK: dc.subgroup_reduce max_u %{{.*}} : i32
  y[2] = dc::subgroup_max(u);
  // CHECK: dc.subgroup_reduce min_f %{{.*}} : f32
  y[3] = dc::subgroup_min(f);
  // CHECK: dc.subgroup_reduce max_f %{{.*}} : f64
  y[4] = dc::subgroup_max(d);
  // CHECK: arith.extsi %{{.*}} : i16 to i32
  // CHECK: dc.subgroup_reduce max_s %{{.*}} : i32
  // CHECK: arith.trunci %{{.*}} : i32 to i16
  y[5] = dc::subgroup_max(s);
  // CHECK: arith.extui %{{.*}} : i8 to i32
  // CHECK: dc.subgroup_exclusive_sum %{{.*}} : i32
  // CHECK: arith.trunci %{{.*}} : i32 to i8
  y[6] = dc::subgroup_exclusive_sum(b);
  // CHECK: arith.extf %{{.*}} : f16 to f32
  // CHECK: dc.subgroup_reduce add %{{.*}} : f32
  // CHECK: arith.truncf %{{.*}} : f32 to f16
  y[7] = dc::subgroup_sum(h);
}

// CHECK-LABEL: dc.kernel @shuffles
DC_KERNEL void shuffles(int i, double d, bool c, dc::bf16 h, dc::span<double> y) {
  DC_BLOCK(40);
  // CHECK: dc.shuffle idx %{{.*}}, %{{.*}} : i32
  y[0] = dc::shuffle(i, 3);
  // CHECK: dc.shuffle idx %{{.*}}, %{{.*}} : f64
  y[1] = dc::subgroup_broadcast(d, i);
  // CHECK: dc.shuffle xor %{{.*}}, %{{.*}} : f64
  y[2] = dc::shuffle_xor(d, 1);
  // CHECK: arith.extui %{{.*}} : i1 to i32
  // CHECK: dc.shuffle up %{{.*}}, %{{.*}} : i32
  // CHECK: arith.cmpi ne
  y[3] = dc::shuffle_up(c, 1) ? 1 : 2;
  // The bits of a small float, not its value.
  // CHECK: arith.bitcast %{{.*}} : bf16 to i16
  // CHECK: arith.extui %{{.*}} : i16 to i32
  // CHECK: dc.shuffle down %{{.*}}, %{{.*}} : i32
  // CHECK: arith.trunci %{{.*}} : i32 to i16
  // CHECK: arith.bitcast %{{.*}} : i16 to bf16
  y[4] = dc::shuffle_down(h, 1);
}

// CHECK-LABEL: dc.kernel @votes
DC_KERNEL void votes(dc::span<const int> x, dc::span<unsigned long> y) {
  DC_BLOCK(40);
  bool c = x[dc::thread_id()] > 0;
  // CHECK: dc.subgroup_ballot
  y[0] = dc::subgroup_ballot(c);
  // CHECK: %[[ANY:.*]] = dc.subgroup_ballot
  // CHECK: arith.cmpi ne, %[[ANY]]
  y[1] = dc::subgroup_any(c);
  // CHECK: %[[NOT:.*]] = arith.cmpi eq, %{{.*}}, %false
  // CHECK: %[[NONE:.*]] = dc.subgroup_ballot %[[NOT]]
  // CHECK: arith.cmpi eq, %[[NONE]]
  y[2] = dc::subgroup_all(c);
}
