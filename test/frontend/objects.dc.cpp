// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Structs are split into their members, arrays keep their shape, locals start at zero.
// RUN: %dcc --stop-after=frontend %s -o - | FileCheck %s
#include <dotcompute/kernel.h>

struct Vec {
  float x, y = 2;
  Vec operator+(const Vec &o) const { return {x + o.x, y + o.y}; }
  Vec &operator+=(Vec o) {
    *this = *this + o;
    return *this;
  }
};
struct Base {
  int tag = 7;
};
struct Counter : Base {
  int count;
  explicit Counter(int start) : count(start) { count += tag; }
  void add(int v) { count += v; }
};
struct Arrays {
  dc::span<int> out;
  int scale;
};

// CHECK-LABEL: dc.kernel @objects(
// CHECK-SAME: f32 {dc.name = "v.x", dc.type = "f32"}
// CHECK-SAME: f32 {dc.name = "v.y", dc.type = "f32"}
// CHECK-SAME: memref<?xi32> {dc.name = "a.out", dc.type = "i32"}
// CHECK-SAME: i32 {dc.name = "a.scale", dc.type = "i32"}
// CHECK-DAG: memref.alloca() : memref<4xi32>
// CHECK-DAG: memref.alloca() : memref<2x3xi8>
// CHECK-DAG: memref.alloca() : memref<100xf32>
// CHECK: scf.for
// CHECK: memref.store %{{.*}} : memref<100xf32>
// CHECK: dc.return
DC_KERNEL void objects(Vec v, Arrays a) {
  Vec w{1.0f}, sum = v + w;
  sum += w;
  Counter c(3);
  c.add(4);
  int r[4] = {1, 2};
  bool seen[2][3] = {};
  float big[100];
  int zero;
  seen[1][2] = true;
  for (int &e : r) {
    e += zero;
  }
  big[a.scale & 63] = sum.y;
  auto [first, second] = sum;
  a.out[0] = c.count + r[3] + seen[1][2] + static_cast<int>(first + second + big[3]);
}

// CHECK-LABEL: dc.kernel @constants
// CHECK: %[[T:.*]] = memref.alloca() : memref<3xi32>
// CHECK: memref.store %{{.*}}, %[[T]]
// CHECK: cf.br
// CHECK: memref.load %[[T]][%{{.*}}] {dc.what = "table[x[0]]"}
constexpr int table[3] = {3, 1, 4};
consteval int computed(int n) { return n * n; }
DC_KERNEL void constants(dc::span<int> x) {
  x[1] = table[x[0]] + computed(5) + table[1];
}
