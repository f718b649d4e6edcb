// Domains of two and three dimensions on blocks that are tiles: places from the hardware's ids, one test for each dimension, no division.
// RUN: dc-backend-test %s --target=cuda:sm_90 --emit=asm | FileCheck %s
// RUN: dc-backend-test %s --target=cuda:sm_90 --emit=entries | FileCheck %s --check-prefix=ENTRIES

// ENTRIES: rows = rows sm_90 tile 256 items 4{{$}}
// ENTRIES: looped = looped sm_90 tile 256 items 1{{$}}
// ENTRIES: box = box sm_90 tile 256 items 4{{$}}
// ENTRIES: bytes = bytes sm_90 block 256 items 32{{$}}
// ENTRIES: line = line sm_90 block 256 items 4{{$}}

// Four rows at once where all are there, else a loop over those that are. A launch chooses the shape of blocks: registers, no constants.
// CHECK-LABEL: .entry rows(
// CHECK:       .maxntid 256
// CHECK-NOT:   {{div|rem}}.
// CHECK-DAG:   mov.u32 {{%r[0-9]+}}, %ntid.x;
// CHECK-DAG:   mov.u32 {{%r[0-9]+}}, %tid.x;
// CHECK:       setp.ge.s64
// CHECK-DAG:   mov.u32 {{%r[0-9]+}}, %ntid.y;
// CHECK-DAG:   mov.u32 {{%r[0-9]+}}, %tid.y;
// CHECK-DAG:   mad.lo.s32
// CHECK:       setp.ge.s64
// CHECK-COUNT-4: ld.global
// CHECK-COUNT-4: st.global
// CHECK:       ret;

// CHECK-LABEL: .entry looped(
// CHECK:       .maxntid 256
// CHECK-NOT:   {{div|rem}}.
// CHECK:       ret;

// Three dimensions divide where x counts all tiles, on a path that is the same for all threads.
// CHECK-LABEL: .entry box(
// CHECK:       .maxntid 256
// CHECK-DAG:   %nctaid.y
// CHECK-DAG:   %nctaid.z
// CHECK-DAG:   %tid.z
// CHECK-NOT:   {{div|rem}}.{{[us]}}64
// CHECK:       ret;

// Wide accesses go through rows to their ends.
// CHECK-LABEL: .entry bytes(
// CHECK:       .reqntid 256
// CHECK-LABEL: .entry line(
// CHECK:       .reqntid 256

gpu.module @kernels {
  gpu.func @rows(%x: memref<?xf32>, %sx: i64, %h: i64, %w: i64, %record: memref<8xi64>) kernel attributes {dc.kernel = "rows", dc.rank = 2 : i64} {
    dc.threads (%r, %c) in (%h, %w) {
      %a = arith.muli %r, %sx : i64
      %b = arith.addi %a, %c : i64
      %p = arith.index_cast %b : i64 to index
      %v = memref.load %x[%p] : memref<?xf32>
      %w2 = arith.addf %v, %v : f32
      memref.store %w2, %x[%p] : memref<?xf32>
    }
    gpu.return
  }
  gpu.func @looped(%x: memref<?xf32>, %n64: i64, %sx: i64, %h: i64, %w: i64, %record: memref<8xi64>) kernel attributes {dc.kernel = "looped", dc.rank = 2 : i64} {
    %n = arith.index_cast %n64 : i64 to index
    %zero = arith.constant 0 : index
    %one = arith.constant 1 : index
    dc.threads (%r, %c) in (%h, %w) {
      %a = arith.muli %r, %sx : i64
      %b = arith.addi %a, %c : i64
      %p = arith.index_cast %b : i64 to index
      scf.for %i = %zero to %n step %one {
        %v = memref.load %x[%p] : memref<?xf32>
        %w2 = arith.addf %v, %v : f32
        memref.store %w2, %x[%p] : memref<?xf32>
      }
    }
    gpu.return
  }
  gpu.func @box(%x: memref<?xf32>, %d: i64, %h: i64, %w: i64, %record: memref<8xi64>) kernel attributes {dc.kernel = "box", dc.rank = 3 : i64} {
    dc.threads (%q, %r, %c) in (%d, %h, %w) {
      %e = arith.muli %q, %h : i64
      %f = arith.addi %e, %r : i64
      %a = arith.muli %f, %w : i64
      %b = arith.addi %a, %c : i64
      %p = arith.index_cast %b : i64 to index
      %v = memref.load %x[%p] : memref<?xf32>
      %w2 = arith.addf %v, %v : f32
      memref.store %w2, %x[%p] : memref<?xf32>
    }
    gpu.return
  }
  gpu.func @bytes(%x: memref<?xi8>, %sx: i64, %h: i64, %w: i64, %record: memref<8xi64>) kernel attributes {dc.kernel = "bytes", dc.rank = 2 : i64} {
    dc.threads (%r, %c) in (%h, %w) {
      %a = arith.muli %r, %sx : i64
      %b = arith.addi %a, %c : i64
      %p = arith.index_cast %b : i64 to index
      %v = memref.load %x[%p] : memref<?xi8>
      %w2 = arith.addi %v, %v : i8
      memref.store %w2, %x[%p] : memref<?xi8>
    }
    gpu.return
  }
  gpu.func @line(%x: memref<?xf32>, %w: i64, %record: memref<8xi64>) kernel attributes {dc.kernel = "line", dc.rank = 1 : i64} {
    dc.threads (%c) in (%w) {
      %p = arith.index_cast %c : i64 to index
      %v = memref.load %x[%p] : memref<?xf32>
      memref.store %v, %x[%p] : memref<?xf32>
    }
    gpu.return
  }
}
