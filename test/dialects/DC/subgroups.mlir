// The operations of subgroups: text, and what CSE and canonicalisation leave alone.
// RUN: %dc-opt %s | %dc-opt | FileCheck %s
// RUN: %dc-opt %s --mlir-print-op-generic | %dc-opt | FileCheck %s
// RUN: %dc-opt %s --cse --canonicalize | FileCheck %s --check-prefix=KEPT

// CHECK-LABEL: dc.kernel @all
dc.kernel @all(%n: i64 {dc.name = "n", dc.type = "i64"}, %f: f32 {dc.name = "f", dc.type = "f32"}, %d: f64 {dc.name = "d", dc.type = "f64"},
               %i: i32 {dc.name = "i", dc.type = "i32"}, %c: i1 {dc.name = "c", dc.type = "bool"})
    attributes {rank = 1 : i64, block = array<i64: 40>} {
  // CHECK: dc.subgroup_size
  %size = dc.subgroup_size
  // CHECK: dc.lane_id
  %lane = dc.lane_id
  // CHECK: dc.subgroup_id
  %id = dc.subgroup_id
  // CHECK: dc.num_subgroups
  %count = dc.num_subgroups
  // CHECK: dc.shuffle idx %{{.*}}, %{{.*}} : f32
  %0 = dc.shuffle idx %f, %lane : f32
  // CHECK: dc.shuffle xor %{{.*}}, %{{.*}} : i64
  %1 = dc.shuffle xor %n, %lane : i64
  // CHECK: dc.shuffle up %{{.*}}, %{{.*}} : i32
  %2 = dc.shuffle up %i, %lane : i32
  // CHECK: dc.shuffle down %{{.*}}, %{{.*}} : f64
  %3 = dc.shuffle down %d, %lane : f64
  // CHECK: dc.subgroup_reduce add %{{.*}} : f32
  %4 = dc.subgroup_reduce add %f : f32
  // CHECK: dc.subgroup_reduce min_u %{{.*}} : i32
  %5 = dc.subgroup_reduce min_u %i : i32
  // CHECK: dc.subgroup_reduce max_f %{{.*}} : f64
  %6 = dc.subgroup_reduce max_f %d : f64
  // CHECK: dc.subgroup_exclusive_sum %{{.*}} : i64
  %7 = dc.subgroup_exclusive_sum %n : i64
  // CHECK: dc.subgroup_ballot %{{.*}}
  %8 = dc.subgroup_ballot %c
  dc.return
}

// An exchange is made where it stands, as often as it stands there: others count on it. Its place is a number like any other.
// KEPT-LABEL: dc.kernel @all
// KEPT-NOT:     dc.subgroup_size
// KEPT-COUNT-4: dc.shuffle
// KEPT-COUNT-3: dc.subgroup_reduce
// KEPT:         dc.subgroup_exclusive_sum
// KEPT:         dc.subgroup_ballot

// KEPT-LABEL: dc.kernel @twice
dc.kernel @twice(%f: f32 {dc.name = "f", dc.type = "f32"}, %y: memref<?xf32> {dc.name = "y", dc.type = "f32"})
    attributes {rank = 1 : i64, block = array<i64: 64>} {
  %c0 = arith.constant 0 : index
  // KEPT-COUNT-2: dc.subgroup_reduce
  %a = dc.subgroup_reduce add %f : f32
  %b = dc.subgroup_reduce add %f : f32
  %s = arith.addf %a, %b : f32
  memref.store %s, %y[%c0] : memref<?xf32>
  dc.return
}

// A device function does not know its kernel.
func.func @helper(%f: f32) -> f32 {
  %s = dc.subgroup_reduce add %f : f32
  return %s : f32
}
