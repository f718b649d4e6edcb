// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Views of two and three dimensions, ids of as many, and the rank of a kernel.
// RUN: %dcc --stop-after=frontend %s -o - | FileCheck %s
#include <dotcompute/kernel.h>

static float first(dc::view<const float, 2> v) { return v(0, 0); }

// The rank is that of DC_DOMAIN.
// CHECK-LABEL: dc.kernel @rows(
// CHECK-SAME: %[[X:[a-z0-9]+]]: memref<?x?xf32, strided<[?, 1]>> {dc.name = "x", dc.read_only, dc.type = "f32"}
// CHECK-SAME: %[[Y:[a-z0-9]+]]: memref<?x?xf32, strided<[?, 1]>> {dc.name = "y", dc.type = "f32"}
// CHECK-SAME: rank = 2
// CHECK: memref.dim %[[Y]], %c0
// CHECK: memref.dim %[[Y]], %c1
// CHECK: dc.domain %{{.*}}, %{{.*}}
// CHECK: dc.domain_size 1
// CHECK: dc.requires %{{.*}}, "x.extent(1) >= dc::domain(1)" written
// CHECK: dc.global_id 0
// CHECK: dc.global_id 1
// CHECK: memref.load %[[X]][%{{.*}}, %{{.*}}] {dc.what = "v(0, 0)"} : memref<?x?xf32, strided<[?, 1]>>
// CHECK: memref.store %{{.*}}, %[[Y]][%{{.*}}, %{{.*}}] {dc.what = "same(r, c)"} : memref<?x?xf32, strided<[?, 1]>>
DC_KERNEL void rows(dc::view<const float, 2> x, dc::view<float, 2> y) {
  DC_DOMAIN(y.extent(0), y.extent(1));
  DC_REQUIRES(x.extent(1) >= dc::domain(1));
  auto [r, c] = dc::global_id<2>();
  auto same = y;
  same(r, c) = first(x);
}

// The rank is that of the ids. Neighbours in the last dimension lie side by side.
// CHECK-LABEL: dc.kernel @planes(
// CHECK-SAME: %[[V:[a-z0-9]+]]: memref<?x?x?xi64, strided<[?, ?, 1]>>
// CHECK-SAME: rank = 3
// CHECK-NOT: dc.domain %
// CHECK: dc.global_id 2
// CHECK: %{{.*}}, %{{.*}}, %{{.*}}:3, %[[STRIDES:.*]]:3 = memref.extract_strided_metadata %[[V]]
// CHECK: arith.index_cast %[[STRIDES]]#1
// CHECK: dc.domain_size 2
DC_KERNEL void planes(dc::view<dc::index, 3> v) {
  auto [p, r, c] = dc::global_id<3>();
  v(p, r, c) = v.stride(1) + v.stride(2) + dc::domain(2);
}

// A position is an ordinary object, also where a function hands it out.
// CHECK-LABEL: dc.kernel @mirrored(
// CHECK-SAME: rank = 2
// CHECK: dc.global_id 0
// CHECK: dc.global_id 1
static dc::position<2> swapped() {
  auto [r, c] = dc::global_id<2>();
  return {c, r};
}
DC_KERNEL void mirrored(dc::view<int, 2> v) {
  auto [r, c] = swapped();
  r += 1;
  v(r, c) = 1;
}

// A view of one dimension is a span.
// CHECK-LABEL: dc.kernel @line(
// CHECK-SAME: %[[L:[a-z0-9]+]]: memref<?xi32>
// CHECK-SAME: rank = 1
// CHECK: memref.store %{{.*}}, %[[L]][%{{.*}}] {dc.what = "l(i)"}
DC_KERNEL void line(dc::view<int, 1> l, dc::span<int> s) {
  auto [i] = dc::global_id<1>();
  dc::view<int, 1> part = s.subspan(1, 2);
  l(i) = part(0) + static_cast<int>(part.extent(0));
}
