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

// C's rules: pow(x, 0) and pow(1, y) are 1 even for a NaN, a negative base needs an integer. Between them 2^(y * log2 |x|), the logarithm
// and the product as sums: log2(m) = s (c0 + c1 s^2 + s^4 Q(s^2)) for s = (m - 1) / (m + 1), whose first two terms need more than an f32 has.
func.func private @pow_f32(%x: f32, %y: f32) -> f32 {
  %k = arith.constant 0x00800000 : f32 // 1.17549435e-38
  %k1 = arith.constant 0x4B800000 : f32 // 16777216
  %cm24 = arith.constant -24 : i32
  %c0 = arith.constant 0 : i32
  %bits = arith.constant 0x3F3504F3 : i32
  %bits_1 = arith.constant 0xFF800000 : i32
  %c23 = arith.constant 23 : i32
  %f1_0 = arith.constant 1.0 : f32
  %f2_0 = arith.constant 2.0 : f32
  %k2 = arith.constant 0x3EACF72D : f32 // 0.337823302
  %k3 = arith.constant 0x3ED2DDFC : f32 // 0.411849856
  %k4 = arith.constant 0x3F13BB87 : f32 // 0.57708019
  %k5 = arith.constant 0x3F76384F : f32 // 0.961796701
  %k6 = arith.constant 0xB1F17F01 : f32 // -7.02846181e-09
  %k7 = arith.constant 0x4038AA3B : f32 // 2.88539004
  %k8 = arith.constant 0x33257060 : f32 // 3.85192607e-08
  %k9 = arith.constant 0x53800000 : f32 // 1.09951163e+12
  %k10 = arith.constant 0xD3800000 : f32 // -1.09951163e+12
  %f200_0 = arith.constant 200.0 : f32
  %fm200_0 = arith.constant -200.0 : f32
  %f0_0 = arith.constant 0.0 : f32
  %k11 = arith.constant 0x4B400000 : f32 // 12582912
  %k12 = arith.constant 0x392223E4 : f32 // 0.000154628942
  %k13 = arith.constant 0x3AAF856A : f32 // 0.00133912009
  %k14 = arith.constant 0x3C1D9514 : f32 // 0.00961806253
  %k15 = arith.constant 0x3D6357BC : f32 // 0.0555035919
  %k16 = arith.constant 0x3E75FDF0 : f32 // 0.240226507
  %k17 = arith.constant 0x3F317218 : f32 // 0.693147182
  %bits_2 = arith.constant 0x4B400000 : i32
  %k18 = arith.constant 0x7F7FFFFF : f32 // 3.40282347e+38
  %bits_3 = arith.constant 0x7F800000 : i32
  %c1 = arith.constant 1 : i32
  %true = arith.constant true
  %bits_4 = arith.constant 0x7FC00000 : i32
  %a0 = math.absf %x : f32
  %tiny = arith.cmpf olt, %a0, %k : f32
  // a = tiny ? a0 * 16777216.0 : a0
  %t = arith.mulf %a0, %k1 : f32
  %a = arith.select %tiny, %t, %a0 : f32
  %base = arith.select %tiny, %cm24, %c0 : i32
  %b = arith.bitcast %a : f32 to i32
  // e = (b - 0x3f3504f3) & 0xff800000
  %t1 = arith.subi %b, %bits : i32
  %e = arith.andi %t1, %bits_1 : i32
  // m = real(b - e)
  %t2 = arith.subi %b, %e : i32
  %m = arith.bitcast %t2 : i32 to f32
  // k = tof((e >> 23) + base)
  %t3 = arith.shrsi %e, %c23 : i32
  %t4 = arith.addi %t3, %base : i32
  %k_1 = arith.sitofp %t4 : i32 to f32
  %f = arith.subf %m, %f1_0 : f32
  %d = arith.addf %m, %f1_0 : f32
  // dl = f - (d - 2.0)
  %t5 = arith.subf %d, %f2_0 : f32
  %dl = arith.subf %f, %t5 : f32
  %inverse = arith.divf %f1_0, %d : f32
  %s = arith.mulf %f, %inverse : f32
  %t0 = arith.mulf %s, %d : f32
  // te = lost(s, d, t0)
  %t6 = arith.negf %t0 : f32
  %te = math.fma %s, %d, %t6 {dc.exact_error} : f32
  // sl = ((f - t0) - muladd(s, dl, te)) * inverse
  %t7 = arith.subf %f, %t0 : f32
  %t8 = dc.muladd %s, %dl, %te : f32
  %t9 = arith.subf %t7, %t8 : f32
  %sl = arith.mulf %t9, %inverse : f32
  %z = arith.mulf %s, %s : f32
  // zl = muladd(s + s, sl, lost(s, s, z))
  %t10 = arith.addf %s, %s : f32
  %t11 = arith.negf %z : f32
  %t12 = math.fma %s, %s, %t11 {dc.exact_error} : f32
  %zl = dc.muladd %t10, %sl, %t12 : f32
  %q0 = dc.muladd %k2, %z, %k3 : f32
  %q = dc.muladd %q0, %z, %k4 : f32
  %p = arith.mulf %q, %z : f32
  %c = arith.addf %k5, %p : f32
  // cl = ((0.9617967009544373 - c) + p) + -7.028461812552678e-09
  %t13 = arith.subf %k5, %c : f32
  %t14 = arith.addf %t13, %p : f32
  %cl = arith.addf %t14, %k6 : f32
  %v = arith.mulf %c, %z : f32
  // vl = lost(c, z, v) + muladd(c, zl, cl * z)
  %t15 = arith.negf %v : f32
  %t16 = math.fma %c, %z, %t15 {dc.exact_error} : f32
  %t17 = arith.mulf %cl, %z : f32
  %t18 = dc.muladd %c, %zl, %t17 : f32
  %vl = arith.addf %t16, %t18 : f32
  %g = arith.addf %k7, %v : f32
  // gl = ((2.885390043258667 - g) + v) + (vl + 3.851926067000022e-08)
  %t19 = arith.subf %k7, %g : f32
  %t20 = arith.addf %t19, %v : f32
  %t21 = arith.addf %vl, %k8 : f32
  %gl = arith.addf %t20, %t21 : f32
  %l = arith.mulf %s, %g : f32
  // ll = lost(s, g, l) + muladd(s, gl, sl * g)
  %t22 = arith.negf %l : f32
  %t23 = math.fma %s, %g, %t22 {dc.exact_error} : f32
  %t24 = arith.mulf %sl, %g : f32
  %t25 = dc.muladd %s, %gl, %t24 : f32
  %ll = arith.addf %t23, %t25 : f32
  %h = arith.addf %k_1, %l : f32
  // hl = ((k - h) + l) + ll
  %t26 = arith.subf %k_1, %h : f32
  %t27 = arith.addf %t26, %l : f32
  %hl = arith.addf %t27, %ll : f32
  // Beyond 2^40 the result has long been 0, 1 or infinity.
  // y1 = y > 1099511627776.0 ? 1099511627776.0 : y
  %t28 = arith.cmpf ogt, %y, %k9 : f32
  %y1 = arith.select %t28, %k9, %y : f32
  // y2 = y1 < -1099511627776.0 ? -1099511627776.0 : y1
  %t29 = arith.cmpf olt, %y1, %k10 : f32
  %y2 = arith.select %t29, %k10, %y1 : f32
  %w = arith.mulf %y2, %h : f32
  // wl = muladd(y2, hl, lost(y2, h, w))
  %t30 = arith.negf %w : f32
  %t31 = math.fma %y2, %h, %t30 {dc.exact_error} : f32
  %wl = dc.muladd %y2, %hl, %t31 : f32
  // w1 = w > 200.0 ? 200.0 : w
  %t32 = arith.cmpf ogt, %w, %f200_0 : f32
  %w1 = arith.select %t32, %f200_0, %w : f32
  // w2 = w1 < -200.0 ? -200.0 : w1
  %t33 = arith.cmpf olt, %w1, %fm200_0 : f32
  %w2 = arith.select %t33, %fm200_0, %w1 : f32
  // rest = w2 == w ? wl : 0.0
  %t34 = arith.cmpf oeq, %w2, %w : f32
  %rest = arith.select %t34, %wl, %f0_0 : f32
  %n0 = arith.addf %w2, %k11 : f32
  %n = arith.subf %n0, %k11 : f32
  // r = (w2 - n) + rest
  %t35 = arith.subf %w2, %n : f32
  %r = arith.addf %t35, %rest : f32
  %u0 = dc.muladd %k12, %r, %k13 : f32
  %u1 = dc.muladd %u0, %r, %k14 : f32
  %u2 = dc.muladd %u1, %r, %k15 : f32
  %u3 = dc.muladd %u2, %r, %k16 : f32
  %u4 = dc.muladd %u3, %r, %k17 : f32
  %u = dc.muladd %u4, %r, %f1_0 : f32
  // finite = scale_f32(u, bits(n0) - 0x4b400000)
  %t36 = arith.bitcast %n0 : f32 to i32
  %t37 = arith.subi %t36, %bits_2 : i32
  %finite = func.call @scale_f32(%u, %t37) : (f32, i32) -> f32
  // Of 0 and infinity only the sign of y matters.
  // ends = a0 == 0.0 || a0 > 3.4028234663852886e+38
  %t38 = arith.cmpf oeq, %a0, %f0_0 : f32
  %t39 = arith.cmpf ogt, %a0, %k18 : f32
  %ends = arith.ori %t38, %t39 : i1
  %grows = arith.cmpf ogt, %a0, %f1_0 : f32
  %rises = arith.cmpf ogt, %y, %f0_0 : f32
  // end = grows == rises ? real(0x7f800000) : 0.0
  %t40 = arith.cmpi eq, %grows, %rises : i1
  %t41 = arith.bitcast %bits_3 : i32 to f32
  %end = arith.select %t40, %t41, %f0_0 : f32
  %v0 = arith.select %ends, %end, %finite : f32
  %par = func.call @parity_f32(%y) : (f32) -> i32
  // negative = bits(x) < 0
  %t42 = arith.bitcast %x : f32 to i32
  %negative = arith.cmpi slt, %t42, %c0 : i32
  // v1 = negative && par == 1 ? -v0 : v0
  %t43 = arith.cmpi eq, %par, %c1 : i32
  %t44 = arith.andi %negative, %t43 : i1
  %t45 = arith.negf %v0 : f32
  %v1 = arith.select %t44, %t45, %v0 : f32
  // invalid = x < 0.0 && !ends && par == 0
  %t46 = arith.cmpf olt, %x, %f0_0 : f32
  %t47 = arith.xori %ends, %true : i1
  %t48 = arith.andi %t46, %t47 : i1
  %t49 = arith.cmpi eq, %par, %c0 : i32
  %invalid = arith.andi %t48, %t49 : i1
  // v2 = invalid ? real(0x7fc00000) : v1
  %t50 = arith.bitcast %bits_4 : i32 to f32
  %v2 = arith.select %invalid, %t50, %v1 : f32
  // v3 = x != x || y != y ? x + y : v2
  %t51 = arith.cmpf une, %x, %x : f32
  %t52 = arith.cmpf une, %y, %y : f32
  %t53 = arith.ori %t51, %t52 : i1
  %t54 = arith.addf %x, %y : f32
  %v3 = arith.select %t53, %t54, %v2 : f32
  // result = x == 1.0 || y == 0.0 ? 1.0 : v3
  %t55 = arith.cmpf oeq, %x, %f1_0 : f32
  %t56 = arith.cmpf oeq, %y, %f0_0 : f32
  %t57 = arith.ori %t55, %t56 : i1
  %result = arith.select %t57, %f1_0, %v3 : f32
  return %result : f32
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
