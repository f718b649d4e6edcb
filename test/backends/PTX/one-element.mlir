// RUN: dc-backend-test %s --target=cuda:sm_75 --emit=asm | FileCheck %s

// A private array of one element is a register, though its index is known at run time only.
// CHECK-LABEL: .entry largest(
// CHECK-NOT:   .local
// CHECK:       st.global

gpu.module @kernels {
  gpu.func @largest(%x: memref<?xf32>, %n: i64, %y: memref<?xf32>, %d: i64, %record: memref<8xi64>) kernel attributes {dc.kernel = "largest", dc.rank = 1 : i64} {
    %zero = arith.constant 0.0 : f32
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %count = arith.index_cast %n : i64 to index
    dc.threads (%i) in (%d) {
      %p = arith.index_cast %i : i64 to index
      %best = memref.alloca() : memref<1xf32>
      memref.store %zero, %best[%c0] : memref<1xf32>
      scf.for %k = %c0 to %count step %c1 {
        %v = memref.load %x[%k] : memref<?xf32>
        %old = memref.load %best[%c0] : memref<1xf32>
        %more = arith.cmpf ogt, %v, %old : f32
        scf.if %more {
          memref.store %v, %best[%p] : memref<1xf32>
        }
      }
      %r = memref.load %best[%p] : memref<1xf32>
      memref.store %r, %y[%p] : memref<?xf32>
    }
    gpu.return
  }
}
