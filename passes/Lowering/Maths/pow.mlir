// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The maths library: powers.

// 0 where y is no integer, 1 where it is odd, 2 where it is even; infinities are even.
func.func private @parity_f32(%y: f32) -> i32 {
  %f0_5 = arith.constant 0.5 : f32
  %c1 = arith.constant 1 : i32
  %c2 = arith.constant 2 : i32
  %c0 = arith.constant 0 : i32
  %h = arith.mulf %f0_5, %y : f32
  // odd = trunc(h) != h ? 1 : 2
  %t = math.trunc %h : f32
  %t1 = arith.cmpf une, %t, %h : f32
  %odd = arith.select %t1, %c1, %c2 : i32
  // p = trunc(y) != y ? 0 : odd
  %t2 = math.trunc %y : f32
  %t3 = arith.cmpf une, %t2, %y : f32
  %p = arith.select %t3, %c0, %odd : i32
  return %p : i32
}

// C's rules: pow(x, 0) and pow(1, y) are 1 even for a NaN, a negative base needs an integer.
func.func private @pow_f32(%x: f32, %y: f32) -> f32 {
  %f0_0 = arith.constant 0.0 : f64
  %c0 = arith.constant 0 : i32
  %c1 = arith.constant 1 : i32
  %f0_0_1 = arith.constant 0.0 : f32
  %k1 = arith.constant 0xFF7FFFFF : f32 // -3.40282347e+38
  %bits = arith.constant 0x7FC00000 : i32
  %f1_0 = arith.constant 1.0 : f32
  %true = arith.constant true
  %t = arith.extf %x : f32 to f64
  %a = math.absf %t : f64
  %l = func.call @log_f64(%a) : (f64) -> f64
  // w = l == 0.0 ? l : l * widen(y)
  %t1 = arith.cmpf oeq, %l, %f0_0 : f64
  %t2 = arith.extf %y : f32 to f64
  %t3 = arith.mulf %l, %t2 : f64
  %w = arith.select %t1, %l, %t3 : f64
  %t4 = func.call @exp_f64(%w) : (f64) -> f64
  %p = arith.truncf %t4 : f64 to f32
  %k = func.call @parity_f32(%y) : (f32) -> i32
  %t5 = arith.bitcast %x : f32 to i32
  %negative = arith.cmpi slt, %t5, %c0 : i32
  // ps = negative && k == 1 ? -p : p
  %t6 = arith.cmpi eq, %k, %c1 : i32
  %t7 = arith.andi %negative, %t6 : i1
  %t8 = arith.negf %p : f32
  %ps = arith.select %t7, %t8, %p : f32
  // invalid = x < 0.0f && x >= -0x1.fffffep+127f && k == 0
  %t9 = arith.cmpf olt, %x, %f0_0_1 : f32
  %t10 = arith.cmpf oge, %x, %k1 : f32
  %t11 = arith.andi %t9, %t10 : i1
  %t12 = arith.cmpi eq, %k, %c0 : i32
  %invalid = arith.andi %t11, %t12 : i1
  // v = invalid ? real(0x7fc00000) : ps
  %t13 = arith.bitcast %bits : i32 to f32
  %v = arith.select %invalid, %t13, %ps : f32
  // one = x == 1.0f || y == 0.0f
  %t14 = arith.cmpf oeq, %x, %f1_0 : f32
  %t15 = arith.cmpf oeq, %y, %f0_0_1 : f32
  %one = arith.ori %t14, %t15 : i1
  // r1 = one ? 1.0f : v
  %r1 = arith.select %one, %f1_0, %v : f32
  // A NaN exponent of a base of magnitude 1.
  // r = y != y && !one ? y : r1
  %t16 = arith.cmpf une, %y, %y : f32
  %t17 = arith.xori %one, %true : i1
  %t18 = arith.andi %t16, %t17 : i1
  %r = arith.select %t18, %y, %r1 : f32
  return %r : f32
}

func.func private @parity_f64(%y: f64) -> i32 {
  %f0_5 = arith.constant 0.5 : f64
  %c1 = arith.constant 1 : i32
  %c2 = arith.constant 2 : i32
  %c0 = arith.constant 0 : i32
  %h = arith.mulf %f0_5, %y : f64
  // odd = trunc(h) != h ? 1 : 2
  %t = math.trunc %h : f64
  %t1 = arith.cmpf une, %t, %h : f64
  %odd = arith.select %t1, %c1, %c2 : i32
  // p = trunc(y) != y ? 0 : odd
  %t2 = math.trunc %y : f64
  %t3 = arith.cmpf une, %t2, %y : f64
  %p = arith.select %t3, %c0, %odd : i32
  return %p : i32
}

