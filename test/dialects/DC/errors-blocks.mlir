// Each constraint of the operations of block kernels, named as in their descriptions.
// RUN: %dc-opt %s --split-input-file --verify-diagnostics

// dc.kernel C2
// expected-error @+1 {{expected a block of at most 1024 threads, got [1025]}}
dc.kernel @k() attributes {rank = 1 : i64, block = array<i64: 1025>} {
  dc.return
}

// -----

// dc.kernel C2: the product, also where it is 0 in 64 bits
// expected-error @+1 {{expected a block of at most 1024 threads, got [4294967296, 4294967296]}}
dc.kernel @k() attributes {rank = 2 : i64, block = array<i64: 4294967296, 4294967296>} {
  dc.return
}

// -----

// dc.kernel C2
// expected-error @+1 {{expected a block of at most 1024 threads, got [16, 16, 5]}}
dc.kernel @k() attributes {rank = 3 : i64, block = array<i64: 16, 16, 5>} {
  dc.return
}

// -----

// dc.thread_id C1
dc.kernel @k() attributes {rank = 1 : i64, block = array<i64: 4>} {
  // expected-error @+1 {{expected a dimension below the kernel's rank 1}}
  %0 = dc.thread_id 1
  dc.return
}

// -----

// dc.thread_id C2
dc.kernel @k() attributes {rank = 1 : i64} {
  // expected-error @+1 {{'dc.thread_id' op expected a kernel with block sizes}}
  %0 = dc.thread_id 0
  dc.return
}

// -----

// dc.block_id C1
dc.kernel @k() attributes {rank = 2 : i64, block = array<i64: 4, 4>} {
  // expected-error @+1 {{expected a dimension below the kernel's rank 2}}
  %0 = dc.block_id 2
  dc.return
}

// -----

// dc.block_id C2
dc.kernel @k() attributes {rank = 1 : i64} {
  // expected-error @+1 {{'dc.block_id' op expected a kernel with block sizes}}
  %0 = dc.block_id 0
  dc.return
}

// -----

// dc.grid_size C1
dc.kernel @k() attributes {rank = 1 : i64, block = array<i64: 4>} {
  // expected-error @+1 {{expected a dimension below the kernel's rank 1}}
  %0 = dc.grid_size 1
  dc.return
}

// -----

// dc.grid_size C2
dc.kernel @k() attributes {rank = 1 : i64} {
  // expected-error @+1 {{'dc.grid_size' op expected a kernel with block sizes}}
  %0 = dc.grid_size 0
  dc.return
}

// -----

// dc.barrier C1
dc.kernel @k() attributes {rank = 1 : i64} {
  // expected-error @+1 {{'dc.barrier' op expected a kernel with block sizes}}
  dc.barrier
  dc.return
}

// -----

// dc.shared C1
func.func @f() {
  // expected-error @+1 {{expected a static shape of rank 1 or more, got 'memref<?xf32, #gpu.address_space<workgroup>>'}}
  %0 = dc.shared "x" : memref<?xf32, #gpu.address_space<workgroup>>
  return
}

// -----

// dc.shared C1
func.func @f() {
  // expected-error @+1 {{expected a static shape of rank 1 or more, got 'memref<f32, #gpu.address_space<workgroup>>'}}
  %0 = dc.shared "x" : memref<f32, #gpu.address_space<workgroup>>
  return
}

// -----

// dc.shared C1
func.func @f() {
  // expected-error @+1 {{expected a static shape of rank 1 or more}}
  %0 = dc.shared "x" : memref<4x4xf32, strided<[8, 1]>, #gpu.address_space<workgroup>>
  return
}

// -----

// dc.shared C1: the largest and one element more
func.func @f() {
  %0 = dc.shared "x" : memref<2147483647xi8, #gpu.address_space<workgroup>>
  // expected-error @+1 {{expected at most 2147483647 bytes, got 'memref<268435456xf64, #gpu.address_space<workgroup>>'}}
  %1 = dc.shared "x" : memref<268435456xf64, #gpu.address_space<workgroup>>
  return
}

// -----

// dc.shared C1: a size that is 0 in 64 bits
func.func @f() {
  // expected-error @+1 {{expected at most 2147483647 bytes}}
  %0 = dc.shared "x" : memref<4294967296x4294967296xi8, #gpu.address_space<workgroup>>
  return
}

// -----

// dc.shared C2
func.func @f() {
  // expected-error @+1 {{expected workgroup memory, got 'memref<4xf32>'}}
  %0 = dc.shared "x" : memref<4xf32>
  return
}

// -----

// dc.shared C2
func.func @f() {
  // expected-error @+1 {{expected workgroup memory, got 'memref<4xf32, 3>'}}
  %0 = dc.shared "x" : memref<4xf32, 3>
  return
}

// -----

// dc.shared C3
dc.kernel @k() attributes {rank = 1 : i64} {
  // expected-error @+1 {{'dc.shared' op expected a kernel with block sizes}}
  %0 = dc.shared "x" : memref<4xf32, #gpu.address_space<workgroup>>
  dc.return
}

// -----

// dc.blocks C1
func.func @f() {
  // expected-error @+1 {{expected 1 to 3 extents, got 0}}
  dc.blocks () in () threads () in [1] {
  }
  return
}

// -----

// dc.blocks C1
func.func @f(%n: i64) {
  // expected-error @+1 {{expected 1 to 3 extents, got 4}}
  dc.blocks (%a, %b, %c, %d) in (%n, %n, %n, %n) threads (%e, %f, %g, %h) in [1, 1, 1, 1] {
  }
  return
}

// -----

// dc.blocks C2
func.func @f(%n: i64) {
  // expected-error @+1 {{expected 1 positive block sizes, got [4, 4]}}
  dc.blocks (%a) in (%n) threads (%b) in [4, 4] {
  }
  return
}

// -----

// dc.blocks C2
func.func @f(%n: i64) {
  // expected-error @+1 {{expected 1 positive block sizes, got [0]}}
  dc.blocks (%a) in (%n) threads (%b) in [0] {
  }
  return
}

// -----

// dc.blocks C2
func.func @f(%n: i64) {
  // expected-error @+1 {{expected a block of at most 1024 threads, got [32, 33]}}
  dc.blocks (%a, %b) in (%n, %n) threads (%c, %d) in [32, 33] {
  }
  return
}

// -----

// dc.blocks C3
func.func @f(%n: i64) {
  // expected-error @+1 {{expected two i64 body arguments for each of 1 extents, got ('i64', 'i64', 'i64')}}
  dc.blocks (%a) in (%n) threads (%b, %c) in [4] {
  }
  return
}

// -----

// dc.blocks C3
func.func @f(%n: i64) {
  // expected-error @+1 {{expected two i64 body arguments for each of 1 extents, got ('i64', 'index')}}
  "dc.blocks"(%n) <{block = array<i64: 4>}> ({
  ^bb0(%a: i64, %b: index):
    "dc.yield"() : () -> ()
  }) : (i64) -> ()
  return
}

// -----

// dc.yield
func.func @f() {
  // expected-error @+1 {{expects parent op to be one of 'dc.threads, dc.blocks'}}
  dc.yield
}
