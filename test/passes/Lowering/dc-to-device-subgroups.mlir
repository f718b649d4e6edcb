// Places in subgroups become arithmetic on the linear thread id and the size, which the backend knows; exchanges stay.
// RUN: %dc-opt %s --lowering-dc-to-device --lowering-verify-device-ir | FileCheck %s

// CHECK-LABEL: gpu.func @places(
// CHECK:         dc.blocks (%{{.*}}, %{{.*}}) in (%{{.*}}, %{{.*}}) threads (%[[R:.*]], %[[C:.*]]) in [5, 8] {
// CHECK:           %[[SIZE:.*]] = dc.subgroup_size
// CHECK:           %[[EIGHT:.*]] = arith.constant 8 : i64
// CHECK:           %[[ROW:.*]] = arith.muli %[[R]], %[[EIGHT]] : i64
// CHECK:           %[[T:.*]] = arith.addi %[[ROW]], %[[C]] : i64
// CHECK:           arith.remui %[[T]], %[[SIZE]] : i64
// CHECK:           %[[SIZE1:.*]] = dc.subgroup_size
// CHECK:           arith.divui %{{.*}}, %[[SIZE1]] : i64
// The last thread's subgroup and one.
// CHECK:           %[[SIZE2:.*]] = dc.subgroup_size
// CHECK:           %[[LAST:.*]] = arith.constant 39 : i64
// CHECK:           %[[ONE:.*]] = arith.constant 1 : i64
// CHECK:           %[[WHOLE:.*]] = arith.divui %[[LAST]], %[[SIZE2]] : i64
// CHECK:           arith.addi %[[WHOLE]], %[[ONE]] : i64
// CHECK:           dc.shuffle up
// CHECK:           dc.subgroup_ballot
dc.kernel @places(%x: memref<?xi64> {dc.name = "x", dc.type = "i64"}) attributes {rank = 2 : i64, block = array<i64: 5, 8>} {
  %c0 = arith.constant 0 : index
  %z = arith.constant 0 : i64
  dc.grid %z, %z
  %lane = dc.lane_id
  %id = dc.subgroup_id
  %count = dc.num_subgroups
  %s = dc.shuffle up %lane, %id : i64
  %is = arith.cmpi eq, %s, %z : i64
  %v = dc.subgroup_ballot %is
  %a = arith.addi %v, %count : i64
  memref.store %a, %x[%c0] : memref<?xi64>
  dc.return
}
