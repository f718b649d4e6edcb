// Each invariant of device IR, named as in lowering-verify-device-ir's description.
// RUN: %dc-opt %s --split-input-file --verify-diagnostics --lowering-verify-device-ir

// Modules of kernels only.
// expected-error @+1 {{expected gpu.module only at the top of device IR, got dc.kernel [DCC3010]}}
dc.kernel @k() attributes {rank = 1 : i64} {
  dc.return
}
// Every place is reported.
// expected-error @+1 {{expected gpu.module only at the top of device IR, got func.func [DCC3010]}}
func.func private @f()

// -----

gpu.module @kernels {
  // expected-error @+2 {{expected an operation of device IR, got func.func [DCC3012]}}
  // expected-note @+1 {{help: `dc-opt --help` describes the list}}
  func.func @f() {
    return
  }
}

// -----

// V1
gpu.module @kernels {
  // expected-error @+1 {{expected a kernel with the flat calling convention, but 'k' is no kernel [DCC3011]}}
  gpu.func @k(%r: memref<8xi64>) {
    gpu.return
  }
}

// -----

// V1
gpu.module @kernels {
  // expected-error @+1 {{but 'k' lacks dc.kernel or dc.rank [DCC3011]}}
  gpu.func @k(%r: memref<8xi64>) kernel {
    gpu.return
  }
}

// -----

// V1
gpu.module @kernels {
  // expected-error @+1 {{but 'k' does not end with the fault record, memref<8xi64> [DCC3011]}}
  gpu.func @k(%r: memref<8xi64>, %n: i64) kernel attributes {dc.kernel = "k", dc.rank = 1 : i64} {
    gpu.return
  }
}

// -----

