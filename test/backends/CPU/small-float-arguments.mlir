// 16-bit floats that are arguments, or that control flow hands on, are moved as integers: no conversion is called.
// RUN: dc-backend-test %s --target=cpu --emit=payload -o %t.so
// RUN: llvm-nm -D -u %t.so | count 0
// RUN: dc-backend-test %s --target=cpu:x86-64-v2 --emit=llvm | FileCheck %s --implicit-check-not=bfloat --implicit-check-not=half
// RUN: dc-backend-test %s --target=cpu:x86-64-v3 --emit=llvm | FileCheck %s --implicit-check-not=bfloat --check-prefixes=CHECK,F16C

// CHECK: define void @later.v
// F16C:  fpext half

gpu.module @kernels {
  gpu.func @later(%x: memref<?xbf16>, %n: i64, %a: bf16, %b: f16, %d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "later", dc.rank = 1 : i64} {
    %one = arith.constant 1.0 : bf16
    dc.threads (%i) in (%d) {
      %p = arith.index_cast %i : i64 to index
      %first = arith.cmpi eq, %i, %n : i64
      %v = scf.if %first -> bf16 {
        scf.yield %a : bf16
      } else {
        %w = arith.extf %b : f16 to f32
        %t = arith.truncf %w : f32 to bf16
        %u = arith.addf %t, %one : bf16
        scf.yield %u : bf16
      }
      %bits = arith.bitcast %v : bf16 to i16
      %back = arith.bitcast %bits : i16 to bf16
      memref.store %back, %x[%p] : memref<?xbf16>
    }
    gpu.return
  }
}
