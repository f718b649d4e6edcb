// Subgroups are parts of blocks (V7).
// RUN: %dc-opt %s --lowering-verify-device-ir --split-input-file --verify-diagnostics

gpu.module @kernels {
  gpu.func @f(%d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "f", dc.rank = 1 : i64} {
    dc.threads (%i) in (%d) {
      // expected-error @+1 {{expected dc.subgroup_reduce inside dc.blocks [DCC3017]}}
      %s = dc.subgroup_reduce add %i : i64
    }
    gpu.return
  }
}

// -----

gpu.module @kernels {
  gpu.func @f(%d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "f", dc.rank = 1 : i64} {
    dc.threads (%i) in (%d) {
      // expected-error @+1 {{expected dc.subgroup_size inside dc.blocks [DCC3017]}}
      %s = dc.subgroup_size
    }
    gpu.return
  }
}
