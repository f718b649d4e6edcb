// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The maths library: hyperbolic functions and their inverses.

// An odd polynomial near zero, else 1 - 2 / (exp(2 |x|) + 1).
func.func private @tanh_f32(%x: f32) -> f32 {
  %f10_0 = arith.constant 10.0 : f32
  %f1_0 = arith.constant 1.0 : f32
  %f2_0 = arith.constant 2.0 : f32
  %k = arith.constant 0x3AE44BA7 : f32 // 0.00174175657
  %k1 = arith.constant 0xBBFB317F : f32 // -0.0076658125
  %k2 = arith.constant 0x3CAFC841 : f32 // 0.0214577932
  %k3 = arith.constant 0xBD5CC084 : f32 // -0.0538945347
  %k4 = arith.constant 0x3E0886ED : f32 // 0.133327201
  %k5 = arith.constant 0xBEAAAAA5 : f32 // -0.333333164
  %f0_75 = arith.constant 0.75 : f32
  %a = math.absf %x : f32
  // t = a > 10.0f ? 10.0f : a
  %t = arith.cmpf ogt, %a, %f10_0 : f32
  %t1 = arith.select %t, %f10_0, %a : f32
  %t2 = arith.addf %t1, %t1 : f32
  %e = func.call @exp_small_f32(%t2) : (f32) -> f32
  // b = 1.0f - 2.0f / (e + 1.0f)
  %t3 = arith.addf %e, %f1_0 : f32
  %t4 = arith.divf %f2_0, %t3 : f32
  %b = arith.subf %f1_0, %t4 : f32
  %z = arith.mulf %x, %x : f32
  // p = poly(z, -0x1.55554a0000000p-2f, 0x1.110dda0000000p-3f, -0x1.b981080000000p-5f, 0x1.5f90820000000p-6f, -0x1.f662...
  %p = dc.muladd %k, %z, %k1 : f32
  %p1 = dc.muladd %p, %z, %k2 : f32
  %p2 = dc.muladd %p1, %z, %k3 : f32
  %p3 = dc.muladd %p2, %z, %k4 : f32
  %p4 = dc.muladd %p3, %z, %k5 : f32
  %t5 = arith.mulf %z, %x : f32
  %s = dc.muladd %p4, %t5, %x : f32
  // y = copysign(a < 0.75f ? s : b, x)
  %t6 = arith.cmpf olt, %a, %f0_75 : f32
  %t7 = arith.select %t6, %s, %b : f32
  %y = math.copysign %t7, %x : f32
  return %y : f32
}

