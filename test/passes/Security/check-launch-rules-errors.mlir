// RUN: %dc-opt %s --security-check-launch-rules --verify-diagnostics

// Every violation is reported at once, with a note at what is in the way.

dc.kernel @loaded(%x: memref<?xi64> {dc.name = "x", dc.type = "i64"}) attributes {rank = 1 : i64} {
  %c0 = arith.constant 0 : index
  // expected-note @+1 {{'memref.load' cannot be computed before the launch}}
  %n = memref.load %x[%c0] : memref<?xi64>
  // expected-error @+2 {{expected the domain to be computed from array sizes and scalar arguments, got 'memref.load' [DCC2020]}}
  // expected-note @+1 {{help: the launcher computes it before the kernel runs; pass what it needs as a scalar argument}}
  dc.domain %n
  // expected-note @+1 {{'dc.global_id' cannot be computed before the launch}}
  %i = dc.global_id 0
  %f = arith.constant 1.0 : f32
  // expected-note @+1 {{'math.exp' cannot be computed before the launch}}
  %e = math.exp %f : f32
  %j = dc.fptosi %e : f32 to i64
  %less = arith.cmpi slt, %i, %j : i64
  // expected-error @+2 {{expected this contract to be computed from array sizes, scalar arguments and the domain, got 'dc.global_id' [DCC2020]}}
  // expected-note @+1 {{help:}}
  dc.requires %less, "i < j" written
  dc.return
}

dc.kernel @of_domain() attributes {rank = 1 : i64, block = array<i64: 64>} {
  // expected-note @+1 {{'dc.domain_size' cannot be computed before the launch}}
  %n = dc.domain_size 0
  // expected-error @+2 {{expected the grid to be computed from array sizes and scalar arguments, got 'dc.domain_size' [DCC2020]}}
  // expected-note @+1 {{help:}}
  dc.grid %n
  dc.return
}
