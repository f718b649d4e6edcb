// What lowering-lower-prints refuses.
// RUN: %dc-opt %s --split-input-file --verify-diagnostics --lowering-lower-prints

gpu.module @kernels {
  // expected-error @+2 {{expected the last parameter of 'k' to be the fault record, memref<8xi64> [DCC3005]}}
  // expected-note @+1 {{help: run lowering-dc-to-device first}}
  gpu.func @k(%d: i64) kernel {
    dc.threads (%i) in (%d) {
      dc.print "x"
    }
    gpu.return
  }
}

// -----

gpu.module @kernels {
  gpu.func @k(%r: memref<8xi64>) kernel {
    // expected-error @+1 {{expected dc.print inside dc.threads or dc.blocks [DCC3006]}}
    dc.print "x"
    gpu.return
  }
}
