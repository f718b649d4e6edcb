// bf16 by integer instructions, since sm_75 has none of its own, and from sm_80 on rounded in one; f16 stays, where the instruction rounds as f32 and one conversion would. Nothing is called, and results round once.
// RUN: dc-backend-test %s --target=cuda:sm_75 --emit=asm | FileCheck %s
// RUN: dc-backend-test %s --target=cuda:sm_90 --emit=asm | FileCheck %s --check-prefix=SM90

// CHECK-NOT: {{call|extern|[.]bf16}}
// CHECK:     .entry upper
// CHECK:     shl.b32
// CHECK:     add.rn.f32
// CHECK:     .entry half
// CHECK:     mul.rn.f16
// CHECK-NOT: {{call|extern|[.]bf16}}

// SM90-NOT: {{call|extern|(add|mul|fma)[.a-z]*[.]bf16}}
// SM90:     .entry upper
// SM90:     add.rn.f32
// SM90:     cvt.rn.bf16.f32
// SM90:     .entry half
// SM90:     mul.rn.f16
// SM90-NOT: {{call|extern|(add|mul|fma)[.a-z]*[.]bf16}}

gpu.module @kernels {
  gpu.func @upper(%x: memref<?xbf16>, %n: i64, %d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "upper", dc.rank = 1 : i64} {
    dc.threads (%i) in (%d) {
      %p = arith.index_cast %i : i64 to index
      %v = memref.load %x[%p] : memref<?xbf16>
      %s = arith.addf %v, %v : bf16
      %f = math.fma %s, %s, %v : bf16
      %l = arith.sitofp %i : i64 to bf16
      %m = arith.mulf %f, %l : bf16
      %c = arith.extf %m : bf16 to f64
      %u = arith.truncf %c : f64 to bf16
      memref.store %u, %x[%p] : memref<?xbf16>
    }
    gpu.return
  }
  gpu.func @half(%x: memref<?xf16>, %n: i64, %d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "half", dc.rank = 1 : i64} {
    dc.threads (%i) in (%d) {
      %p = arith.index_cast %i : i64 to index
      %v = memref.load %x[%p] : memref<?xf16>
      %s = arith.mulf %v, %v : f16
      memref.store %s, %x[%p] : memref<?xf16>
    }
    gpu.return
  }
}
