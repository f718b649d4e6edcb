// REQUIRES: ptxas
// What ptxas makes of each architecture: faults, ranks, small floats, division, rounding.
// RUN: dc-backend-test %s --target=cuda:sm_75 --emit=obj -o %t.75
// RUN: dc-backend-test %s --target=cuda:sm_80 --emit=obj -o %t.80
// RUN: dc-backend-test %s --target=cuda:sm_86 --emit=obj -o %t.86
// RUN: dc-backend-test %s --target=cuda:sm_89 --emit=obj -o %t.89
// RUN: dc-backend-test %s --target=cuda:sm_90 --emit=obj -o %t.90
// RUN: dc-backend-test %s --target=cuda:sm_90a --emit=obj -o %t.90a
// RUN: dc-backend-test %s --target=cuda:sm_100 --emit=obj -o %t.100
// RUN: dc-backend-test %s --target=cuda:sm_75 --emit=obj -O0 -o %t.O0
// RUN: dc-backend-test %s --target=cuda:sm_80 --emit=entries --cubin | FileCheck %s
// RUN: dc-backend-test %s --target=cuda:sm_75 --emit=asm | FileCheck %s --check-prefix=PTX

// CHECK:      cuda cubin sm_80: guarded = guarded sm_80 tile 256
// CHECK:      cuda ptx sm_80: guarded = guarded sm_80 tile 256

// PTX-LABEL: .entry guarded(
// PTX:         atom.{{.*}}cas.b64
// PTX-NOT:     call
// PTX-LABEL: .entry rounding(
// PTX:         sqrt.rn.f32
// PTX:         div.rn.f32
// PTX-NOT:     call

gpu.module @kernels {
  gpu.func @guarded(%y: memref<?xf64>, %n: i64, %d0: i64, %d1: i64, %d2: i64, %record: memref<8xi64>) kernel attributes {dc.kernel = "guarded", dc.rank = 3 : i64} {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %zero = arith.constant 0 : i64
    %one = arith.constant 1 : i64
    %true = arith.constant true
    dc.threads (%i, %j, %k) in (%d0, %d1, %d2) {
      %ok = arith.cmpi ult, %k, %n : i64
      %bad = arith.xori %ok, %true : i1
      scf.if %bad {
        %old = dc.atomic_cas %record[%c0], %zero, %one : memref<8xi64>
        %won = arith.cmpi eq, %old, %zero : i64
        scf.if %won {
          memref.store %i, %record[%c1] : memref<8xi64>
        }
      }
      scf.if %ok {
        %p = arith.index_cast %k : i64 to index
        %v = arith.sitofp %j : i64 to f64
        memref.store %v, %y[%p] : memref<?xf64>
      }
    }
    gpu.return
  }
  gpu.func @rounding(%x: memref<?xf32>, %n: i64, %d: i64, %record: memref<8xi64>) kernel attributes {dc.kernel = "rounding", dc.rank = 1 : i64} {
    dc.threads (%i) in (%d) {
      %p = arith.index_cast %i : i64 to index
      %v = memref.load %x[%p] : memref<?xf32>
      %s = math.sqrt %v : f32
      %q = arith.divf %v, %s : f32
      %r = math.round %q : f32
      %e = math.roundeven %q : f32
      %m = arith.maximumf %r, %e : f32
      %f = math.fma %m, %v, %s : f32
      memref.store %f, %x[%p] : memref<?xf32>
    }
    gpu.return
  }
  gpu.func @small(%x: memref<?xf16>, %nx: i64, %y: memref<?xbf16>, %ny: i64, %b: memref<?xi8>, %nb: i64, %flag: i8, %d: i64, %record: memref<8xi64>) kernel attributes {dc.kernel = "small", dc.rank = 1 : i64} {
    %zero = arith.constant 0 : i8
    %set = arith.cmpi ne, %flag, %zero : i8
    dc.threads (%i) in (%d) {
      %p = arith.index_cast %i : i64 to index
      %v = memref.load %x[%p] : memref<?xf16>
      %s = dc.muladd %v, %v, %v : f16
      memref.store %s, %x[%p] : memref<?xf16>
      %w = memref.load %y[%p] : memref<?xbf16>
      %e = arith.extf %w : bf16 to f32
      %h = arith.addf %e, %e : f32
      %t = arith.truncf %h : f32 to bf16
      memref.store %t, %y[%p] : memref<?xbf16>
      %o = arith.extui %set : i1 to i8
      memref.store %o, %b[%p] : memref<?xi8>
    }
    gpu.return
  }
}
