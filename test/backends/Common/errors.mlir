// RUN: not dc-backend-test %s --target=cpu:x86-64-v9 2>&1 | FileCheck %s --check-prefix=ARCH
// RUN: not dc-backend-test %s --target=cuda:sm_35 2>&1 | FileCheck %s --check-prefix=SM
// RUN: not dc-backend-test %s --target=cpu:x86-64-v3 2>&1 | FileCheck %s --check-prefix=V3
// RUN: not dc-backend-test %s --target=cuda 2>&1 | FileCheck %s --check-prefix=PTX
// RUN: dc-backend-test %s --target=cpu --best-effort --emit=entries 2>%t.err | FileCheck %s --check-prefix=BEST
// RUN: FileCheck %s --check-prefix=REMARK --input-file=%t.err
// RUN: not dc-backend-test %s --target=cpu:x86-64-v2 2>&1 | FileCheck %s --check-prefix=V2
// RUN: echo "module {}" | not dc-backend-test - --target=cpu 2>&1 --emit=payload | FileCheck %s --check-prefix=EMPTY

// ARCH: error: expected an architecture of target cpu, got 'x86-64-v9' [DCC4001]
// ARCH: help: cpu knows x86-64-v2, x86-64-v3, x86-64-v4
// SM:   error: expected an architecture of target cuda, got 'sm_35' [DCC4001]
// V3:   errors.mlir:[[#@LINE+19]]:{{.*}}: error: target cpu:x86-64-v3 has no code for 'math.exp' [DCC4002]
// PTX:  error: target cuda:sm_75 has no code for 'math.exp' [DCC4002]
// V2: error: target cpu:x86-64-v2 has no code for 'math.exp' [DCC4002]

// A default target leaves out what it cannot express, kernel by kernel. A fused multiply-add is exact everywhere.
// BEST-NOT:  exponential
// BEST:      fused = fused.v2
// BEST-NEXT: fused = fused.v3
// BEST-NEXT: fused = fused.v4
// BEST-NOT:  exponential
// REMARK: remark: kernel 'exponential' is left out for cpu:x86-64-v2, which has no code for 'math.exp' [DCC4003]

// EMPTY: error: expected kernels in device IR, got none [DCC4011]

gpu.module @kernels {
  gpu.func @exponential(%x: memref<?xf32>, %n: i64, %d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "exponential", dc.rank = 1 : i64} {
    dc.threads (%i) in (%d) {
      %p = arith.index_cast %i : i64 to index
      %v = memref.load %x[%p] : memref<?xf32>
      %e = math.exp %v : f32
      memref.store %e, %x[%p] : memref<?xf32>
    }
    gpu.return
  }
  gpu.func @fused(%x: memref<?xf32>, %n: i64, %d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "fused", dc.rank = 1 : i64} {
    dc.threads (%i) in (%d) {
      %p = arith.index_cast %i : i64 to index
      %v = memref.load %x[%p] : memref<?xf32>
      %e = math.fma %v, %v, %v : f32
      memref.store %e, %x[%p] : memref<?xf32>
    }
    gpu.return
  }
}
