// The two forms of kernels whose arrays could share memory, and tiles of four items a thread.
// RUN: dc-backend-test %s --target=cuda --emit=asm -o %t.ptx
// RUN: FileCheck %s --input-file=%t.ptx
// RUN: FileCheck %s --input-file=%t.ptx --check-prefix=SHARED
// RUN: dc-backend-test %s --target=cuda --emit=llvm -O0 | FileCheck %s --check-prefix=LLVM
// RUN: dc-backend-test %s --target=cuda --emit=entries | FileCheck %s --check-prefix=ENTRIES

// The full tile loads without a guard and without coherence, from offsets of 256 elements.
// CHECK-LABEL: .entry blend(
// CHECK:         mul.wide.u32 {{.*}}, 1024;
// CHECK:         setp.{{lt|gt|le|ge}}.s64
// CHECK-DAG:     ld.global.nc.b32 {{.*}}+1024];
// CHECK-DAG:     ld.global.nc.b32 {{.*}}+2048];
// CHECK-DAG:     ld.global.nc.b32 {{.*}}+3072];
// CHECK-DAG:     st.global.b32 {{.*}}+1024],
// CHECK-DAG:     st.global.b32 {{.*}}+2048],
// CHECK-DAG:     st.global.b32 {{.*}}+3072],
// CHECK:         ret;

// SHARED-LABEL: .entry blend$shared(
// SHARED-NOT:     ld.global.nc
// SHARED:         st.global.b32 {{.*}}+3072],
// SHARED-NOT:     ld.global.nc
// SHARED:       .entry blend(

// LLVM:      define ptx_kernel void @"blend$shared"(float %0, ptr %1, i64 %2, ptr %3, i64 %4, i64 %5, ptr %6)
// LLVM:      define ptx_kernel void @blend(float %0, ptr noalias readonly %1, i64 %2, ptr noalias %3, i64 %4, i64 %5, ptr %6)
// LLVM:      define ptx_kernel void @add(ptr readonly %0, i64 %1, ptr noalias readonly %2, i64 %3, ptr %4, i64 %5, i64 %6, ptr %7)
// LLVM:      define ptx_kernel void @fill(ptr noalias %0, i64 %1, i64 %2, ptr %3)
// LLVM:      define ptx_kernel void @count(ptr noalias readonly %0, i64 %1, ptr %2, i64 %3, i64 %4, ptr %5)

// ENTRIES:      blend = blend$shared sm_75 block 256 items 4{{$}}
// ENTRIES-NEXT: blend = blend sm_75 block 256 items 4 disjoint{{$}}
// ENTRIES-NEXT: add = add sm_75 block 256 items 4{{$}}
// ENTRIES-NEXT: rounds = rounds$shared sm_75 block 256 items 1{{$}}
// ENTRIES-NEXT: rounds = rounds sm_75 block 256 items 1 disjoint{{$}}
// ENTRIES-NEXT: scatter = scatter$shared sm_75 block 256 items 4{{$}}
// ENTRIES-NEXT: scatter = scatter sm_75 block 256 items 4 disjoint{{$}}
// ENTRIES-NEXT: fill = fill sm_75 block 256 items 4{{$}}
// ENTRIES-NEXT: count = count sm_75 block 256 items 4{{$}}
// ENTRIES-NEXT: loop = loop sm_75 block 256 items 1{{$}}
// ENTRIES-NEXT: fields = fields sm_75 block 256 items 4{{$}}
// ENTRIES-NEXT: interleaved = interleaved$shared sm_75 block 256 items 4{{$}}
// ENTRIES-NEXT: interleaved = interleaved sm_75 block 256 items 4 disjoint{{$}}
// ENTRIES-NEXT: other_field = other_field$shared sm_75 block 256 items 4{{$}}
// ENTRIES-NEXT: other_field = other_field sm_75 block 256 items 4 disjoint{{$}}

