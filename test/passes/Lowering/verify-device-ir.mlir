// Device IR passes unchanged, and so does a module without kernels.
// RUN: %dc-opt %s > %t.before && %dc-opt %s --lowering-verify-device-ir > %t.after && cmp %t.before %t.after

gpu.module @kernels {
  gpu.func @everything(%x: memref<?xf32>, %n: i64, %a: f32, %b: i8, %d: i64, %r: memref<8xi64>) kernel
      attributes {dc.kernel = "everything", dc.rank = 1 : i64} {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    dc.threads (%i) in (%d) {
      %p = memref.alloca() : memref<4xf32>
      %q = memref.alloca() : memref<f64>
      %m = arith.index_cast %i : i64 to index
      %v = memref.load %x[%m] : memref<?xf32>
      %s = scf.for %j = %c0 to %m step %c1 iter_args(%t = %v) -> f32 {
        %e = math.exp %t fastmath<contract,afn> : f32
        %u = dc.muladd %e, %a, %v : f32
        scf.yield %u : f32
      }
      %w:2 = scf.while (%k = %i, %y = %s) : (i64, f32) -> (i64, f32) {
        %ok = arith.cmpi slt, %k, %n : i64
        scf.condition(%ok) %k, %y : i64, f32
      } do {
      ^bb0(%k: i64, %y: f32):
        %l = arith.addi %k, %k : i64
        scf.yield %l, %y : i64, f32
      }
      %old = dc.atomic_cas %r[%c0], %i, %w#0 : memref<8xi64>
      %is = arith.cmpi eq, %old, %i : i64
      scf.if %is {
        memref.store %w#1, %x[%m] : memref<?xf32>
      }
    }
    gpu.return
  }
}
