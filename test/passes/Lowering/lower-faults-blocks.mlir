// A fault in a block kernel names the thread in its block and the block in the grid, each as one number.
// RUN: %dc-opt %s --lowering-lower-faults --lowering-verify-device-ir | FileCheck %s

gpu.module @kernels {
  // CHECK-LABEL: gpu.func @fault(
  // CHECK-SAME:    %[[D:[a-z0-9]+]]: i64, %[[E:[a-z0-9]+]]: i64, %[[R:[a-z0-9]+]]: memref<8xi64>)
  // CHECK:         dc.blocks (%[[B:.*]], %[[C:.*]]) in (%[[D]], %[[E]]) threads (%[[T:.*]], %[[U:.*]]) in [4, 8] {
  // CHECK:           scf.if
  // CHECK:             dc.atomic_cas
  // CHECK:             scf.if
  // CHECK:               %[[C8:.*]] = arith.constant 8 : i64
  // CHECK:               %[[TROW:.*]] = arith.muli %[[T]], %[[C8]] : i64
  // CHECK:               %[[THREAD:.*]] = arith.addi %[[TROW]], %[[U]] : i64
  // CHECK:               %[[BROW:.*]] = arith.muli %[[B]], %[[E]] : i64
  // CHECK:               %[[BLOCK:.*]] = arith.addi %[[BROW]], %[[C]] : i64
  // CHECK:               %[[W1:.*]] = arith.constant 1 : index
  // CHECK:               memref.store %[[THREAD]], %[[R]][%[[W1]]]
  // CHECK:               %[[W2:.*]] = arith.constant 2 : index
  // CHECK:               memref.store %[[BLOCK]], %[[R]][%[[W2]]]
  gpu.func @fault(%d: i64, %e: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "fault", dc.rank = 2 : i64} {
    %bad = arith.constant true
    dc.blocks (%b, %c) in (%d, %e) threads (%t, %u) in [4, 8] {
      dc.fault %bad, assertion 0 "c"
    }
    gpu.return
  }

  // A flag for each thread, cleared where it starts; it outlives barriers.
  // CHECK-LABEL: gpu.func @flag(
  // CHECK:         dc.blocks (%[[B:.*]]) in (%{{.*}}) threads (%[[T:.*]]) in [4] {
  // CHECK-NEXT:      %[[FLAG:.*]] = memref.alloca() : memref<i1>
  // CHECK-NEXT:      %[[NO:.*]] = arith.constant false
  // CHECK-NEXT:      memref.store %[[NO]], %[[FLAG]][]
  // CHECK:           scf.if
  // CHECK:             memref.store %{{.*}}, %[[FLAG]][] : memref<i1>
  // CHECK:               memref.store %[[T]], %{{.*}}
  // CHECK:               memref.store %[[B]], %{{.*}}
  // CHECK:           dc.barrier
  // CHECK:           memref.load %[[FLAG]][]
  gpu.func @flag(%d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "flag", dc.rank = 1 : i64} {
    %bad = arith.constant true
    dc.blocks (%b) in (%d) threads (%t) in [4] {
      dc.fault %bad, assertion 0 "c"
      dc.barrier
      %f = dc.faulted
      scf.if %f {
      }
    }
    gpu.return
  }
}