gpu.module @kernels {
  // Loads x behind a store of y: when both are the same array, it reads what it wrote.
  gpu.func @blend(%a: f32, %x: memref<?xf32> {dc.own_element, dc.read_only}, %nx: i64, %y: memref<?xf32> {dc.own_element}, %ny: i64, %d: i64, %record: memref<8xi64>)
      kernel attributes {dc.kernel = "blend", dc.rank = 1 : i64} {
    dc.threads (%i) in (%d) {
      %p = arith.index_cast %i : i64 to index
      memref.store %a, %y[%p] : memref<?xf32>
      %v = memref.load %x[%p] : memref<?xf32>
      %w = memref.load %y[%p] : memref<?xf32>
      %r = dc.muladd %a, %v, %w : f32
      memref.store %r, %y[%p] : memref<?xf32>
    }
    gpu.return
  }
  // Each thread loads before it stores, so it makes no difference whether x is y: one form. z is no thread's own, and apart from both.
  gpu.func @add(%x: memref<?xf32> {dc.own_element, dc.read_only}, %nx: i64, %z: memref<?xf32> {dc.read_only}, %nz: i64, %y: memref<?xf32> {dc.own_element}, %ny: i64, %d: i64, %record: memref<8xi64>)
      kernel attributes {dc.kernel = "add", dc.rank = 1 : i64} {
    %zero = arith.constant 0 : index
    dc.threads (%i) in (%d) {
      %p = arith.index_cast %i : i64 to index
      %v = memref.load %x[%p] : memref<?xf32>
      %w = memref.load %z[%zero] : memref<?xf32>
      %r = arith.addf %v, %w : f32
      memref.store %r, %y[%p] : memref<?xf32>
    }
    gpu.return
  }
  // The loop's second round loads x behind the first one's store.
  gpu.func @rounds(%x: memref<?xf32> {dc.own_element, dc.read_only}, %nx: i64, %y: memref<?xf32> {dc.own_element}, %ny: i64, %n: i64, %d: i64, %record: memref<8xi64>)
      kernel attributes {dc.kernel = "rounds", dc.rank = 1 : i64} {
    %zero = arith.constant 0 : i64
    %one = arith.constant 1 : i64
    dc.threads (%i) in (%d) {
      %p = arith.index_cast %i : i64 to index
      scf.for %k = %zero to %n step %one : i64 {
        %v = memref.load %x[%p] : memref<?xf32>
        memref.store %v, %y[%p] : memref<?xf32>
      }
    }
    gpu.return
  }
  // The store of y is no thread's own: nothing is known of the order of threads.
  gpu.func @scatter(%x: memref<?xf32> {dc.own_element, dc.read_only}, %nx: i64, %w: memref<?xf32> {dc.own_element}, %nw: i64, %y: memref<?xf32>, %ny: i64, %d: i64, %record: memref<8xi64>)
      kernel attributes {dc.kernel = "scatter", dc.rank = 1 : i64} {
    %zero = arith.constant 0 : index
    dc.threads (%i) in (%d) {
      %p = arith.index_cast %i : i64 to index
      %v = memref.load %x[%p] : memref<?xf32>
      memref.store %v, %w[%p] : memref<?xf32>
      memref.store %v, %y[%zero] : memref<?xf32>
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
  // Structs by their fields: each thread loads before it stores.
  gpu.func @fields(%x: memref<?xi8> {dc.own_element, dc.read_only, llvm.align = 4 : i64}, %nx: i64, %y: memref<?xi8> {dc.own_element, llvm.align = 4 : i64}, %ny: i64, %z: memref<?xf32> {dc.own_element}, %nz: i64, %d: i64, %record: memref<8xi64>)
      kernel attributes {dc.kernel = "fields", dc.rank = 1 : i64} {
    %two = arith.constant 2 : index
    %one = arith.constant 1 : index
    %fx = dc.field %x : memref<?xi8> to memref<?xf32>
    %fy = dc.field %y : memref<?xi8> to memref<?xf32>
    dc.threads (%i) in (%d) {
      %p = arith.index_cast %i : i64 to index
      %first = arith.muli %p, %two : index
      %second = arith.addi %first, %one : index
      %v = memref.load %fx[%first] : memref<?xf32>
      %w = memref.load %fx[%second] : memref<?xf32>
      memref.store %v, %fy[%second] : memref<?xf32>
      memref.store %w, %fy[%first] : memref<?xf32>
    }
    gpu.return
  }
  // A field of x is loaded behind a store of one of y.
  gpu.func @interleaved(%x: memref<?xi8> {dc.own_element, dc.read_only, llvm.align = 4 : i64}, %nx: i64, %y: memref<?xi8> {dc.own_element, llvm.align = 4 : i64}, %ny: i64, %z: memref<?xf32> {dc.own_element}, %nz: i64, %d: i64, %record: memref<8xi64>)
      kernel attributes {dc.kernel = "interleaved", dc.rank = 1 : i64} {
    %two = arith.constant 2 : index
    %one = arith.constant 1 : index
    %fx = dc.field %x : memref<?xi8> to memref<?xf32>
    %fy = dc.field %y : memref<?xi8> to memref<?xf32>
    dc.threads (%i) in (%d) {
      %p = arith.index_cast %i : i64 to index
      %first = arith.muli %p, %two : index
      %second = arith.addi %first, %one : index
      %v = memref.load %fx[%first] : memref<?xf32>
      memref.store %v, %fy[%second] : memref<?xf32>
      %w = memref.load %fx[%second] : memref<?xf32>
      memref.store %w, %fy[%first] : memref<?xf32>
    }
    gpu.return
  }
  // Threads store structs that are not their own.
  gpu.func @other_field(%x: memref<?xi8> {dc.own_element, dc.read_only, llvm.align = 4 : i64}, %nx: i64, %y: memref<?xi8> {llvm.align = 4 : i64}, %ny: i64, %z: memref<?xf32> {dc.own_element}, %nz: i64, %d: i64, %record: memref<8xi64>)
      kernel attributes {dc.kernel = "other_field", dc.rank = 1 : i64} {
    %two = arith.constant 2 : index
    %one = arith.constant 1 : index
    %fx = dc.field %x : memref<?xi8> to memref<?xf32>
    %fy = dc.field %y : memref<?xi8> to memref<?xf32>
    dc.threads (%i) in (%d) {
      %p = arith.index_cast %i : i64 to index
      %first = arith.muli %p, %two : index
      %second = arith.addi %first, %one : index
      %v = memref.load %fx[%first] : memref<?xf32>
      memref.store %v, %fy[%one] : memref<?xf32>
      memref.store %v, %z[%p] : memref<?xf32>
    }
    gpu.return
  }
}
