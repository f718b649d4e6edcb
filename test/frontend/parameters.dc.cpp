// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// References to one element, arrays of fixed size and arrays of arrays as parameters.
// RUN: %dcc --stop-after=frontend %s -o - | FileCheck %s
// RUN: %dcc --stop-after=validate %s -o - | FileCheck %s --check-prefix=VALID
#include <dotcompute/kernel.h>

#include <array>

struct Point {
  float x;
  int hits;
};

// CHECK-LABEL: dc.kernel @references(
// CHECK-SAME: %[[C:[a-z0-9]+]]: memref<?xi32> {dc.name = "counter", dc.type = "i32"}
// CHECK-SAME: %[[S:[a-z0-9]+]]: memref<?xf32> {dc.name = "scale", dc.read_only, dc.type = "f32"}
// CHECK-SAME: %[[P:[a-z0-9]+]]: memref<?x!dc.record<8, 4>> {dc.fields = [{{.*}}], dc.name = "p", dc.type = "record"}
// CHECK: dc.requires %{{.*}}, "counter.size() == 1" inferred
// CHECK: dc.atomic add %[[C]][%{{.*}}], %{{.*}} {dc.what = "counter"}
// CHECK: memref.load %[[S]][%{{.*}}] {dc.what = "scale"}
// The contract is all that it needs.
// VALID-LABEL: dc.kernel @references(
// VALID-NOT: dc.guard
// VALID: dc.return
DC_KERNEL void references(int &counter, const float &scale, Point &p, dc::span<float> x) {
  DC_DOMAIN(x.size());
  const auto i = dc::global_id();
  if (x[i] > 0) {
    dc::atomic_add(counter, 1);
    dc::atomic_add(p.hits, 2);
  }
  x[i] *= scale + p.x;
}

struct Tap {
  float weight;
  int shift[2];
};
struct Filter {
  Tap taps[2];
  float gain;
};

// Scalars each, which an array holds for indices of every kind.
// CHECK-LABEL: dc.kernel @filter(
// CHECK-SAME: f32 {dc.name = "f.taps[0].weight", dc.type = "f32"}
// CHECK-SAME: i32 {dc.name = "f.taps[0].shift[0]", dc.type = "i32"}
// CHECK-SAME: i32 {dc.name = "f.taps[0].shift[1]", dc.type = "i32"}
// CHECK-SAME: f32 {dc.name = "f.taps[1].weight", dc.type = "f32"}
// CHECK-SAME: f32 {dc.name = "f.gain", dc.type = "f32"}
// CHECK-SAME: i32 {dc.name = "pick[0]", dc.type = "i32"}
// CHECK-SAME: i32 {dc.name = "pick[1]", dc.type = "i32"}
// CHECK-DAG: memref.alloca() : memref<2xf32>
// CHECK-DAG: memref.alloca() : memref<2x2xi32>
// CHECK: dc.return
DC_KERNEL void filter(Filter f, std::array<int, 2> pick, dc::span<float> x) {
  DC_DOMAIN(x.size());
  const auto i = dc::global_id();
  float sum = f.gain;
  for (int k : pick) {
    sum += f.taps[k].weight * static_cast<float>(f.taps[k].shift[1]);
  }
  f.gain = 0;
  x[i] = sum + f.gain;
}

struct Planes {
  dc::span<float> plane[2];
  float by;
};

static void halve(const std::array<dc::span<float>, 2> &all, dc::index i) {
  for (auto s : all) {
    if (i >= s.size()) {
      continue;
    }
    s[i] /= 2;
  }
}

// CHECK-LABEL: dc.kernel @planes(
// CHECK-SAME: %[[P0:[a-z0-9]+]]: memref<?xf32> {dc.name = "p.plane[0]", dc.type = "f32"}
// CHECK-SAME: %[[P1:[a-z0-9]+]]: memref<?xf32> {dc.name = "p.plane[1]", dc.type = "f32"}
// CHECK-SAME: f32 {dc.name = "p.by", dc.type = "f32"}
// CHECK-SAME: %[[A0:[a-z0-9]+]]: memref<?xf32> {dc.name = "all[0]", dc.type = "f32"}
// CHECK-SAME: %[[A1:[a-z0-9]+]]: memref<?xf32> {dc.name = "all[1]", dc.type = "f32"}
// CHECK: memref.store %{{.*}}, %[[P1]][
// CHECK: memref.store %{{.*}}, %[[A1]][%{{.*}}] {dc.what = "both[0][i]"}
// CHECK: memref.store %{{.*}}, %[[A0]][
// CHECK: memref.store %{{.*}}, %[[A1]][
DC_KERNEL void planes(Planes p, std::array<dc::span<float>, 2> all) {
  DC_DOMAIN(p.plane[0].size());
  const auto i = dc::global_id();
  p.plane[1][i] = p.plane[0][i] * p.by;
  std::array<dc::span<float>, 2> both = {all[1], p.plane[0]};
  both[0][i] = 1;
  halve(all, i);
}
