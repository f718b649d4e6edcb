// RUN: dc-backend-test %s --target=cuda --passes=ptx-mark-loops | FileCheck %s

// CHECK-DAG: #[[UNROLL:.*]] = #llvm.loop_unroll<full = true>
// CHECK-DAG: #[[$FULL:.*]] = #llvm.loop_annotation<unroll = #[[UNROLL]]>
// CHECK-DAG: #[[COUNT:.*]] = #llvm.loop_unroll<count = 4 : i32>
// CHECK-DAG: #[[$FOUR:.*]] = #llvm.loop_annotation<unroll = #[[COUNT]]>

memref.global "private" constant @table : memref<64xi32> = dense<7>

// The array becomes registers when both loops are gone, and the table's elements numbers.
// CHECK-LABEL: func.func @private_array
// CHECK:         scf.for
// CHECK:         } {llvm.loop_annotation = #[[$FULL]]}
// CHECK:         scf.for
// CHECK:         } {llvm.loop_annotation = #[[$FULL]]}
func.func @private_array(%x: memref<?xi32>) {
  %c0 = arith.constant 0 : i32
  %c1 = arith.constant 1 : i32
  %c15 = arith.constant 15 : i32
  %c64 = arith.constant 64 : i32
  %c0_index = arith.constant 0 : index
  %c1_index = arith.constant 1 : index
  %c16_index = arith.constant 16 : index
  %a = memref.alloca() : memref<16xi32>
  %table = memref.get_global @table : memref<64xi32>
  scf.for %i = %c0_index to %c16_index step %c1_index {
    %v = memref.load %x[%i] : memref<?xi32>
    memref.store %v, %a[%i] : memref<16xi32>
  }
  %sum = scf.for %i = %c0 to %c64 step %c1 iter_args(%s = %c0) -> (i32) : i32 {
    %j = arith.andi %i, %c15 : i32
    %p = arith.index_cast %j : i32 to index
    %q = arith.index_cast %i : i32 to index
    %v = memref.load %a[%p] : memref<16xi32>
    %t = memref.load %table[%q] : memref<64xi32>
    %m = arith.muli %v, %t : i32
    %next = arith.addi %s, %m : i32
    scf.yield %next : i32
  }
  memref.store %sum, %x[%c0_index] : memref<?xi32>
  return
}

// One index that is known at run time only keeps the array in memory, so that nothing is gained.
// CHECK-LABEL: func.func @unknown_index
// CHECK-NOT:     loop_annotation
// CHECK:         return
func.func @unknown_index(%x: memref<?xi32>, %where: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c16 = arith.constant 16 : index
  %a = memref.alloca() : memref<16xi32>
  scf.for %i = %c0 to %c16 step %c1 {
    %v = memref.load %x[%i] : memref<?xi32>
    memref.store %v, %a[%i] : memref<16xi32>
  }
  %v = memref.load %a[%where] : memref<16xi32>
  memref.store %v, %x[%c0] : memref<?xi32>
  return
}

// A step that is known at run time only: by four. Constant steps are left to LLVM.
// CHECK-LABEL: func.func @strided
// CHECK:         scf.for
// CHECK:         } {llvm.loop_annotation = #[[$FOUR]]}
// CHECK:         scf.for
// CHECK-NOT:     llvm.loop_annotation
// CHECK:         return
func.func @strided(%x: memref<?xf32>, %n: i64, %step: i64) -> (f32, f32) {
  %zero = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : i64
  %c8 = arith.constant 8 : i64
  %a = scf.for %i = %c0 to %n step %step iter_args(%s = %zero) -> (f32) : i64 {
    %p = arith.index_cast %i : i64 to index
    %v = memref.load %x[%p] : memref<?xf32>
    %next = arith.addf %s, %v : f32
    scf.yield %next : f32
  }
  %b = scf.for %i = %c0 to %n step %c8 iter_args(%s = %zero) -> (f32) : i64 {
    %p = arith.index_cast %i : i64 to index
    %v = memref.load %x[%p] : memref<?xf32>
    %next = arith.addf %s, %v : f32
    scf.yield %next : f32
  }
  return %a, %b : f32, f32
}
