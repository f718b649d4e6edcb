// LLVM must not turn a fill or a copy into memset and memcpy, nor convert 16-bit floats by calls.
// RUN: dc-backend-test %s --target=cpu --emit=payload -o %t.so
// RUN: llvm-nm -D -u %t.so | count 0
// RUN: dc-backend-test %s --target=cpu:x86-64-v2 --emit=asm | FileCheck %s
// RUN: dc-backend-test %s --target=cpu:x86-64-v3 --emit=asm | FileCheck %s --check-prefixes=CHECK,V3

// CHECK-NOT: {{call[a-z]*[[:space:]]}}
// V3:        vcvtps2ph

gpu.module @kernels {
  gpu.func @fill(%y: memref<?xi8>, %n: i64, %d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "fill", dc.rank = 1 : i64} {
    %zero = arith.constant 0 : i8
    dc.threads (%i) in (%d) {
      %p = arith.index_cast %i : i64 to index
      memref.store %zero, %y[%p] : memref<?xi8>
    }
    gpu.return
  }
  gpu.func @copy(%x: memref<?xi64>, %nx: i64, %y: memref<?xi64>, %n: i64, %d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "copy", dc.rank = 1 : i64} {
    dc.threads (%i) in (%d) {
      %p = arith.index_cast %i : i64 to index
      %v = memref.load %x[%p] : memref<?xi64>
      memref.store %v, %y[%p] : memref<?xi64>
    }
    gpu.return
  }
  gpu.func @halves(%x: memref<?xf16>, %nx: i64, %y: memref<?xbf16>, %n: i64, %d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "halves", dc.rank = 1 : i64} {
    dc.threads (%i) in (%d) {
      %p = arith.index_cast %i : i64 to index
      %v = memref.load %x[%p] : memref<?xf16>
      %s = arith.mulf %v, %v : f16
      memref.store %s, %x[%p] : memref<?xf16>
      %w = memref.load %y[%p] : memref<?xbf16>
      %t = arith.addf %w, %w : bf16
      %f = math.fma %t, %t, %w : bf16
      %l = arith.sitofp %i : i64 to bf16
      %m = arith.mulf %f, %l : bf16
      %c = arith.extf %m : bf16 to f64
      %q = math.fma %c, %c, %c : f64
      %u = arith.truncf %q : f64 to bf16
      memref.store %u, %y[%p] : memref<?xbf16>
    }
    gpu.return
  }
}
