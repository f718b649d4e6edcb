// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arrays of structs: one argument, a strided array for each field, copies of whole elements.
// RUN: %dcc --stop-after=frontend %s -o - | FileCheck %s
#include <dotcompute/kernel.h>

struct Vec {
  float x, y;
  float dot(const Vec &o) const { return x * o.x + y * o.y; }
};
struct Base {
  unsigned char tag;
};
struct Cell : Base {
  Vec at[2];
  double w;
  dc::f16 h[3];
};

// Offsets and strides count elements of the field's own type; those of a field with extents follow the array's.
// CHECK-LABEL: dc.kernel @layout(
// CHECK-SAME: %[[C:[a-z0-9]+]]: memref<?x!dc.record<40, 8>>
// CHECK-SAME: dc.fields = [{count = 1 : i64, name = "tag", offset = 0 : i64, type = "u8"}, {count = 1 : i64, name = "at[0].x", offset = 4 : i64, type = "f32"},
// CHECK-SAME: {count = 1 : i64, name = "w", offset = 24 : i64, type = "f64"}, {count = 3 : i64, name = "h", offset = 32 : i64, type = "f16"}], dc.name = "c", dc.read_only, dc.type = "record"}
// CHECK-DAG: dc.field %[[C]] : memref<?x!dc.record<40, 8>> to memref<?xi8, strided<[40]>>
// CHECK-DAG: %[[X:.*]] = dc.field %[[C]] : memref<?x!dc.record<40, 8>> to memref<?x2xf32, strided<[10, 2], offset: 1>>
// CHECK-DAG: dc.field %[[C]] : memref<?x!dc.record<40, 8>> to memref<?x2xf32, strided<[10, 2], offset: 2>>
// CHECK-DAG: %[[W:.*]] = dc.field %[[C]] : memref<?x!dc.record<40, 8>> to memref<?xf64, strided<[5], offset: 3>>
// CHECK-DAG: %[[H:.*]] = dc.field %[[C]] : memref<?x!dc.record<40, 8>> to memref<?x3xf16, strided<[20, 1], offset: 16>>
// CHECK: memref.load %[[X]][%{{.*}}, %{{.*}}] {dc.what = "c[i].at[1].x"}
// CHECK: memref.load %[[H]][%{{.*}}, %{{.*}}] {dc.what = "c[i].h[i]"}
// CHECK: memref.load %[[W]][%{{.*}}] {dc.what = "c[i].w"}
DC_KERNEL void layout(dc::span<const Cell> c, dc::span<double> out) {
  DC_DOMAIN(c.size());
  auto i = dc::global_id();
  out[i] = c[i].at[1].x + c[i].h[i] + c[i].w;
}

// A copy reads every field at the place that the subscript names, and what the helper takes by reference stays in the array.
// CHECK-LABEL: dc.kernel @copies(
// CHECK: memref.load %[[PX:[a-z0-9]+]][%{{.*}}] {dc.what = "p[i]"} : memref<?xf32, strided<[2]>>
// CHECK: memref.load %[[PY:[a-z0-9]+]][%{{.*}}] {dc.what = "p[i]"} : memref<?xf32, strided<[2], offset: 1>>
// CHECK: memref.load %[[PX]][%{{.*}}] {dc.what = "o.x"}
// CHECK: memref.store %{{.*}}, %[[PX]][%{{.*}}] {dc.what = "p[0]"}
// CHECK: memref.store %{{.*}}, %[[PY]][%{{.*}}] {dc.what = "p[0]"}
DC_KERNEL void copies(dc::span<Vec> p) {
  auto i = dc::global_id();
  Vec v = p[i];
  v.x = v.dot(p[i + 1]);
  p[0] = v;
}

// CHECK-LABEL: dc.kernel @views(
// CHECK-SAME: memref<?x?x!dc.record<8, 4>, strided<[?, 1]>>
// CHECK: dc.field %{{.*}} : memref<?x?x!dc.record<8, 4>, strided<[?, 1]>> to memref<?x?xf32, strided<[?, 2], offset: 1>>
// CHECK: memref.store %{{.*}}[%{{.*}}, %{{.*}}] {dc.what = "v(r, c).y"}
DC_KERNEL void views(dc::view<Vec, 2> v) {
  DC_DOMAIN(v.extent(0), v.extent(1));
  auto [r, c] = dc::global_id<2>();
  v(r, c).y = 1;
}

// 8-bit floats are bytes in memory, and have a name of their own.
// CHECK-LABEL: dc.kernel @small(
// CHECK-SAME: memref<?xi8> {dc.name = "x", dc.read_only, dc.type = "f8e4m3"}
// CHECK-SAME: i8 {dc.name = "a", dc.type = "f8e5m2"}
DC_KERNEL void small(dc::span<const dc::f8e4m3> x, dc::f8e5m2 a, dc::span<float> y) {
  DC_DOMAIN(y.size());
  auto i = dc::global_id();
  y[i] = x[i] * a;
}
