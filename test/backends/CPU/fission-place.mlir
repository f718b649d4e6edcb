// Around a barrier there are branches and loops only; device IR that has been verified holds nothing else.
// RUN: not dc-backend-test %s --target=cpu --passes=cpu-lower-threads 2>&1 | FileCheck %s

// CHECK: fission-place.mlir:[[#@LINE+7]]:9: error: expected only scf.if, scf.for and scf.while around a barrier, got 'scf.index_switch' [DCC4023]
gpu.module @kernels {
  gpu.func @k(%n: index, %d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "k", dc.rank = 1 : i64} {
    dc.blocks (%b) in (%d) threads (%t) in [4] {
      scf.index_switch %n
      case 0 {
        // A block may go one way only.
        dc.barrier
        scf.yield
      }
      default {
      }
    }
    gpu.return
  }
}
