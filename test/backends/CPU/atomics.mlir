// Every atomic operation on the CPU: locked instructions or loops around one, nothing imported.
// RUN: dc-backend-test %s --target=cpu --emit=payload -o %t.so
// RUN: llvm-nm -D -u %t.so | count 0
// RUN: dc-backend-test %s --target=cpu:x86-64-v3 --emit=asm | FileCheck %s --implicit-check-not=call

// CHECK-LABEL: i32{{.*}}:
// CHECK: lock{{.*}}xaddl
// CHECK: lock{{.*}}cmpxchgl
// CHECK-LABEL: i64{{.*}}:
// CHECK: lock{{.*}}xaddq
// CHECK: lock{{.*}}cmpxchgq
// CHECK-LABEL: f32{{.*}}:
// CHECK: addss
// CHECK: lock{{.*}}cmpxchgl
// CHECK: xchgl
// CHECK-LABEL: f64{{.*}}:
// CHECK: addsd
// CHECK: lock{{.*}}cmpxchgq

gpu.module @kernels {
  gpu.func @i32(%x: memref<?xi32> {dc.own_element}, %y: memref<?xi32> {dc.own_element}, %v: i32, %d: i64, %record: memref<8xi64>) kernel attributes {dc.kernel = "i32", dc.rank = 1 : i64} {
    dc.threads (%i) in (%d) {
      %p = arith.index_cast %i : i64 to index
      %0 = dc.atomic add %x[%p], %v : memref<?xi32>
      memref.store %0, %y[%p] : memref<?xi32>
      %1 = dc.atomic and %x[%p], %v : memref<?xi32>
      memref.store %1, %y[%p] : memref<?xi32>
      %2 = dc.atomic or %x[%p], %v : memref<?xi32>
      memref.store %2, %y[%p] : memref<?xi32>
      %3 = dc.atomic xor %x[%p], %v : memref<?xi32>
      memref.store %3, %y[%p] : memref<?xi32>
      %4 = dc.atomic exchange %x[%p], %v : memref<?xi32>
      memref.store %4, %y[%p] : memref<?xi32>
      %5 = dc.atomic min_s %x[%p], %v : memref<?xi32>
      memref.store %5, %y[%p] : memref<?xi32>
      %6 = dc.atomic min_u %x[%p], %v : memref<?xi32>
      memref.store %6, %y[%p] : memref<?xi32>
      %7 = dc.atomic max_s %x[%p], %v : memref<?xi32>
      memref.store %7, %y[%p] : memref<?xi32>
      %8 = dc.atomic max_u %x[%p], %v : memref<?xi32>
      memref.store %8, %y[%p] : memref<?xi32>
      %old = dc.atomic_cas %x[%p], %v, %v : memref<?xi32>
      %now = dc.atomic_load %x[%p] : memref<?xi32>
      dc.atomic_store %now, %x[%p] : memref<?xi32>
      memref.store %old, %y[%p] : memref<?xi32>
    }
    gpu.return
  }
  gpu.func @i64(%x: memref<?xi64> {dc.own_element}, %y: memref<?xi64> {dc.own_element}, %v: i64, %d: i64, %record: memref<8xi64>) kernel attributes {dc.kernel = "i64", dc.rank = 1 : i64} {
    dc.threads (%i) in (%d) {
      %p = arith.index_cast %i : i64 to index
      %0 = dc.atomic add %x[%p], %v : memref<?xi64>
      memref.store %0, %y[%p] : memref<?xi64>
      %1 = dc.atomic and %x[%p], %v : memref<?xi64>
      memref.store %1, %y[%p] : memref<?xi64>
      %2 = dc.atomic or %x[%p], %v : memref<?xi64>
      memref.store %2, %y[%p] : memref<?xi64>
      %3 = dc.atomic xor %x[%p], %v : memref<?xi64>
      memref.store %3, %y[%p] : memref<?xi64>
      %4 = dc.atomic exchange %x[%p], %v : memref<?xi64>
      memref.store %4, %y[%p] : memref<?xi64>
      %5 = dc.atomic min_s %x[%p], %v : memref<?xi64>
      memref.store %5, %y[%p] : memref<?xi64>
      %6 = dc.atomic min_u %x[%p], %v : memref<?xi64>
      memref.store %6, %y[%p] : memref<?xi64>
      %7 = dc.atomic max_s %x[%p], %v : memref<?xi64>
      memref.store %7, %y[%p] : memref<?xi64>
      %8 = dc.atomic max_u %x[%p], %v : memref<?xi64>
      memref.store %8, %y[%p] : memref<?xi64>
      %old = dc.atomic_cas %x[%p], %v, %v : memref<?xi64>
      %now = dc.atomic_load %x[%p] : memref<?xi64>
      dc.atomic_store %now, %x[%p] : memref<?xi64>
      memref.store %old, %y[%p] : memref<?xi64>
    }
    gpu.return
  }
  gpu.func @f32(%x: memref<?xf32> {dc.own_element}, %y: memref<?xf32> {dc.own_element}, %v: f32, %d: i64, %record: memref<8xi64>) kernel attributes {dc.kernel = "f32", dc.rank = 1 : i64} {
    dc.threads (%i) in (%d) {
      %p = arith.index_cast %i : i64 to index
      %0 = dc.atomic add %x[%p], %v : memref<?xf32>
      memref.store %0, %y[%p] : memref<?xf32>
      %1 = dc.atomic exchange %x[%p], %v : memref<?xf32>
      memref.store %1, %y[%p] : memref<?xf32>
      %old = dc.atomic_cas %x[%p], %v, %v : memref<?xf32>
      %now = dc.atomic_load %x[%p] : memref<?xf32>
      dc.atomic_store %now, %x[%p] : memref<?xf32>
      memref.store %old, %y[%p] : memref<?xf32>
    }
    gpu.return
  }
  gpu.func @f64(%x: memref<?xf64> {dc.own_element}, %y: memref<?xf64> {dc.own_element}, %v: f64, %d: i64, %record: memref<8xi64>) kernel attributes {dc.kernel = "f64", dc.rank = 1 : i64} {
    dc.threads (%i) in (%d) {
      %p = arith.index_cast %i : i64 to index
      %0 = dc.atomic add %x[%p], %v : memref<?xf64>
      memref.store %0, %y[%p] : memref<?xf64>
      %1 = dc.atomic exchange %x[%p], %v : memref<?xf64>
      memref.store %1, %y[%p] : memref<?xf64>
      %old = dc.atomic_cas %x[%p], %v, %v : memref<?xf64>
      %now = dc.atomic_load %x[%p] : memref<?xf64>
      dc.atomic_store %now, %x[%p] : memref<?xf64>
      memref.store %old, %y[%p] : memref<?xf64>
    }
    gpu.return
  }
  gpu.func @unused(%x: memref<?xf32> {dc.own_element}, %v: f32, %d: i64, %record: memref<8xi64>) kernel attributes {dc.kernel = "unused", dc.rank = 1 : i64} {
    dc.threads (%i) in (%d) {
      %p = arith.index_cast %i : i64 to index
      %0 = dc.atomic add %x[%p], %v : memref<?xf32>
    }
    gpu.return
  }
}