// V1
gpu.module @kernels {
  // expected-error @+1 {{but 'k' has memory attributions [DCC3011]}}
  gpu.func @k(%r: memref<8xi64>) workgroup(%w: memref<8xf32, #gpu.address_space<workgroup>>) kernel
      attributes {dc.kernel = "k", dc.rank = 1 : i64} {
    gpu.return
  }
}

// -----

// V1
gpu.module @kernels {
  // expected-error @+1 {{but 'k' has a parameter of type memref<?x?xf32> [DCC3011]}}
  gpu.func @k(%x: memref<?x?xf32>, %r: memref<8xi64>) kernel attributes {dc.kernel = "k", dc.rank = 1 : i64} {
    gpu.return
  }
  // expected-error @+1 {{but 'l' has a parameter of type index [DCC3011]}}
  gpu.func @l(%x: index, %r: memref<8xi64>) kernel attributes {dc.kernel = "l", dc.rank = 1 : i64} {
    gpu.return
  }
  // expected-error @+1 {{but 'm' has a parameter of type i1 [DCC3011]}}
  gpu.func @m(%x: i1, %r: memref<8xi64>) kernel attributes {dc.kernel = "m", dc.rank = 1 : i64} {
    gpu.return
  }
}

// -----

// V2: guards, faults and ids have been lowered.
gpu.module @kernels {
  gpu.func @k(%n: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "k", dc.rank = 1 : i64} {
    // expected-error @+2 {{expected an operation of device IR, got dc.guard [DCC3012]}}
    // expected-note @+1 {{help:}}
    %ok = dc.guard %n < %n
    // expected-error @+2 {{expected an operation of device IR, got dc.fault [DCC3012]}}
    // expected-note @+1 {{help:}}
    dc.fault %ok, bounds 0 "x"
    // expected-error @+2 {{expected an operation of device IR, got dc.assert [DCC3012]}}
    // expected-note @+1 {{help:}}
    dc.assert %ok, "x"
    // expected-error @+2 {{expected an operation of device IR, got gpu.thread_id [DCC3012]}}
    // expected-note @+1 {{help:}}
    %t = gpu.thread_id x
    // expected-error @+2 {{expected an operation of device IR, got ub.poison [DCC3012]}}
    // expected-note @+1 {{help:}}
    %p = ub.poison : i32
    gpu.return
  }
}

// -----

// V2: structured, no index_switch; memory is not reshaped.
gpu.module @kernels {
  gpu.func @k(%x: memref<?xf32>, %n: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "k", dc.rank = 1 : i64} {
    %c0 = arith.constant 0 : index
    // expected-error @+2 {{expected an operation of device IR, got memref.dim [DCC3012]}}
    // expected-note @+1 {{help:}}
    %d = memref.dim %x, %c0 : memref<?xf32>
    // expected-error @+2 {{expected an operation of device IR, got scf.index_switch [DCC3012]}}
    // expected-note @+1 {{help:}}
    scf.index_switch %d
    default {
    }
    // expected-error @+2 {{expected an operation of device IR, got cf.br [DCC3012]}}
    // expected-note @+1 {{help:}}
    cf.br ^bb1
  ^bb1:
    gpu.return
  }
}

// -----

// V3
gpu.module @kernels {
  gpu.func @k(%n: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "k", dc.rank = 1 : i64} {
    // expected-error @+1 {{expected a scalar or flat memory, got i128 in arith.extsi [DCC3013]}}
    %w = arith.extsi %n : i64 to i128
    // expected-error @+1 {{expected a scalar or flat memory, got memref<2x2xf32> in memref.alloca [DCC3013]}}
    %p = memref.alloca() : memref<2x2xf32>
    // expected-error @+1 {{expected a scalar or flat memory, got vector<4xf32> in arith.constant [DCC3013]}}
    %v = arith.constant dense<0.0> : vector<4xf32>
    gpu.return
  }
}

// -----

// V4
gpu.module @kernels {
  gpu.func @k(%n: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "k", dc.rank = 1 : i64} {
    %i = arith.index_cast %n : i64 to index
    // expected-error @+1 {{expected private memory of static size, got memref<?xf32> [DCC3014]}}
    %p = memref.alloca(%i) : memref<?xf32>
    gpu.return
  }
}

// -----

// V5
gpu.module @kernels {
  gpu.func @k(%n: i64, %f: f32, %r: memref<8xi64>) kernel attributes {dc.kernel = "k", dc.rank = 1 : i64} {
    // expected-error @+1 {{expected arith.addi without nsw: its result could be poison [DCC3015]}}
    %a = arith.addi %n, %n overflow<nsw> : i64
    // expected-error @+1 {{expected arith.muli without nuw: its result could be poison [DCC3015]}}
    %b = arith.muli %n, %n overflow<nuw> : i64
    // expected-error @+1 {{expected arith.shrui without exact: its result could be poison [DCC3015]}}
    %c = arith.shrui %n, %n exact : i64
    // expected-error @+1 {{expected arith.addf without nnan or ninf: its result could be poison [DCC3015]}}
    %d = arith.addf %f, %f fastmath<fast> : f32
    // expected-error @+1 {{expected math.sqrt without nnan or ninf: its result could be poison [DCC3015]}}
    %e = math.sqrt %f fastmath<nnan> : f32
    gpu.return
  }
}

// -----

// V6
gpu.module @kernels {
  gpu.func @k(%n: i64, %b: i8, %r: memref<8xi64>) kernel attributes {dc.kernel = "k", dc.rank = 1 : i64} {
    dc.threads (%i) in (%n) {
      // expected-error @+1 {{expected dc.threads at the top of a kernel [DCC3016]}}
      dc.threads (%j) in (%n) {
      }
    }
    gpu.return
  }
}

// -----

// V2: atomic minimum and maximum of floats are loops by now.
gpu.module @kernels {
  gpu.func @k(%x: memref<?xf32>, %v: f32, %n: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "k", dc.rank = 1 : i64} {
    %c0 = arith.constant 0 : index
    // expected-error @+2 {{expected an operation of device IR, got dc.atomic [DCC3012]}}
    // expected-note @+1 {{help:}}
    %old = dc.atomic min_f %x[%c0], %v : memref<?xf32>
    gpu.return
  }
}

// -----

// V4: the memory of a block is dc.shared
gpu.module @kernels {
  gpu.func @k(%d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "k", dc.rank = 1 : i64} {
    dc.blocks (%b) in (%d) threads (%t) in [4] {
      // expected-error @+1 {{expected private memory of static size, got memref<4xf32, #gpu.address_space<workgroup>> [DCC3014]}}
      %x = memref.alloca() : memref<4xf32, #gpu.address_space<workgroup>>
    }
    gpu.return
  }
}

// -----

// V3: memory of another kind
gpu.module @kernels {
  gpu.func @k(%d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "k", dc.rank = 1 : i64} {
    dc.blocks (%b) in (%d) threads (%t) in [4] {
      // expected-error @+1 {{expected a scalar or flat memory, got memref<2x2xf32, #gpu.address_space<workgroup>> in dc.shared [DCC3013]}}
      %x = dc.shared "x" : memref<2x2xf32, #gpu.address_space<workgroup>>
    }
    gpu.return
  }
}

// -----

// V1: a block's memory cannot be passed
gpu.module @kernels {
  // expected-error @+1 {{but 'k' has a parameter of type memref<?xf32, #gpu.address_space<workgroup>> [DCC3011]}}
  gpu.func @k(%x: memref<?xf32, #gpu.address_space<workgroup>>, %d: i64, %r: memref<8xi64>) kernel
      attributes {dc.kernel = "k", dc.rank = 1 : i64} {
    gpu.return
  }
}

// -----

// V6
gpu.module @kernels {
  gpu.func @k(%d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "k", dc.rank = 1 : i64} {
    dc.threads (%i) in (%d) {
      // expected-error @+1 {{expected dc.blocks at the top of a kernel [DCC3016]}}
      dc.blocks (%b) in (%d) threads (%t) in [4] {
      }
    }
    gpu.return
  }
}

// -----

// V6: hardware blocks have one size
gpu.module @kernels {
  // expected-error @+1 {{but 'k' has more than one dc.threads or dc.blocks [DCC3011]}}
  gpu.func @k(%d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "k", dc.rank = 1 : i64} {
    dc.threads (%i) in (%d) {
    }
    dc.blocks (%b) in (%d) threads (%t) in [4] {
    }
    gpu.return
  }
}

// -----

// V7
gpu.module @kernels {
  gpu.func @k(%d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "k", dc.rank = 1 : i64} {
    dc.threads (%i) in (%d) {
      // expected-error @+1 {{expected dc.barrier inside dc.blocks [DCC3017]}}
      dc.barrier
    }
    gpu.return
  }
}

// -----

// V7
gpu.module @kernels {
  gpu.func @k(%d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "k", dc.rank = 1 : i64} {
    // expected-error @+1 {{expected dc.shared inside dc.blocks [DCC3017]}}
    %x = dc.shared "x" : memref<4xf32, #gpu.address_space<workgroup>>
    gpu.return
  }
}
