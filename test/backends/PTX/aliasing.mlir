// The two forms of kernels whose arrays could share memory, and tiles of four items a thread.
// RUN: dc-backend-test %s --target=cuda --emit=asm -o %t.ptx
// RUN: FileCheck %s --input-file=%t.ptx
// RUN: FileCheck %s --input-file=%t.ptx --check-prefix=SHARED
// RUN: dc-backend-test %s --target=cuda --emit=llvm -O0 | FileCheck %s --check-prefix=LLVM
// RUN: dc-backend-test %s --target=cuda --emit=entries | FileCheck %s --check-prefix=ENTRIES

// The full tile loads without a guard and without coherence, from offsets of 256 elements.
// CHECK-LABEL: .entry saxpy(
// CHECK:         mul.wide.u32 {{.*}}, 1024;
// CHECK:         setp.{{lt|gt|le|ge}}.s64
// CHECK-DAG:     ld.global.nc.b32 {{.*}}+1024];
// CHECK-DAG:     ld.global.nc.b32 {{.*}}+2048];
// CHECK-DAG:     ld.global.nc.b32 {{.*}}+3072];
// CHECK-DAG:     st.global.b32 {{.*}}+1024],
// CHECK-DAG:     st.global.b32 {{.*}}+2048],
// CHECK-DAG:     st.global.b32 {{.*}}+3072],
// CHECK:         ret;

// SHARED-LABEL: .entry saxpy$shared(
// SHARED-NOT:     ld.global.nc
// SHARED:         st.global.b32 {{.*}}+3072],
// SHARED-NOT:     ld.global.nc
// SHARED:       .entry saxpy(

// LLVM:      define ptx_kernel void @"saxpy$shared"(float %0, ptr %1, i64 %2, ptr %3, i64 %4, i64 %5, ptr %6)
// LLVM:      define ptx_kernel void @saxpy(float %0, ptr noalias readonly %1, i64 %2, ptr noalias %3, i64 %4, i64 %5, ptr %6)
// LLVM:      define ptx_kernel void @fill(ptr noalias %0, i64 %1, i64 %2, ptr %3)
// LLVM:      define ptx_kernel void @count(ptr noalias readonly %0, i64 %1, ptr %2, i64 %3, i64 %4, ptr %5)

// ENTRIES:      saxpy = saxpy$shared sm_75 block 256 items 4{{$}}
// ENTRIES-NEXT: saxpy = saxpy sm_75 block 256 items 4 disjoint{{$}}
// ENTRIES-NEXT: fill = fill sm_75 block 256 items 4{{$}}
// ENTRIES-NEXT: count = count sm_75 block 256 items 4{{$}}
// ENTRIES-NEXT: loop = loop sm_75 block 256 items 1{{$}}

gpu.module @kernels {
  gpu.func @saxpy(%a: f32, %x: memref<?xf32> {dc.own_element, dc.read_only}, %nx: i64, %y: memref<?xf32> {dc.own_element}, %ny: i64, %d: i64, %record: memref<8xi64>)
      kernel attributes {dc.kernel = "saxpy", dc.rank = 1 : i64} {
    dc.threads (%i) in (%d) {
      %p = arith.index_cast %i : i64 to index
      %v = memref.load %x[%p] : memref<?xf32>
      %w = memref.load %y[%p] : memref<?xf32>
      %r = dc.muladd %a, %v, %w : f32
      memref.store %r, %y[%p] : memref<?xf32>
    }
    gpu.return
  }
  // One array: nothing can alias, one form.
  gpu.func @fill(%y: memref<?xf32>, %ny: i64, %d: i64, %record: memref<8xi64>)
      kernel attributes {dc.kernel = "fill", dc.rank = 1 : i64} {
    %one = arith.constant 1.0 : f32
    dc.threads (%i) in (%d) {
      %p = arith.index_cast %i : i64 to index
      memref.store %one, %y[%p] : memref<?xf32>
    }
    gpu.return
  }
  // Other threads change what is accessed atomically.
  gpu.func @count(%x: memref<?xi64> {dc.read_only}, %nx: i64, %y: memref<?xi64>, %ny: i64, %d: i64, %record: memref<8xi64>)
      kernel attributes {dc.kernel = "count", dc.rank = 1 : i64} {
    %zero = arith.constant 0 : i64
    dc.threads (%i) in (%d) {
      %p = arith.index_cast %i : i64 to index
      %v = memref.load %x[%p] : memref<?xi64>
      %old = dc.atomic_cas %y[%p], %zero, %v : memref<?xi64>
    }
    gpu.return
  }
  // Loops keep one item a thread.
  gpu.func @loop(%y: memref<?xf32>, %ny: i64, %d: i64, %record: memref<8xi64>)
      kernel attributes {dc.kernel = "loop", dc.rank = 1 : i64} {
    %zero = arith.constant 0 : i64
    %one = arith.constant 1 : i64
    dc.threads (%i) in (%d) {
      %p = arith.index_cast %i : i64 to index
      %v = memref.load %y[%p] : memref<?xf32>
      %r = scf.for %k = %zero to %i step %one iter_args(%s = %v) -> (f32) : i64 {
        %t = arith.addf %s, %v : f32
        scf.yield %t : f32
      }
      memref.store %r, %y[%p] : memref<?xf32>
    }
    gpu.return
  }
}