// log(a) for a > 0 as a sum good to 65 bits: 2 s + s (2/3 s^2 + s^4 Q(s^2)) for s = f / (2 + f), whose first terms are sums themselves.
func.func private @log_sum_f64(%a: f64) -> (f64, f64) {
  %f2_0 = arith.constant 2.0 : f64
  %k1 = arith.constant 0x3FBEAD05BBE8E7B7 : f64 // 0.11982761228219273
  %k2 = arith.constant 0x3FBDE3C3EF459402 : f64 // 0.1167566737327235
  %k3 = arith.constant 0x3FC1120761848940 : f64 // 0.13336269628150355
  %k4 = arith.constant 0x3FC3B1364A0491A7 : f64 // 0.15384558309700688
  %k5 = arith.constant 0x3FC745D1829D8B48 : f64 // 0.18181818845467945
  %k6 = arith.constant 0x3FCC71C71C595BFF : f64 // 0.22222222217780538
  %k7 = arith.constant 0x3FD2492492492F55 : f64 // 0.28571428571443863
  %k8 = arith.constant 0x3FD9999999999996 : f64 // 0.3999999999999998
  %k9 = arith.constant 0x3FE5555555555555 : f64 // 0.66666666666666663
  %k10 = arith.constant 0x3C85555555555555 : f64 // 3.7007434154171883e-17
  %ln2_hi = arith.constant 0x3FE62E42FF000000 : f64 // 0.69314718060195446
  %ln2_lo = arith.constant 0xBDC718432A1B0E26 : f64 // -4.2009150726810846e-11
  %m:2 = func.call @log_split_f64(%a) : (f64) -> (f64, i32)
  %k = arith.sitofp %m#1 : i32 to f64
  %den:2 = func.call @sum_f64(%f2_0, %m#0) : (f64, f64) -> (f64, f64)
  %s = arith.divf %m#0, %den#0 : f64
  %sp:2 = func.call @product_f64(%s, %den#0) : (f64, f64) -> (f64, f64)
  // sl = (((m.p - sp.hi) - sp.lo) - s * den.lo) / den.hi
  %t = arith.subf %m#0, %sp#0 : f64
  %t1 = arith.subf %t, %sp#1 : f64
  %t2 = arith.mulf %s, %den#1 : f64
  %t3 = arith.subf %t1, %t2 : f64
  %sl = arith.divf %t3, %den#0 : f64
  %z:2 = func.call @product_f64(%s, %s) : (f64, f64) -> (f64, f64)
  // zl = z.lo + 2.0 * s * sl
  %t4 = arith.mulf %f2_0, %s : f64
  %t5 = arith.mulf %t4, %sl : f64
  %zl = arith.addf %z#1, %t5 : f64
  // q = poly(z.hi, 0x1.9999999999996p-2, 0x1.2492492492f55p-2, 0x1.c71c71c595bffp-3, 0x1.745d1829d8b48p-3, 0x1.3b1364a0...
  %q = dc.muladd %k1, %z#0, %k2 : f64
  %q1 = dc.muladd %q, %z#0, %k3 : f64
  %q2 = dc.muladd %q1, %z#0, %k4 : f64
  %q3 = dc.muladd %q2, %z#0, %k5 : f64
  %q4 = dc.muladd %q3, %z#0, %k6 : f64
  %q5 = dc.muladd %q4, %z#0, %k7 : f64
  %q6 = dc.muladd %q5, %z#0, %k8 : f64
  %c:2 = func.call @product_f64(%z#0, %k9) : (f64, f64) -> (f64, f64)
  // cl = c.lo + (z.hi * 0x1.5555555555555p-55 + zl * 0x1.5555555555555p-1)
  %t6 = arith.mulf %z#0, %k10 : f64
  %t7 = arith.mulf %zl, %k9 : f64
  %t8 = arith.addf %t6, %t7 : f64
  %cl = arith.addf %c#1, %t8 : f64
  %t9 = arith.mulf %q6, %z#0 : f64
  %t10 = arith.mulf %t9, %z#0 : f64
  %w:2 = func.call @sum_f64(%c#0, %t10) : (f64, f64) -> (f64, f64)
  %wl = arith.addf %w#1, %cl : f64
  %t11:2 = func.call @product_f64(%s, %w#0) : (f64, f64) -> (f64, f64)
  // tl = t.lo + (s * wl + sl * w.hi)
  %t12 = arith.mulf %s, %wl : f64
  %t13 = arith.mulf %sl, %w#0 : f64
  %t14 = arith.addf %t12, %t13 : f64
  %tl = arith.addf %t11#1, %t14 : f64
  %t15 = arith.mulf %k, %ln2_hi : f64
  %t16 = arith.mulf %f2_0, %s : f64
  %u:2 = func.call @sum_f64(%t15, %t16) : (f64, f64) -> (f64, f64)
  %v:2 = func.call @sum_f64(%u#0, %t11#0) : (f64, f64) -> (f64, f64)
  // l = muladd(k, LN2_LO, 2.0 * sl + tl) + (u.lo + v.lo)
  %t17 = arith.mulf %f2_0, %sl : f64
  %t18 = arith.addf %t17, %tl : f64
  %t19 = dc.muladd %k, %ln2_lo, %t18 : f64
  %t20 = arith.addf %u#1, %v#1 : f64
  %l = arith.addf %t19, %t20 : f64
  %r:2 = func.call @sum_f64(%v#0, %l) : (f64, f64) -> (f64, f64)
  return %r#0, %r#1 : f64, f64
}

// exp(y * log |x|) with the product as a sum, and the cases of C's pow.
func.func private @pow_f64(%x: f64, %y: f64) -> f64 {
  %f0_0 = arith.constant 0.0 : f64
  %k = arith.constant 0x7FEFFFFFFFFFFFFF : f64 // 1.7976931348623157e+308
  %f1_0 = arith.constant 1.0 : f64
  %k1 = arith.constant 0x4400000000000000 : f64 // 3.6893488147419103e+19
  %k2 = arith.constant 0xC400000000000000 : f64 // -3.6893488147419103e+19
  %bits_i64 = arith.constant 0x7FF0000000000000 : i64
  %c0_i64 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i32
  %true = arith.constant true
  %c0 = arith.constant 0 : i32
  %bits_i64_1 = arith.constant 0x7FF8000000000000 : i64
  %a = math.absf %x : f64
  // ends = a == 0.0 || a > 0x1.fffffffffffffp+1023
  %t = arith.cmpf oeq, %a, %f0_0 : f64
  %t1 = arith.cmpf ogt, %a, %k : f64
  %ends = arith.ori %t, %t1 : i1
  %t2 = arith.select %ends, %f1_0, %a : f64
  %l:2 = func.call @log_sum_f64(%t2) : (f64) -> (f64, f64)
  // Beyond 2^65 the result has long been 0, 1 or infinity.
  // y1 = y > 0x1p+65 ? 0x1p+65 : y
  %t3 = arith.cmpf ogt, %y, %k1 : f64
  %y1 = arith.select %t3, %k1, %y : f64
  // y2 = y1 < -0x1p+65 ? -0x1p+65 : y1
  %t4 = arith.cmpf olt, %y1, %k2 : f64
  %y2 = arith.select %t4, %k2, %y1 : f64
  %p:2 = func.call @product_f64(%y2, %l#0) : (f64, f64) -> (f64, f64)
  // pl = p.lo + y2 * l.lo
  %t5 = arith.mulf %y2, %l#1 : f64
  %pl = arith.addf %p#1, %t5 : f64
  %w = arith.addf %p#0, %pl : f64
  // wl = (p.hi - w) + pl
  %t6 = arith.subf %p#0, %w : f64
  %wl = arith.addf %t6, %pl : f64
  %wb = func.call @exp_bounded_f64(%w) : (f64) -> f64
  %t7 = arith.cmpf oeq, %wb, %w : f64
  %t8 = arith.select %t7, %wl, %f0_0 : f64
  %e:2 = func.call @exp_core_f64(%wb, %t8) : (f64, f64) -> (f64, i32)
  %finite = func.call @scale_f64(%e#0, %e#1) : (f64, i32) -> f64
  // grows = (a > 1.0) == (y > 0.0)
  %t9 = arith.cmpf ogt, %a, %f1_0 : f64
  %t10 = arith.cmpf ogt, %y, %f0_0 : f64
  %grows = arith.cmpi eq, %t9, %t10 : i1
  // end = grows ? real(0x7ff0000000000000ll) : 0.0
  %t11 = arith.bitcast %bits_i64 : i64 to f64
  %end = arith.select %grows, %t11, %f0_0 : f64
  // v0 = ends ? end : finite
  %v0 = arith.select %ends, %end, %finite : f64
  %k3 = func.call @parity_f64(%y) : (f64) -> i32
  %t12 = arith.bitcast %x : f64 to i64
  %negative = arith.cmpi slt, %t12, %c0_i64 : i64
  // v1 = negative && k == 1 ? -v0 : v0
  %t13 = arith.cmpi eq, %k3, %c1 : i32
  %t14 = arith.andi %negative, %t13 : i1
  %t15 = arith.negf %v0 : f64
  %v1 = arith.select %t14, %t15, %v0 : f64
  // invalid = x < 0.0 && !ends && k == 0
  %t16 = arith.cmpf olt, %x, %f0_0 : f64
  %t17 = arith.xori %ends, %true : i1
  %t18 = arith.andi %t16, %t17 : i1
  %t19 = arith.cmpi eq, %k3, %c0 : i32
  %invalid = arith.andi %t18, %t19 : i1
  // v2 = invalid ? real(0x7ff8000000000000ll) : v1
  %t20 = arith.bitcast %bits_i64_1 : i64 to f64
  %v2 = arith.select %invalid, %t20, %v1 : f64
  // v3 = x != x || y != y ? x + y : v2
  %t21 = arith.cmpf une, %x, %x : f64
  %t22 = arith.cmpf une, %y, %y : f64
  %t23 = arith.ori %t21, %t22 : i1
  %t24 = arith.addf %x, %y : f64
  %v3 = arith.select %t23, %t24, %v2 : f64
  // one = x == 1.0 || y == 0.0
  %t25 = arith.cmpf oeq, %x, %f1_0 : f64
  %t26 = arith.cmpf oeq, %y, %f0_0 : f64
  %one = arith.ori %t25, %t26 : i1
  // r = one ? 1.0 : v3
  %r = arith.select %one, %f1_0, %v3 : f64
  return %r : f64
}
