// A line becomes words in the print area.
// RUN: %dc-opt %s --lowering-lower-prints --lowering-verify-device-ir | FileCheck %s

gpu.module @kernels {
  // CHECK-LABEL: gpu.func @values(
  // CHECK-SAME:    %[[V:[a-z0-9]+]]: f32, %[[B:[a-z0-9]+]]: i64, %[[D:[a-z0-9]+]]: i64, %[[R:[a-z0-9]+]]: memref<8xi64>)
  // CHECK:         dc.threads (%[[I:.*]]) in (%[[D]]) {
  // CHECK:           %[[W7:.*]] = arith.constant 7 : index
  // CHECK-NEXT:      %[[ADDRESS:.*]] = memref.load %[[R]][%[[W7]]] : memref<8xi64>
  // CHECK:           %[[WANTED:.*]] = arith.cmpi ne, %[[ADDRESS]],
  // CHECK-NEXT:      scf.if %[[WANTED]] {
  // CHECK-NEXT:        %[[AREA:.*]] = dc.print_area %[[R]] : memref<8xi64> to memref<?xi64>
  // CHECK-NEXT:        %[[SIZE:.*]] = arith.constant 5 : i64
  // CHECK-NEXT:        %[[NEXT:.*]] = arith.constant 0 : index
  // CHECK-NEXT:        %[[FIRST:.*]] = dc.atomic add %[[AREA]][%[[NEXT]]], %[[SIZE]] : memref<?xi64>
  // CHECK-NEXT:        %[[ONE:.*]] = arith.constant 1 : index
  // CHECK-NEXT:        %[[END:.*]] = memref.load %[[AREA]][%[[ONE]]] : memref<?xi64>
  // CHECK-NEXT:        %[[LAST:.*]] = arith.addi %[[FIRST]], %[[SIZE]] : i64
  // CHECK-NEXT:        %[[FITS:.*]] = arith.cmpi ule, %[[LAST]], %[[END]] : i64
  // CHECK-NEXT:        scf.if %[[FITS]] {
  // CHECK:               %[[SITE:.*]] = arith.constant 5 : i64
  // CHECK:               %[[BITS:.*]] = arith.bitcast %[[V]] : f32 to i32
  // CHECK-NEXT:          %[[WIDE:.*]] = arith.extui %[[BITS]] : i32 to i64
  // CHECK:               memref.store %[[SITE]], %[[AREA]]
  // CHECK:               memref.store %[[I]], %[[AREA]]
  // CHECK:               memref.store %{{.*}}, %[[AREA]]
  // CHECK:               memref.store %[[WIDE]], %[[AREA]]
  // CHECK:               memref.store %[[B]], %[[AREA]]
  // CHECK-NOT:           memref.store
  // CHECK:             } else {
  // CHECK:               %[[LOST:.*]] = arith.constant 2 : index
  // CHECK:               dc.atomic add %[[AREA]][%[[LOST]]],
  gpu.func @values(%v: f32, %b: i64, %d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "values", dc.rank = 1 : i64} {
    dc.threads (%i) in (%d) {
      dc.print "{} {}", %v, %b : f32, i64 as ["f32", "u64"] {site = 4 : i32}
    }
    gpu.return
  }

  // The thread's place in its block and the block's in the grid.
  // CHECK-LABEL: gpu.func @block(
  // CHECK:         dc.blocks
  // CHECK:           scf.if
  // CHECK:             scf.if
  // CHECK:               arith.muli
  // CHECK:               arith.muli
  // CHECK-COUNT-3:       memref.store
  // CHECK-NOT:           memref.store
  gpu.func @block(%d: i64, %e: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "block", dc.rank = 2 : i64} {
    dc.blocks (%bi, %bj) in (%d, %e) threads (%i, %j) in [4, 8] {
      dc.print "here"
    }
    gpu.return
  }
}
