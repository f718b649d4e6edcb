// What lowering-lower-faults refuses.
// RUN: %dc-opt %s --split-input-file --verify-diagnostics --lowering-lower-faults

gpu.module @kernels {
  // expected-error @+2 {{expected the last parameter of 'k' to be the fault record, memref<8xi64> [DCC3005]}}
  // expected-note @+1 {{help: run lowering-dc-to-device first}}
  gpu.func @k(%bad: i1, %d: i64) kernel {
    dc.threads (%i) in (%d) {
      dc.fault %bad, bounds 0 "x"
    }
    gpu.return
  }
}

// -----

gpu.module @kernels {
  gpu.func @k(%bad: i1, %r: memref<8xi64>) kernel {
    // expected-error @+1 {{expected dc.fault inside dc.threads or dc.blocks [DCC3006]}}
    dc.fault %bad, bounds 0 "x"
    gpu.return
  }
}
