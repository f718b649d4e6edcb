// RUN: dc-backend-test %s --target=cuda:sm_75 --emit=asm | FileCheck %s
// RUN: dc-backend-test %s --target=cuda:sm_75 --emit=asm | FileCheck %s --check-prefix=CONST
// RUN: dc-backend-test %s --target=cpu:x86-64-v3 --emit=llvm -O0 | FileCheck %s --check-prefix=CPU

// One array for all threads and both kernels, named by its contents; small and written ones stay a thread's own.
// CHECK:         .global .align 16 .b8 table${{[0-9a-f]+}}[5] = {1, 3, 5, 7, 9};
// CHECK-NOT:     .global .align
// CHECK-LABEL:   .entry lookup(
// CHECK-NOT:     .local
// CHECK:         table$
// CHECK-LABEL:   .entry again(
// CHECK-NOT:     .local
// CHECK-LABEL:   .entry written(
// CHECK:         st.local
// CHECK-LABEL:   .entry partly(
// CHECK:         .local

// What all threads read at the same index at a time lies in constant memory.
// CONST:         .const .align 16 .b8 uniform${{[0-9a-f]+}}[4] = {1, 3, 5, 7};
// CHECK-LABEL:   .entry together(
// CHECK:         ld.const.b8

// CPU:       @"table${{[0-9a-f]+}}" = internal constant [5 x i8] c"\01\03\05\07\09", align 16
// CPU-NOT:   = internal constant
// CPU-LABEL: define {{.*}}@lookup
// CPU-NOT:   alloca [5 x i8]
// CPU-LABEL: define {{.*}}@written
// CPU:       alloca [5 x i8]

gpu.module @kernels {
  gpu.func @lookup(%x: memref<?xi8>, %d: i64, %record: memref<8xi64>) kernel attributes {dc.kernel = "lookup", dc.rank = 1 : i64} {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    %c3 = arith.constant 3 : index
    %c4 = arith.constant 4 : index
    %a = arith.constant 1 : i8
    %b = arith.constant 3 : i8
    %c = arith.constant 5 : i8
    %e = arith.constant 7 : i8
    %f = arith.constant 9 : i8
    dc.threads (%i) in (%d) {
      %t = memref.alloca() : memref<5xi8>
      memref.store %a, %t[%c0] : memref<5xi8>
      memref.store %b, %t[%c1] : memref<5xi8>
      memref.store %c, %t[%c2] : memref<5xi8>
      memref.store %e, %t[%c3] : memref<5xi8>
      memref.store %f, %t[%c4] : memref<5xi8>
      %p = arith.index_cast %i : i64 to index
      %v = memref.load %x[%p] : memref<?xi8>
      %q = arith.index_castui %v : i8 to index
      %w = memref.load %t[%q] : memref<5xi8>
      memref.store %w, %x[%p] : memref<?xi8>
    }
    gpu.return
  }
  gpu.func @again(%x: memref<?xi8>, %d: i64, %record: memref<8xi64>) kernel attributes {dc.kernel = "again", dc.rank = 1 : i64} {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    %c3 = arith.constant 3 : index
    %c4 = arith.constant 4 : index
    %a = arith.constant 1 : i8
    %b = arith.constant 3 : i8
    %c = arith.constant 5 : i8
    %e = arith.constant 7 : i8
    %f = arith.constant 9 : i8
    %zero = arith.constant 0 : i8
    dc.threads (%i) in (%d) {
      %t = memref.alloca() : memref<5xi8>
      memref.store %f, %t[%c4] : memref<5xi8>
      memref.store %a, %t[%c0] : memref<5xi8>
      memref.store %b, %t[%c1] : memref<5xi8>
      memref.store %c, %t[%c2] : memref<5xi8>
      memref.store %e, %t[%c3] : memref<5xi8>
      %p = arith.index_cast %i : i64 to index
      %v = memref.load %x[%p] : memref<?xi8>
      %is = arith.cmpi ne, %v, %zero : i8
      scf.if %is {
        %q = arith.index_castui %v : i8 to index
        %w = memref.load %t[%q] : memref<5xi8>
        memref.store %w, %x[%p] : memref<?xi8>
      }
    }
    gpu.return
  }
  // Written at an index known at run time.
  gpu.func @written(%x: memref<?xi8>, %d: i64, %record: memref<8xi64>) kernel attributes {dc.kernel = "written", dc.rank = 1 : i64} {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    %c3 = arith.constant 3 : index
    %c4 = arith.constant 4 : index
    %a = arith.constant 1 : i8
    dc.threads (%i) in (%d) {
      %t = memref.alloca() : memref<5xi8>
      memref.store %a, %t[%c0] : memref<5xi8>
      memref.store %a, %t[%c1] : memref<5xi8>
      memref.store %a, %t[%c2] : memref<5xi8>
      memref.store %a, %t[%c3] : memref<5xi8>
      memref.store %a, %t[%c4] : memref<5xi8>
      %p = arith.index_cast %i : i64 to index
      %v = memref.load %x[%p] : memref<?xi8>
      %q = arith.index_castui %v : i8 to index
      memref.store %v, %t[%q] : memref<5xi8>
      %w = memref.load %t[%c3] : memref<5xi8>
      memref.store %w, %x[%p] : memref<?xi8>
    }
    gpu.return
  }
  // The last element is stored behind a load.
  gpu.func @partly(%x: memref<?xi8>, %d: i64, %record: memref<8xi64>) kernel attributes {dc.kernel = "partly", dc.rank = 1 : i64} {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    %c3 = arith.constant 3 : index
    %a = arith.constant 1 : i8
    dc.threads (%i) in (%d) {
      %t = memref.alloca() : memref<4xi8>
      memref.store %a, %t[%c0] : memref<4xi8>
      memref.store %a, %t[%c1] : memref<4xi8>
      memref.store %a, %t[%c2] : memref<4xi8>
      %p = arith.index_cast %i : i64 to index
      %v = memref.load %x[%p] : memref<?xi8>
      %q = arith.index_castui %v : i8 to index
      %w = memref.load %t[%q] : memref<4xi8>
      memref.store %a, %t[%c3] : memref<4xi8>
      %u = memref.load %t[%q] : memref<4xi8>
      %s = arith.addi %u, %w : i8
      memref.store %s, %x[%p] : memref<?xi8>
    }
    gpu.return
  }
  gpu.func @together(%x: memref<?xi8>, %n: i64, %d: i64, %record: memref<8xi64>) kernel attributes {dc.kernel = "together", dc.rank = 1 : i64} {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    %c3 = arith.constant 3 : index
    %a = arith.constant 1 : i8
    %b = arith.constant 3 : i8
    %c = arith.constant 5 : i8
    %e = arith.constant 7 : i8
    %q = arith.index_cast %n : i64 to index
    dc.threads (%i) in (%d) {
      %t = memref.alloca() : memref<4xi8>
      memref.store %a, %t[%c0] : memref<4xi8>
      memref.store %b, %t[%c1] : memref<4xi8>
      memref.store %c, %t[%c2] : memref<4xi8>
      memref.store %e, %t[%c3] : memref<4xi8>
      %p = arith.index_cast %i : i64 to index
      %w = memref.load %t[%q] : memref<4xi8>
      memref.store %w, %x[%p] : memref<?xi8>
    }
    gpu.return
  }
}
