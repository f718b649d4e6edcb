// RUN: %dc-opt %s --security-guard-accesses --split-input-file --verify-diagnostics

// expected-error @+1 {{expected structured control flow, got 'dc.kernel' with 2 blocks [DCC2030]}}
dc.kernel @blocks() attributes {rank = 1 : i64} { // expected-note {{help: lift control flow first: the passes of phase input}}
  cf.br ^end
^end:
  dc.return
}

// -----

// The view's extents are the author's word: nothing has checked them.

dc.kernel @cast(%x: memref<?xf32> {dc.name = "x", dc.type = "f32"}) attributes {rank = 1 : i64} {
  %c0 = arith.constant 0 : index
  // expected-error @+1 {{expected arrays to be reached by memref.load and memref.store of arguments and private arrays, got 'memref.cast' [DCC2031]}}
  %y = memref.cast %x : memref<?xf32> to memref<10xf32>
  %v = memref.load %y[%c0] : memref<10xf32>
  dc.return
}

// -----

dc.kernel @copy(%x: memref<?xf32> {dc.name = "x", dc.type = "f32"}, %y: memref<?xf32> {dc.name = "y", dc.type = "f32"})
    attributes {rank = 1 : i64} {
  // expected-error @+1 {{got 'memref.copy' [DCC2031]}}
  memref.copy %x, %y : memref<?xf32> to memref<?xf32>
  dc.return
}

// -----

// The buffer behind a view has no extents.

dc.kernel @buffer(%x: memref<?x?xf32, strided<[?, 1]>> {dc.name = "x", dc.type = "f32"}) attributes {rank = 2 : i64} {
  // expected-error @+1 {{got 'memref.extract_strided_metadata' [DCC2031]}}
  %base, %offset, %sizes:2, %strides:2 = memref.extract_strided_metadata %x
      : memref<?x?xf32, strided<[?, 1]>> -> memref<f32>, index, index, index, index, index
  %v = memref.load %base[] : memref<f32>
  dc.return
}
