// Exchanges through arrays of the block's scratch memory: each thread gives its value in one phase and takes another's in the next.
// RUN: dc-backend-test %s --target=cpu --passes=cpu-lower-threads | FileCheck %s
// RUN: dc-backend-test %s --target=cpu --emit=entries | FileCheck %s --check-prefix=ENTRIES
// RUN: dc-backend-test %s --target=cpu --emit=target | FileCheck %s --check-prefix=HINTS

// ENTRIES-DAG: swap = swap.v2 {{.*}} subgroups of 32
gpu.module @kernels {
  // CHECK-LABEL: func.func @swap(
  // CHECK-SAME:    dc.scratch_bytes = 192 : i64
  // CHECK:         %[[GIVEN:.*]] = memref.view %{{.*}} : memref<?xi8> to memref<40xf32>
  // CHECK:         scf.for
  // CHECK:           scf.for %[[T:.*]] = %{{.*}} to %{{.*}} step
  // CHECK:             memref.store %{{.*}}, %[[GIVEN]]
  // CHECK-NEXT:      }
  // CHECK:           scf.for %[[T:.*]] = %{{.*}} to %{{.*}} step
  // CHECK:             %[[LANE:.*]] = arith.andi %[[T]], %{{.*}} : i64
  // CHECK:             %[[FIRST:.*]] = arith.subi %[[T]], %[[LANE]] : i64
  // CHECK:             arith.minsi
  // CHECK:             arith.cmpi ult
  // CHECK:             arith.select
  // CHECK:             memref.load %[[GIVEN]]
  // CHECK-NOT:     dc.
  // CHECK:         return
  gpu.func @swap(%x: memref<?xf32>, %d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "swap", dc.rank = 1 : i64} {
    dc.blocks (%b) in (%d) threads (%t) in [40] {
      %one = arith.constant 1 : i64
      %p = arith.index_cast %t : i64 to index
      %v = memref.load %x[%p] : memref<?xf32>
      %s = dc.shuffle xor %v, %one : f32
      memref.store %s, %x[%p] : memref<?xf32>
    }
    gpu.return
  }

  // The tree of a sum is made once for the block, between the phases; LLVM leaves its loops as they are.
  // CHECK-LABEL: func.func @sum(
  // CHECK:         scf.for
  // CHECK:           scf.for
  // CHECK:             memref.store %{{.*}}, %[[GIVEN:[a-z0-9_]+]]
  // CHECK-NEXT:      }
  // CHECK:           scf.for %[[POWER:.*]] = %{{.*}} to %{{.*}} step
  // CHECK:             %[[DISTANCE:.*]] = arith.shli %{{.*}}, %[[POWER]] : i64
  // CHECK:             scf.for
  // CHECK:               arith.addf
  // CHECK:               memref.store
  // CHECK:             } {llvm.loop_annotation
  // CHECK:           } {dc.once, llvm.loop_annotation
  // CHECK:           scf.for
  // CHECK:             memref.load %[[GIVEN]]
  // CHECK:         return
  // HINTS-LABEL: llvm.func internal @sum
  // HINTS:         llvm.br {{.*}} {loop_annotation =
  gpu.func @sum(%x: memref<?xf32>, %d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "sum", dc.rank = 1 : i64} {
    dc.blocks (%b) in (%d) threads (%t) in [64] {
      %p = arith.index_cast %t : i64 to index
      %v = memref.load %x[%p] : memref<?xf32>
      %s = dc.subgroup_reduce add %v : f32
      memref.store %s, %x[%p] : memref<?xf32>
    }
    gpu.return
  }

  // Two arrays take turns.
  // CHECK-LABEL: func.func @turns(
  // CHECK-COUNT-2: memref.view %{{.*}} to memref<64xi32>
  // CHECK-NOT:     memref.view %{{.*}} to memref<64xi32>
  // CHECK:         return
  gpu.func @turns(%x: memref<?xi32>, %d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "turns", dc.rank = 1 : i64} {
    dc.blocks (%b) in (%d) threads (%t) in [64] {
      %one = arith.constant 1 : i64
      %p = arith.index_cast %t : i64 to index
      %v = memref.load %x[%p] : memref<?xi32>
      %a = dc.shuffle up %v, %one : i32
      %c = dc.shuffle up %a, %one : i32
      %e = dc.shuffle up %c, %one : i32
      memref.store %e, %x[%p] : memref<?xi32>
    }
    gpu.return
  }
}
