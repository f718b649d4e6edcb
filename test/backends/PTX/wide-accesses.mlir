// RUN: dc-backend-test %s --target=cuda:sm_90 --emit=asm | FileCheck %s
// RUN: dc-backend-test %s --target=cuda:sm_90 --emit=entries | FileCheck %s --check-prefix=ENTRIES

// ENTRIES: copy = copy sm_90 block 256 items 16
// ENTRIES: halves = halves sm_90 block 256 items 8
// ENTRIES: image = image sm_90 block 256 items 32
// ENTRIES: table = table sm_90 block 256 items 16
// ENTRIES: mixed = mixed sm_90 block 256 items 4
// ENTRIES: shifted = shifted sm_90 block 256 items 4
// ENTRIES: later = later sm_90 block 256 items 16
// ENTRIES: sometimes = sometimes sm_90 block 256 items 4

// One load and one store of 16 bytes where both arrays are aligned for that, 4 of a byte each in a loop where they are not, one in the last tile.
// CHECK-LABEL: .entry copy(
// CHECK:         mul.wide.u32 {{.*}}, 4096;
// CHECK:         and.b64 [[LOW:%rd[0-9]+]], %rd{{[0-9]+}}, 15;
// CHECK:         setp.ne.b64 {{.*}}, [[LOW]], 0;
// CHECK:         .pragma "nounroll";
// CHECK-COUNT-4: ld.global.b8
// CHECK-COUNT-4: st.global.b8
// CHECK:         ld.global.b8
// CHECK:         st.global.b8
// CHECK:         ld.global.v4.b32
// CHECK:         st.global.v4.b32

// CHECK-LABEL: .entry halves(
// CHECK:         ld.global.v4.b32
// CHECK-COUNT-4: cvt.rn.bf16x2.f32
// CHECK:         st.global.v4.b32

// Rows apart: their distances, and the columns, have to be multiples too; two rows of 16 for each thread.
// CHECK-LABEL: .entry image(
// CHECK-COUNT-2: ld.global.v4.b32
// CHECK-COUNT-2: st.global.v4.b32

// What is looked up elsewhere is looked up one by one.
// CHECK-LABEL: .entry table(
// CHECK:         ld.global.v4.b32
// CHECK-COUNT-16: ld.global{{(.nc)?}}.b8
// CHECK:         st.global.v4.b32

// Four bytes are wide enough, an element beside the own one has no alignment, one 16 elements on has, and in a branch of its own each thread goes alone.
// CHECK-LABEL: .entry mixed(
// CHECK-NOT:     v4
// CHECK-LABEL: .entry shifted(
// CHECK-NOT:     v4
// CHECK-LABEL: .entry later(
// CHECK:         ld.global.v4.b32
// CHECK-LABEL: .entry sometimes(
// CHECK-NOT:     v4

gpu.module @kernels {
  gpu.func @copy(%x: memref<?xi8>, %y: memref<?xi8>, %d: i64, %record: memref<8xi64>) kernel attributes {dc.kernel = "copy", dc.rank = 1 : i64} {
    dc.threads (%i) in (%d) {
      %p = arith.index_cast %i : i64 to index
      %v = memref.load %x[%p] : memref<?xi8>
      memref.store %v, %y[%p] : memref<?xi8>
    }
    gpu.return
  }
  gpu.func @halves(%x: memref<?xbf16>, %y: memref<?xbf16>, %d: i64, %record: memref<8xi64>) kernel attributes {dc.kernel = "halves", dc.rank = 1 : i64} {
    %two = arith.constant 2.0 : f32
    dc.threads (%i) in (%d) {
      %p = arith.index_cast %i : i64 to index
      %v = memref.load %x[%p] : memref<?xbf16>
      %w = arith.extf %v : bf16 to f32
      %t = arith.mulf %w, %two : f32
      %r = arith.truncf %t : f32 to bf16
      memref.store %r, %y[%p] : memref<?xbf16>
    }
    gpu.return
  }
  gpu.func @image(%x: memref<?xi8>, %sx: i64, %y: memref<?xi8>, %sy: i64, %h: i64, %w: i64, %record: memref<8xi64>)
      kernel attributes {dc.kernel = "image", dc.rank = 2 : i64} {
    dc.threads (%r, %c) in (%h, %w) {
      %a = arith.muli %r, %sx : i64
      %b = arith.addi %a, %c : i64
      %p = arith.index_cast %b : i64 to index
      %v = memref.load %x[%p] : memref<?xi8>
      %e = arith.muli %r, %sy : i64
      %f = arith.addi %e, %c : i64
      %q = arith.index_cast %f : i64 to index
      memref.store %v, %y[%q] : memref<?xi8>
    }
    gpu.return
  }
  gpu.func @table(%x: memref<?xi8>, %t: memref<?xi8>, %y: memref<?xi8>, %d: i64, %record: memref<8xi64>) kernel attributes {dc.kernel = "table", dc.rank = 1 : i64} {
    dc.threads (%i) in (%d) {
      %p = arith.index_cast %i : i64 to index
      %v = memref.load %x[%p] : memref<?xi8>
      %q = arith.index_castui %v : i8 to index
      %w = memref.load %t[%q] : memref<?xi8>
      memref.store %w, %y[%p] : memref<?xi8>
    }
    gpu.return
  }
  gpu.func @mixed(%x: memref<?xi8>, %y: memref<?xi32>, %d: i64, %record: memref<8xi64>) kernel attributes {dc.kernel = "mixed", dc.rank = 1 : i64} {
    dc.threads (%i) in (%d) {
      %p = arith.index_cast %i : i64 to index
      %v = memref.load %x[%p] : memref<?xi8>
      %w = arith.extui %v : i8 to i32
      memref.store %w, %y[%p] : memref<?xi32>
    }
    gpu.return
  }
  gpu.func @shifted(%x: memref<?xi8>, %y: memref<?xi8>, %d: i64, %record: memref<8xi64>) kernel attributes {dc.kernel = "shifted", dc.rank = 1 : i64} {
    %one = arith.constant 1 : i64
    dc.threads (%i) in (%d) {
      %p = arith.index_cast %i : i64 to index
      %j = arith.addi %i, %one : i64
      %q = arith.index_cast %j : i64 to index
      %v = memref.load %x[%q] : memref<?xi8>
      memref.store %v, %y[%p] : memref<?xi8>
    }
    gpu.return
  }
  gpu.func @later(%x: memref<?xi8>, %y: memref<?xi8>, %d: i64, %record: memref<8xi64>) kernel attributes {dc.kernel = "later", dc.rank = 1 : i64} {
    %c = arith.constant 16 : i64
    dc.threads (%i) in (%d) {
      %p = arith.index_cast %i : i64 to index
      %j = arith.addi %i, %c : i64
      %q = arith.index_cast %j : i64 to index
      %v = memref.load %x[%q] : memref<?xi8>
      memref.store %v, %y[%p] : memref<?xi8>
    }
    gpu.return
  }
  gpu.func @sometimes(%x: memref<?xi8>, %y: memref<?xi8>, %d: i64, %record: memref<8xi64>) kernel attributes {dc.kernel = "sometimes", dc.rank = 1 : i64} {
    %zero = arith.constant 0 : i8
    dc.threads (%i) in (%d) {
      %p = arith.index_cast %i : i64 to index
      %v = memref.load %x[%p] : memref<?xi8>
      %c = arith.cmpi ne, %v, %zero : i8
      scf.if %c {
        memref.store %v, %y[%p] : memref<?xi8>
      }
    }
    gpu.return
  }
}