// (exp(2 |x|) - 1) / (exp(2 |x|) + 1); from 20 on the result is 1.
func.func private @tanh_f64(%x: f64) -> f64 {
  %f20_0 = arith.constant 20.0 : f64
  %c1024 = arith.constant 1024 : i32
  %c52_i64 = arith.constant 52 : i64
  %k = arith.constant 0x3E30000000000000 : f64 // 3.7252902984619141e-09
  %a = math.absf %x : f64
  // t = a > 20.0 ? 20.0 : a
  %t = arith.cmpf ogt, %a, %f20_0 : f64
  %t1 = arith.select %t, %f20_0, %a : f64
  %t2 = arith.addf %t1, %t1 : f64
  %m:3 = func.call @expm1_core_f64(%t2) : (f64) -> (f64, f64, i32)
  %t3 = arith.subi %c1024, %m#2 : i32
  %t4 = arith.extsi %t3 : i32 to i64
  %t5 = arith.shli %t4, %c52_i64 : i64
  %t6 = arith.bitcast %t5 : i64 to f64
  %d:2 = func.call @sum_f64(%t6, %m#0) : (f64, f64) -> (f64, f64)
  // den = {d.hi, d.lo + m.lo}
  %den_lo = arith.addf %d#1, %m#1 : f64
  %v = func.call @divide_f64(%m#0, %m#1, %d#0, %den_lo) : (f64, f64, f64, f64) -> f64
  // y = copysign(a < 0x1p-28 ? a : v, x)
  %t7 = arith.cmpf olt, %a, %k : f64
  %t8 = arith.select %t7, %a, %v : f64
  %y = math.copysign %t8, %x : f64
  return %y : f64
}

// (e - 1 / e) / 2 for e = exp(|x|); where that would cancel, (m + m / e) / 2 for m = e - 1.
func.func private @sinh_f64(%x: f64) -> f64 {
  %f0_0 = arith.constant 0.0 : f64
  %f1_0 = arith.constant 1.0 : f64
  %c1 = arith.constant 1 : i32
  %f0_25 = arith.constant 0.25 : f64
  %f0_5 = arith.constant 0.5 : f64
  %c0 = arith.constant 0 : i32
  %k = arith.constant 0x3E30000000000000 : f64 // 3.7252902984619141e-09
  %a = math.absf %x : f64
  %t = func.call @exp_bounded_f64(%a) : (f64) -> f64
  %m:3 = func.call @exp_reduce_f64(%t, %f0_0) : (f64, f64) -> (f64, f64, i32)
  %p = arith.addf %f1_0, %m#0 : f64
  // p2 = p + (((1.0 - p) + m.hi) + m.lo)
  %t1 = arith.subf %f1_0, %p : f64
  %t2 = arith.addf %t1, %m#0 : f64
  %t3 = arith.addf %t2, %m#1 : f64
  %p2 = arith.addf %p, %t3 : f64
  %t4 = arith.subi %m#2, %c1 : i32
  %h = func.call @scale_f64(%p2, %t4) : (f64, i32) -> f64
  %t5 = arith.divf %f0_25, %h : f64
  %big = arith.subf %h, %t5 : f64
  // small = 0.5 * (m.hi + (m.hi / p2 + m.lo))
  %t6 = arith.divf %m#0, %p2 : f64
  %t7 = arith.addf %t6, %m#1 : f64
  %t8 = arith.addf %m#0, %t7 : f64
  %small = arith.mulf %f0_5, %t8 : f64
  // y1 = m.k == 0 ? small : big
  %t9 = arith.cmpi eq, %m#2, %c0 : i32
  %y1 = arith.select %t9, %small, %big : f64
  // y2 = a < 0x1p-28 ? a : y1
  %t10 = arith.cmpf olt, %a, %k : f64
  %y2 = arith.select %t10, %a, %y1 : f64
  %y = math.copysign %y2, %x : f64
  return %y : f64
}

func.func private @cosh_f64(%x: f64) -> f64 {
  %f0_0 = arith.constant 0.0 : f64
  %c1 = arith.constant 1 : i32
  %f0_25 = arith.constant 0.25 : f64
  %t = math.absf %x : f64
  %t1 = func.call @exp_bounded_f64(%t) : (f64) -> f64
  %e:2 = func.call @exp_core_f64(%t1, %f0_0) : (f64, f64) -> (f64, i32)
  %t2 = arith.subi %e#1, %c1 : i32
  %h = func.call @scale_f64(%e#0, %t2) : (f64, i32) -> f64
  %t3 = arith.divf %f0_25, %h : f64
  %y = arith.addf %h, %t3 : f64
  return %y : f64
}

// log1p(a + a^2 / (1 + sqrt(1 + a^2))); for large a that is log(2 a).
func.func private @asinh_f64(%x: f64) -> f64 {
  %k = arith.constant 0x41B0000000000000 : f64 // 268435456
  %f1_0 = arith.constant 1.0 : f64
  %k1 = arith.constant 0x3E30000000000000 : f64 // 3.7252902984619141e-09
  %a = math.absf %x : f64
  %big = arith.cmpf ogt, %a, %k : f64
  %b = arith.select %big, %f1_0, %a : f64
  %b2 = arith.mulf %b, %b : f64
  // u = b + b2 / (1.0 + sqrt(1.0 + b2))
  %t = arith.addf %f1_0, %b2 : f64
  %t1 = math.sqrt %t : f64
  %t2 = arith.addf %f1_0, %t1 : f64
  %t3 = arith.divf %b2, %t2 : f64
  %u = arith.addf %b, %t3 : f64
  %t4 = arith.subf %a, %f1_0 : f64
  %t5 = arith.select %big, %t4, %u : f64
  %t6 = arith.extui %big : i1 to i32
  %v = func.call @log1p_scaled_f64(%t5, %t6) : (f64, i32) -> f64
  // y = copysign(a < 0x1p-28 ? a : v, x)
  %t7 = arith.cmpf olt, %a, %k1 : f64
  %t8 = arith.select %t7, %a, %v : f64
  %y = math.copysign %t8, %x : f64
  return %y : f64
}

// log1p(t + sqrt(2 t + t^2)) for t = x - 1.
func.func private @acosh_f64(%x: f64) -> f64 {
  %k = arith.constant 0x41B0000000000000 : f64 // 268435456
  %f1_0 = arith.constant 1.0 : f64
  %bits_i64 = arith.constant 0x7FF8000000000000 : i64
  %big = arith.cmpf ogt, %x, %k : f64
  // t = (big ? 1.0 : x) - 1.0
  %t = arith.select %big, %f1_0, %x : f64
  %t1 = arith.subf %t, %f1_0 : f64
  // u = t + sqrt(muladd(t, t, t + t))
  %t2 = arith.addf %t1, %t1 : f64
  %t3 = dc.muladd %t1, %t1, %t2 : f64
  %t4 = math.sqrt %t3 : f64
  %u = arith.addf %t1, %t4 : f64
  %t5 = arith.subf %x, %f1_0 : f64
  %t6 = arith.select %big, %t5, %u : f64
  %t7 = arith.extui %big : i1 to i32
  %v = func.call @log1p_scaled_f64(%t6, %t7) : (f64, i32) -> f64
  // y = x < 1.0 ? real(0x7ff8000000000000ll) : v
  %t8 = arith.cmpf olt, %x, %f1_0 : f64
  %t9 = arith.bitcast %bits_i64 : i64 to f64
  %y = arith.select %t8, %t9, %v : f64
  return %y : f64
}

// log1p(2 a / (1 - a)) / 2; beyond 1 the argument is below -1, which gives NaN.
func.func private @atanh_f64(%x: f64) -> f64 {
  %f1_0 = arith.constant 1.0 : f64
  %f0_5 = arith.constant 0.5 : f64
  %c0 = arith.constant 0 : i32
  %k = arith.constant 0x3E30000000000000 : f64 // 3.7252902984619141e-09
  %a = math.absf %x : f64
  %d = arith.subf %f1_0, %a : f64
  %t = arith.addf %a, %a : f64
  // u = a < 0.5 ? t + t * a / d : t / d
  %t1 = arith.cmpf olt, %a, %f0_5 : f64
  %t2 = arith.mulf %t, %a : f64
  %t3 = arith.divf %t2, %d : f64
  %t4 = arith.addf %t, %t3 : f64
  %t5 = arith.divf %t, %d : f64
  %u = arith.select %t1, %t4, %t5 : f64
  // v = 0.5 * log1p_scaled_f64(u, 0)
  %t6 = func.call @log1p_scaled_f64(%u, %c0) : (f64, i32) -> f64
  %v = arith.mulf %f0_5, %t6 : f64
  // y = copysign(a < 0x1p-28 ? a : v, x)
  %t7 = arith.cmpf olt, %a, %k : f64
  %t8 = arith.select %t7, %a, %v : f64
  %y = math.copysign %t8, %x : f64
  return %y : f64
}

func.func private @sinh_f32(%x: f32) -> f32 {
  %t = arith.extf %x : f32 to f64
  %t1 = func.call @sinh_f64(%t) : (f64) -> f64
  %r = arith.truncf %t1 : f64 to f32
  return %r : f32
}

func.func private @cosh_f32(%x: f32) -> f32 {
  %t = arith.extf %x : f32 to f64
  %t1 = func.call @cosh_f64(%t) : (f64) -> f64
  %r = arith.truncf %t1 : f64 to f32
  return %r : f32
}

func.func private @asinh_f32(%x: f32) -> f32 {
  %t = arith.extf %x : f32 to f64
  %t1 = func.call @asinh_f64(%t) : (f64) -> f64
  %r = arith.truncf %t1 : f64 to f32
  return %r : f32
}

func.func private @acosh_f32(%x: f32) -> f32 {
  %t = arith.extf %x : f32 to f64
  %t1 = func.call @acosh_f64(%t) : (f64) -> f64
  %r = arith.truncf %t1 : f64 to f32
  return %r : f32
}

func.func private @atanh_f32(%x: f32) -> f32 {
  %t = arith.extf %x : f32 to f64
  %t1 = func.call @atanh_f64(%t) : (f64) -> f64
  %r = arith.truncf %t1 : f64 to f32
  return %r : f32
}
